import '#design/tokens.css';
import '#design/base.css';
import '#design/components.css';
import './inspect.css';
import { render } from 'preact';
import { browserClock } from '../browser-clock.ts';
import { request } from '../shell/request.ts';
import { alone } from './alone.ts';
import { App } from './app.tsx';
import { openPhoneStore } from './phone-store.ts';
import { Phone } from './phone.ts';

const root = document.getElementById('page')!;

async function start(): Promise<Phone> {
  await alone(() => render(<App phone="other-tab" />, root));
  const store = await openPhoneStore();
  const device = (await store.setting('device')) ?? crypto.randomUUID();
  await store.setSetting('device', device);
  return Phone.open({ store, clock: browserClock, device, ask: request });
}

function follow(phone: Phone): void {
  const send = (): void => void phone.send();
  addEventListener('online', send);
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'visible' ? send() : undefined));
  send();
}

start()
  .then((phone) => {
    render(<App phone={phone} />, root);
    return follow(phone);
  })
  .catch(() => render(<App phone="no-store" />, root));
