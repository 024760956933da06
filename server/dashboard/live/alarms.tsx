import type { JSX } from 'preact';
import type { BranchLive } from '#contract/head-office-api.ts';
import type { DeviceHealth } from '#contract/status.ts';
import { formatDateTime } from './format.ts';
import { HeadRow } from './head-row.tsx';
import type { Texts } from './texts.ts';

interface AlarmsProps {
  readonly live: BranchLive | null;
  readonly texts: Texts;
}

/** Everything about the branch that somebody may have to look after: alarms, devices, what has arrived. */
export function Alarms({ live, texts }: AlarmsProps): JSX.Element {
  const alarms = live?.alarms ?? [];
  return (
    <section class="card">
      <h3>{texts.alarms}</h3>
      {alarms.length === 0 ? (
        <p class="quiet" data-testid="no-alarms">
          {live === null ? texts.loading : texts.noAlarms}
        </p>
      ) : (
        <ul class="lines">
          {alarms.map(({ kind, at, detail, count }, index) => (
            <li key={`${kind}-${at}-${index}`} data-testid={`alarm-${kind}`} class="alarm">
              <strong>▲ {texts.alarmKinds[kind]}</strong>
              <span>
                {texts.times(count)} <time>{formatDateTime(at)}</time>
              </span>
              <small class="quiet">{detail}</small>
            </li>
          ))}
        </ul>
      )}
      <Devices devices={live?.status?.devices ?? []} texts={texts} />
      <Delivery cursors={live?.cursors ?? []} texts={texts} />
    </section>
  );
}

interface DevicesProps {
  readonly devices: readonly DeviceHealth[];
  readonly texts: Texts;
}

function Devices({ devices, texts }: DevicesProps): JSX.Element | null {
  if (devices.length === 0) return null;
  return (
    <>
      <h3>{texts.device}</h3>
      <ul class="lines">
        {devices.map(({ port, profile, state, reason }) => (
          <li key={port} data-testid={`device-${port}`} data-ok={state === 'running'}>
            <span>
              <strong>{port}</strong> <small class="quiet">{profile}</small>
            </span>
            <span class="state">
              {state === 'running' ? '●' : '▲'} {texts.deviceStates[state]}
            </span>
            {reason === '' ? null : <small class="quiet">{reason}</small>}
          </li>
        ))}
      </ul>
    </>
  );
}

interface DeliveryProps {
  readonly cursors: BranchLive['cursors'];
  readonly texts: Texts;
}

function Delivery({ cursors, texts }: DeliveryProps): JSX.Element | null {
  if (cursors.length === 0) return null;
  return (
    <>
      <h3>{texts.delivery}</h3>
      <table>
        <HeadRow words={[texts.epoch]} figures={[texts.upto, texts.highest, texts.missing]} />
        <tbody>
          {cursors.map(({ epoch, upto, highest, missing }) => (
            <tr key={epoch} data-testid="cursor">
              <td>
                <code>{epoch}</code>
              </td>
              <td class="number">{upto}</td>
              <td class="number">{highest}</td>
              <td class="number">{missing}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
