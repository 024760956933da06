import { render } from 'preact';
import { browserClock } from '../shared/browser-clock.ts';
import { LobbyPage } from './lobby-page.tsx';

render(<LobbyPage clock={browserClock} />, document.getElementById('page')!);
