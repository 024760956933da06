import { render } from 'preact';
import { browserClock, steadyClock } from '../shared/browser-clock.ts';
import { mendOldBrowser } from '../shared/old-browser.ts';
import { createVoice } from '../voice/create-voice.ts';
import { KioskPage } from './kiosk-page.tsx';

mendOldBrowser(Array.prototype);
render(
  <KioskPage clock={steadyClock} wallNow={browserClock.now} voice={createVoice({ clock: steadyClock })} />,
  document.getElementById('page')!,
);
