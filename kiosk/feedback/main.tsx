import { render } from 'preact';
import { browserClock } from '../shared/browser-clock.ts';
import { KioskPage } from './kiosk-page.tsx';

render(<KioskPage clock={browserClock} />, document.getElementById('page')!);
