import type { Cancel, Clock } from '#contract/clock.ts';
import type { LobbyAlert } from '#contract/lobby-view.ts';
import { retryDelayMs } from '../shared/retry.ts';

/**
 * Brings acknowledgements to the agent, repeated until it answers. The board shows an alert as acknowledged only when
 * the agent's own view says so.
 */

/** HTTP status of the answer, or nobody answered. */
export type PostOutcome = number | 'unreachable';
export type PostAcknowledgement = (alert: string, comment: string) => Promise<PostOutcome>;

/** For the person at the board: on its way, tried in vain and tried again, gone meanwhile, or never accepted. */
export type AcknowledgeProgress = 'sending' | 'retrying' | 'gone' | 'refused';

/** What an answer means; null = the agent has it. */
export function progressAfter(outcome: PostOutcome): AcknowledgeProgress | null {
  if (outcome === 'unreachable') return 'retrying';
  if (outcome >= 200 && outcome < 300) return null;
  if (outcome === 404 || outcome === 409) return 'gone';
  return outcome === 400 || outcome === 413 || outcome === 415 || outcome === 422 ? 'refused' : 'retrying';
}

/** The agent sends its view at once after it has stored something. */
const VIEW_FOLLOWS_MS = 10_000;

export interface AcknowledgementsOptions {
  readonly post: PostAcknowledgement;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onChange: () => void;
}

interface Pending {
  readonly comment: string;
  attempts: number;
  progress: AcknowledgeProgress;
  cancelRetry: Cancel;
}

export class Acknowledgements {
  readonly #options: AcknowledgementsOptions;
  readonly #pending = new Map<string, Pending>();

  constructor(options: AcknowledgementsOptions) {
    this.#options = options;
  }

  /** A second tap while one is on its way changes nothing; after a refusal it tries anew, perhaps with other words. */
  acknowledge(alert: string, comment: string): void {
    const before = this.#pending.get(alert)?.progress;
    if (before === 'sending' || before === 'retrying') return;
    const pending: Pending = { comment, attempts: 0, progress: 'sending', cancelRetry: () => undefined };
    this.#pending.set(alert, pending);
    this.#options.onChange();
    void this.#send(alert, pending);
  }

  progress(alert: string): AcknowledgeProgress | null {
    return this.#pending.get(alert)?.progress ?? null;
  }

  /** Forgets what the agent's view shows as done, or no longer shows at all. */
  reconcile(alerts: readonly Pick<LobbyAlert, 'alert' | 'acknowledgedAt'>[]): void {
    const open = new Set(alerts.filter(({ acknowledgedAt }) => acknowledgedAt === null).map(({ alert }) => alert));
    for (const alert of this.#pending.keys()) if (!open.has(alert)) this.#forget(alert);
  }

  stop(): void {
    for (const { cancelRetry } of this.#pending.values()) cancelRetry();
    this.#pending.clear();
  }

  async #send(alert: string, pending: Pending): Promise<void> {
    const { post, clock, random, onChange } = this.#options;
    pending.attempts += 1;
    const progress = progressAfter(await post(alert, pending.comment));
    // Forgotten or replaced while the answer was on its way.
    if (this.#pending.get(alert) !== pending) return;
    if (progress === null) {
      // Stays "sending" until the view follows, so that the button does not come back for a moment; but not for ever.
      pending.cancelRetry = clock.after(VIEW_FOLLOWS_MS, () => this.#forget(alert));
      return;
    }
    pending.progress = progress;
    if (progress === 'retrying') {
      pending.cancelRetry = clock.after(
        retryDelayMs(pending.attempts, random()),
        () => void this.#send(alert, pending),
      );
    }
    onChange();
  }

  #forget(alert: string): void {
    this.#pending.get(alert)?.cancelRetry();
    if (this.#pending.delete(alert)) this.#options.onChange();
  }
}
