import type { Cancel, Clock } from '#contract/clock.ts';
import type { FaultInjector } from './faults.ts';
import type { SimulatedRecord } from './hall-types.ts';
import type { HallSimulator } from './hall-simulator.ts';

/** Longest single wait; timers of a runtime overflow beyond 24 days. */
const MAX_WAIT_MS = 3_600_000;

export interface RunningSimulation {
  /** Does something by hand in the hall (press a key, take a ticket) at the present time. */
  act<T>(action: (hall: HallSimulator) => T): T;
  stop(): void;
}

/** Lets a simulated hall run by a clock; every chunk is delivered when its time has come. */
export function runSimulation(run: {
  readonly hall: HallSimulator;
  readonly clock: Clock;
  readonly faults: FaultInjector | null;
  readonly deliver: (record: SimulatedRecord) => void;
  /** The simulated days are over. */
  readonly onEnd: () => void;
}): RunningSimulation {
  const { hall, clock, faults, deliver } = run;
  let cancel: Cancel = () => {};
  const advance = (): void => {
    const now = clock.now();
    for (const record of hall.step(now)) {
      if (faults === null) deliver(record);
      else faults.push(record);
    }
    faults?.take(now).forEach(deliver);
  };
  const arm = (): void => {
    cancel();
    const deadlines = [hall.deadline(), faults?.deadline() ?? null].filter((at) => at !== null);
    if (deadlines.length === 0) return run.onEnd();
    const waitMs = Math.min(MAX_WAIT_MS, Math.max(0, Math.min(...deadlines) - clock.now()));
    cancel = clock.after(waitMs, () => {
      advance();
      arm();
    });
  };
  arm();
  return {
    act(action) {
      advance();
      const result = action(hall);
      arm();
      return result;
    },
    stop: () => cancel(),
  };
}
