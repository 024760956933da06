import type { BaseKey } from '#devices/message.ts';
import type { Hall } from './hall-types.ts';
import { keyForLevel, rawForLevel } from './key-lookup.ts';
import type { HostCounter, QueueHost } from './queue-host.ts';
import { sendUntilAcknowledged } from './repeating-device.ts';

/** A finger stays on a keypad key this long. */
const KEY_DOWN_MS = 90;

/** The devices that people touch at one counter: call terminal, evaluator, keypad. */
export class CounterDevices {
  readonly #hall: Hall;
  readonly #host: QueueHost;
  readonly #counter: HostCounter;

  constructor(host: QueueHost, counter: HostCounter) {
    this.#hall = host.hall;
    this.#host = host;
    this.#counter = counter;
  }

  /** A teller types digits and a function key; false where the counter has no terminal. */
  press(key: BaseKey, digits: string): boolean {
    const where = this.#counter.at.terminal;
    if (where === undefined) return false;
    const args = { address: where.address, key, digits };
    sendUntilAcknowledged(
      this.#hall,
      { port: where.port, by: 'device', command: 'key', args },
      (sentAt, acknowledge) => {
        this.#host.receiveKey(this.#counter, { key, digits }, { sentAt, acknowledge });
      },
    );
    return true;
  }

  /** A customer presses an evaluator button; false where the counter has no evaluator. */
  rate(raw: number): boolean {
    const where = this.#counter.at.evaluator;
    if (where === undefined) return false;
    const args = { address: where.address, raw };
    sendUntilAcknowledged(
      this.#hall,
      { port: where.port, by: 'device', command: 'rating', args },
      (sentAt, acknowledge) => {
        this.#host.receiveRating(this.#counter, raw, { sentAt, acknowledge });
      },
    );
    return true;
  }

  /** A customer presses a key of the counter's keypad, which is ours and unknown to the host. */
  pressKeypad(key: string): boolean {
    const port = this.#counter.at.keypad;
    if (port === undefined) return false;
    const { from } = this.#hall.wires.send({ port, by: 'device', command: 'press', args: { key } });
    this.#hall.wires.send({ port, by: 'device', command: 'release', args: {}, delayMs: KEY_DOWN_MS });
    const level = this.#hall.site.grades.keypad.find((grade) => grade.key === key)?.level;
    if (level !== undefined) this.#host.rated(this.#counter, level, from);
    return true;
  }

  /** Rates on whatever stands at the counter; false where nothing does or the level has no button. */
  rateLevel(level: number): boolean {
    const key = keyForLevel(this.#hall.site, level);
    if (this.#counter.at.keypad !== undefined && key !== null) return this.pressKeypad(key);
    const raw = rawForLevel(this.#hall.site, level);
    return raw !== null && this.rate(raw);
  }
}
