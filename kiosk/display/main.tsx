import { render } from 'preact';
import { browserClock } from '../shared/browser-clock.ts';
import { DisplayPage } from './display-page.tsx';

render(<DisplayPage clock={browserClock} />, document.getElementById('page')!);
