import { render } from 'preact';
import { browserClock } from '../shared/browser-clock.ts';
import { PairingPage } from './pairing-page.tsx';

render(<PairingPage clock={browserClock} />, document.getElementById('page')!);
