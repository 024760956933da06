import { createHash } from 'node:crypto';
import type { EventBody } from '#contract/events.ts';
import type { DeviceMessage } from '#devices/message.ts';
import type { Site } from '#devices/sites/site.ts';
import { createTap, type Tap, type TapOutput } from '#devices/tap/tap.ts';
import { FakeHall } from '#devices/tap/fake-hall.ts';

/** Open invitations and calls are given up this long after the last message. */
const SILENCE_MS = 600_000;

/** The tap over a recording, with a hall that remembers no more than the tap needs. */
export class CaptureTap {
  readonly #tap: Tap;
  readonly #hall = new FakeHall();
  #ratings = 0;
  /** How often the tap noted what. */
  readonly notes = new Map<string, number>();

  constructor(site: Site) {
    this.#tap = createTap(site, {
      pseudonym: (staff) => createHash('sha256').update(`replay ${staff}`).digest('hex').slice(0, 12),
      newRatingId: () => `replay-${String(++this.#ratings).padStart(6, '0')}`,
    });
  }

  receive(message: DeviceMessage): readonly EventBody[] {
    return this.#take(this.#tap.receive(message, this.#hall));
  }

  /** Lets everything pending run out after the last message. */
  end(lastAt: number): readonly EventBody[] {
    return this.#take(this.#tap.tick(lastAt + SILENCE_MS, this.#hall));
  }

  #take({ events, notes }: TapOutput): readonly EventBody[] {
    this.#hall.apply(events);
    for (const { code } of notes) this.notes.set(code, (this.notes.get(code) ?? 0) + 1);
    return events;
  }
}
