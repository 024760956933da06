import type { JSX } from 'preact';
import type { LobbyView } from '#contract/lobby-view.ts';
import type { DeviceHealth } from '#contract/status.ts';
import type { Language } from '../shared/language.ts';
import { formatTime } from '../shared/format.ts';
import type { LOBBY_TEXTS } from './texts.ts';

type Texts = (typeof LOBBY_TEXTS)[Language];

interface HealthProps {
  readonly view: LobbyView;
  readonly timeZone: string;
  readonly texts: Texts;
}

export function Health({ view: { devices, uplink }, timeZone, texts }: HealthProps): JSX.Element {
  const pending = uplink.pending === 0 ? texts.nothingPending : texts.pending(uplink.pending);
  return (
    <section class="card">
      <h2>{texts.devices}</h2>
      <ul class="lines">
        {devices.map((device) => (
          <Device key={device.port} device={device} timeZone={timeZone} texts={texts} />
        ))}
        {devices.length === 0 ? <li class="quiet">{texts.noDevices}</li> : null}
        <li data-testid="uplink" data-ok={uplink.connected}>
          <strong>{texts.uplink}</strong>
          <span class="health">
            <span>
              <Mark ok={uplink.connected} />
              {uplink.connected ? texts.uplinkUp : texts.uplinkDown}
            </span>
            <span data-testid="uplink-pending">{pending}</span>
          </span>
        </li>
      </ul>
    </section>
  );
}

interface DeviceProps {
  readonly device: DeviceHealth;
  readonly timeZone: string;
  readonly texts: Texts;
}

function Device({ device, timeZone, texts }: DeviceProps): JSX.Element {
  const { port, profile, state, reason, lastByteAt, discardedBytes } = device;
  const data = lastByteAt === null ? texts.noData : texts.lastData(formatTime(lastByteAt, timeZone, true));
  return (
    <li data-testid={`device-${port}`} data-ok={state === 'running'}>
      <strong>
        {port} <small class="quiet">{profile}</small>
      </strong>
      <span class="health">
        <span>
          <Mark ok={state === 'running'} />
          {texts.deviceStates[state]}
        </span>
        <span class="quiet">{data}</span>
        {discardedBytes === 0 ? null : <span class="quiet">{texts.unreadable(discardedBytes)}</span>}
      </span>
      {reason === '' ? null : <small class="reason">{reason}</small>}
    </li>
  );
}

/** Shape first, colour second. */
function Mark({ ok }: { readonly ok: boolean }): JSX.Element {
  return (
    <span class="health-mark" aria-hidden="true">
      {ok ? '●' : '▲'}
    </span>
  );
}
