import { render } from 'preact';
import { browserClock } from '../shared/browser-clock.ts';
import { mendOldBrowser } from '../shared/old-browser.ts';
import { LobbyPage } from './lobby-page.tsx';

mendOldBrowser(Array.prototype);
render(<LobbyPage clock={browserClock} />, document.getElementById('page')!);
