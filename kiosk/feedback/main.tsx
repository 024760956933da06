import { render } from 'preact';
import { browserClock, steadyClock } from '../shared/browser-clock.ts';
import { mendOldBrowser } from '../shared/old-browser.ts';
import { createVoice } from '../voice/create-voice.ts';
import { createSound } from '../voice/sound.ts';
import { KioskPage } from './kiosk-page.tsx';

mendOldBrowser(Array.prototype);
const sound = createSound(steadyClock);
render(
  <KioskPage
    clock={steadyClock}
    wallNow={browserClock.now}
    sound={sound}
    voice={createVoice({ clock: steadyClock, sound })}
  />,
  document.getElementById('page')!,
);
