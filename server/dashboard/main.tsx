import '#design/tokens.css';
import '#design/base.css';
import '#design/components.css';
import './shell/desk.css';
import { render } from 'preact';
import { browserClock } from './browser-clock.ts';
import { Shell } from './shell/shell.tsx';

render(<Shell clock={browserClock} />, document.getElementById('page')!);
