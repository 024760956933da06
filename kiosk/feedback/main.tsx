import { render } from 'preact';
import { browserClock, steadyClock } from '../shared/browser-clock.ts';
import { deviceVoice } from './device-voice.ts';
import { KioskPage } from './kiosk-page.tsx';

render(
  <KioskPage clock={steadyClock} wallNow={browserClock.now} voice={deviceVoice()} />,
  document.getElementById('page')!,
);
