import type { Cancel, Clock } from '#contract/clock.ts';
import { messageOf } from '../links/link.ts';
import type { HallLog } from './agent-log.ts';

const EVERY_MS = 3_600_000;
/** A long backlog is worked off in small steps, so that the hall is never held up. */
const NEXT_MS = 1_000;

export interface PruningOptions {
  /** Removes some old rows that head office holds; how many. */
  readonly prune: (now: number) => number;
  readonly clock: Clock;
  readonly pace: Clock;
  readonly log: HallLog;
}

export function pruneRegularly({ prune, clock, pace, log }: PruningOptions): Cancel {
  let cancel: Cancel = () => {};
  const run = (): void => {
    let removed = 0;
    try {
      removed = prune(clock.now());
      if (removed > 0) log.write('journal.pruned', { rows: removed });
    } catch (error) {
      log.write('journal.append-failed', { reason: messageOf(error), what: 'pruning' });
    }
    cancel = pace.after(removed > 0 ? NEXT_MS : EVERY_MS, run);
  };
  cancel = pace.after(EVERY_MS, run);
  return () => cancel();
}
