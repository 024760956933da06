import type { Cancel, Clock } from '#contract/clock.ts';
import { learn, type Learned } from '#rubric/prediction/learn.ts';
import type { ServiceRules } from '#rubric/prediction/service-rules.ts';
import type { Steps } from '#rubric/prediction/steps.ts';
import type { HallLog } from '../health/agent-log.ts';
import { messageOf } from '../links/link.ts';
import type { Journal } from '../ports.ts';
import { firstSeqSince, readWaits } from './read-waits.ts';

export interface LearningOptions {
  readonly journal: Journal;
  readonly rules: ServiceRules;
  /** The hall's time. */
  readonly clock: Clock;
  /** Real time, between the slices of work. */
  readonly pace: Clock;
  readonly log: HallLog;
  readonly learned: (result: Learned) => void;
  /** See readWaits. */
  readonly clockStepped: (at: number) => void;
}

/** Learns from the journal beside the agent's work, a slice at a time. */
export interface Learning {
  /** Begins anew from the rows stored by now, after what stands in line has been served. */
  begin(): void;
  stop(): void;
}

/** As long as rows are kept at the branch for certain. */
const LEARN_FROM_DAYS = 35;
const DAY_MS = 86_400_000;
/** A very busy hall has seen enough in fewer days, and its PC is small. */
const MOST_ROWS = 20_000;
/** The first events after a start, and pages, come first. */
const BEGIN_AFTER_MS = 1_000;
/** Leaves the larger part of the time to everything else. */
const GAP_MS = 10;

export function createLearning(options: LearningOptions): Learning {
  const { journal, rules, clock, pace, log, learned, clockStepped } = options;
  let cancel: Cancel = () => {};

  function* work(): Steps<void> {
    const since = firstSeqSince(journal, clock.now() - LEARN_FROM_DAYS * DAY_MS);
    const from = Math.max(since, journal.last() - MOST_ROWS + 1);
    const samples = yield* readWaits(journal, { rules, from, clockStepped });
    const result = yield* learn(samples);
    log.write('hall.waits-learned', { tickets: samples.length, ...result.model.trained });
    learned(result);
  }

  const proceed = (steps: Steps<void>): void => {
    try {
      if (steps.next().done === true) return;
    } catch (error) {
      // What was learned before stays in use; the next close of a day tries again.
      log.write('hall.learning-failed', { reason: messageOf(error) });
      return;
    }
    cancel = pace.after(GAP_MS, () => proceed(steps));
  };
  return {
    begin() {
      cancel();
      cancel = pace.after(BEGIN_AFTER_MS, () => proceed(work()));
    },
    stop: () => cancel(),
  };
}
