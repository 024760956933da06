import type { Clock } from '#contract/clock.ts';
import type { ConfigMessage, DownMessage } from '#contract/down.ts';
import type { BranchId } from '#contract/ids.ts';
import type { StatusMessage } from '#contract/status.ts';
import type { BranchSettings } from './config.ts';
import type { Logger } from './log.ts';

export interface SettingsSenderOptions {
  /** What each branch should work by; absent = its own site map. */
  readonly settings: ReadonlyMap<BranchId, BranchSettings>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly down: (branch: BranchId, message: DownMessage) => void;
}

/** A branch says every minute what it works by; one that does not listen is not shouted at. */
const AGAIN_MS = 30_000;

interface Sent {
  readonly version: number;
  readonly boot: string;
  readonly at: number;
}

/** Brings the branches to the settings that head office wants: sends them to each that works by older ones. */
export class SettingsSender {
  readonly #options: SettingsSenderOptions;
  readonly #sent = new Map<BranchId, Sent>();
  /** What was last written to the log about a branch. */
  readonly #told = new Map<BranchId, string>();

  constructor(options: SettingsSenderOptions) {
    this.#options = options;
  }

  /** A branch has said what it works by. */
  heard(branch: BranchId, status: StatusMessage): void {
    const wanted = this.#options.settings.get(branch);
    const { online, config, configProblem } = status;
    // An agent that says nothing about settings is too old to take any.
    if (!online || config === undefined || wanted === undefined) return;
    if (configProblem?.version === wanted.version) {
      this.#tell(branch, 'settings.refused', { version: wanted.version, reason: configProblem.text });
    } else if ((config ?? 0) > wanted.version) {
      this.#tell(branch, 'settings.older', { version: wanted.version, applied: config ?? 0 });
    } else if (config !== wanted.version) {
      this.#send(branch, wanted, status.boot);
    }
  }

  #send(branch: BranchId, { version, config }: BranchSettings, boot: string): void {
    const { clock, log, down } = this.#options;
    const at = clock.now();
    const last = this.#sent.get(branch);
    const isRecent = last !== undefined && at >= last.at && at - last.at < AGAIN_MS;
    if (isRecent && last.version === version && last.boot === boot) return;
    this.#sent.set(branch, { version, boot, at });
    log.write('settings.sent', { branch, version });
    const message: ConfigMessage = { type: 'config', version, config };
    down(branch, message);
  }

  /** Once, not every minute. */
  #tell(branch: BranchId, event: 'settings.refused' | 'settings.older', detail: Record<string, string | number>): void {
    const text = `${event} ${JSON.stringify(detail)}`;
    if (this.#told.get(branch) === text) return;
    this.#told.set(branch, text);
    this.#options.log.write(event, { branch, ...detail });
  }
}
