import { render } from 'preact';
import { App } from './app.tsx';
import { browserClock } from './browser-clock.ts';

render(<App clock={browserClock} />, document.getElementById('page')!);
