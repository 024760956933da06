import { render } from 'preact';
import { browserClock } from '../shared/browser-clock.ts';
import { DisplayPage } from './display-page.tsx';
import { displaySettings } from './settings.ts';

const settings = displaySettings(location.search);
document.documentElement.dataset['theme'] = settings.theme;
render(<DisplayPage clock={browserClock} settings={settings} />, document.getElementById('page')!);
