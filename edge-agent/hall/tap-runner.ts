import type { Cancel, Clock } from '#contract/clock.ts';
import type { WaitingTicket } from '#contract/lobby-view.ts';
import type { DeviceMessage } from '#devices/message.ts';
import type { HallView } from '#devices/tap/hall-view.ts';
import type { TapNoteCode } from '#devices/tap/notes.ts';
import type { Tap, TapOutput } from '#devices/tap/tap.ts';
import { counterService } from '#rubric/hall/hall.ts';
import { waitingTickets } from '#rubric/hall/live.ts';
import type { Hall } from '#rubric/hall/state.ts';
import type { HallLog } from '../health/agent-log.ts';
import { messageOf } from '../links/link.ts';
import type { Intake } from './intake.ts';

export interface TapRunnerOptions {
  readonly tap: Tap;
  readonly hall: Hall;
  readonly intake: Intake;
  readonly clock: Clock;
  readonly log: HallLog;
}

/** Gives the tap what the devices said, in order, and the time; stores what it makes of that. */
export interface TapRunner {
  /** Takes over invitations that were open before a restart. Call once, before the sessions start. */
  start(): void;
  hear(messages: readonly DeviceMessage[]): void;
  stop(): void;
  /** What the tap noticed but did not make an event of, counted by code. */
  notes(): ReadonlyMap<TapNoteCode, number>;
}

export function createTapRunner(options: TapRunnerOptions): TapRunner {
  const { tap, clock, intake, log } = options;
  const view = viewOf(options.hall);
  const notes = new Map<TapNoteCode, number>();
  let cancelTick: Cancel = () => {};

  const take = (step: () => TapOutput): void => {
    try {
      const output = step();
      for (const note of output.notes) notes.set(note.code, (notes.get(note.code) ?? 0) + 1);
      intake.accept(output.events);
    } catch (error) {
      // A fault with one message must not cost the ones after it.
      log.write('device.failed', { device: 'tap', reason: messageOf(error) });
    }
  };
  const arm = (): void => {
    cancelTick();
    const deadline = tap.deadline();
    if (deadline !== null) cancelTick = clock.after(deadline - clock.now(), tick);
  };
  const tick = (): void => {
    take(() => tap.tick(clock.now(), view));
    arm();
  };

  return {
    start: tick,
    hear(messages) {
      for (const message of messages) take(() => tap.receive(message, view));
      arm();
    },
    stop: () => cancelTick(),
    notes: () => notes,
  };
}

function viewOf(hall: Hall): HallView {
  return {
    waiting: (): readonly WaitingTicket[] => waitingTickets(hall),
    service: (counter) => counterService(hall, counter) as ReturnType<HallView['service']>,
  };
}
