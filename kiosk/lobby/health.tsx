import type { JSX } from 'preact';
import type { LobbyView } from '#contract/lobby-view.ts';
import type { DeviceHealth } from '#contract/status.ts';
import { formatTime } from '../shared/format.ts';
import type { LobbyTexts } from './texts.ts';

interface HealthProps {
  readonly view: LobbyView;
  readonly timeZone: string;
  readonly texts: LobbyTexts;
}

export function Health({ view: { devices, screens, uplink }, timeZone, texts }: HealthProps): JSX.Element {
  return (
    <section class="card health-card">
      <h2>{texts.devices}</h2>
      <ul class="lines">
        {devices.map((device) => (
          <Device key={device.port} device={device} timeZone={timeZone} texts={texts} />
        ))}
        {devices.length === 0 ? <li class="quiet">{texts.noDevices}</li> : null}
        {screens.map((screen) => (
          <Screen key={`${screen.role} ${screen.screen}`} screen={screen} timeZone={timeZone} texts={texts} />
        ))}
        <HeadOffice uplink={uplink} texts={texts} />
      </ul>
    </section>
  );
}

interface DeviceProps {
  readonly device: DeviceHealth;
  readonly timeZone: string;
  readonly texts: LobbyTexts;
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

interface ScreenProps {
  readonly screen: LobbyView['screens'][number];
  readonly timeZone: string;
  readonly texts: LobbyTexts;
}

function Screen({ screen, timeZone, texts }: ScreenProps): JSX.Element {
  const { screen: id, role, state, lastSeenAt, pending, refused } = screen;
  const ok = state === 'alive' && refused === 0;
  return (
    <li data-testid={`screen-${id}`} data-ok={ok}>
      <strong>
        {texts.screenRoles[role]} <small class="quiet">{id}</small>
      </strong>
      <span class="health">
        <span>
          <Mark ok={ok} />
          {texts.screenStates[state]}
        </span>
        {state === 'alive' ? null : <span class="quiet">{texts.lastSeen(formatTime(lastSeenAt, timeZone))}</span>}
        {pending === 0 ? null : <span>{texts.undelivered(pending)}</span>}
        {refused === 0 ? null : <span>{texts.refused(refused)}</span>}
      </span>
    </li>
  );
}

function HeadOffice({ uplink, texts }: Pick<LobbyView, 'uplink'> & { readonly texts: LobbyTexts }): JSX.Element {
  const connected = uplink?.connected ?? true;
  return (
    <li data-testid="uplink" data-ok={connected}>
      <strong>{texts.uplink}</strong>
      {uplink === null ? (
        <span class="quiet">{texts.noUplink}</span>
      ) : (
        <span class="health">
          <span>
            <Mark ok={connected} />
            {connected ? texts.uplinkUp : texts.uplinkDown}
          </span>
          <span data-testid="uplink-pending">
            {uplink.pending === 0 ? texts.nothingPending : texts.pending(uplink.pending)}
          </span>
        </span>
      )}
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
