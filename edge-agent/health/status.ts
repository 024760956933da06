import type { DeviceHealth, StatusMessage } from '#contract/status.ts';
import { RUBRIC_VERSION } from '#rubric/version.ts';
import type { Journal } from '../ports.ts';
import { AGENT_VERSION } from '../version.ts';

export interface StatusSources {
  readonly journal: Pick<Journal, 'branch' | 'epoch'>;
  /** Drawn at this start of the agent. */
  readonly boot: string;
  readonly devices: readonly DeviceHealth[];
  readonly at: number;
  /** What head office configured; absent where nothing is applied, as in a replay. */
  readonly settings?: Pick<StatusMessage, 'config' | 'configProblem'>;
}

export function statusMessage({ journal, boot, devices, at, settings = {} }: StatusSources): StatusMessage {
  return {
    v: 1,
    branch: journal.branch,
    online: true,
    at,
    boot,
    epoch: journal.epoch,
    agent: AGENT_VERSION,
    rubric: RUBRIC_VERSION,
    devices: [...devices],
    ...settings,
  };
}
