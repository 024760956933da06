import { render } from 'preact';
import { browserClock } from '../shared/browser-clock.ts';
import { mendOldBrowser } from '../shared/old-browser.ts';
import { DisplayPage } from './display-page.tsx';
import { displaySettings } from './settings.ts';

mendOldBrowser(Array.prototype);
const settings = displaySettings(location.search);
document.documentElement.dataset['theme'] = settings.theme;
render(<DisplayPage clock={browserClock} settings={settings} />, document.getElementById('page')!);
