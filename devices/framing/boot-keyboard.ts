import type { Reader, ReaderOutput } from '#devices/message.ts';
import type { BootKeyboardSpec } from '#devices/framing/framing-schema.ts';
import { hexByte } from '#devices/framing/hex.ts';

const REPORT_BYTES = 8;
const FIRST_KEY = 2;
/** Usage that fills all six places when more keys are down than the report can hold (HID usage tables, 0x07 page). */
const ROLLOVER = 0x01;
/** 01–03 are error codes, not keys. */
const FIRST_USAGE = 0x04;

/**
 * Reads 8-byte boot keyboard reports: modifiers, reserved, six usages of the keys that are down now. A report lists
 * every key as long as it is held, so a press counts when its usage was not in the report before.
 */
export function createKeypadReader(spec: BootKeyboardSpec, port: string): Reader {
  let down: readonly number[] = [];
  return {
    push(chunk, at) {
      const bytes = chunk.slice();
      if (bytes.length !== REPORT_BYTES) return [{ kind: 'discarded', at, bytes, reason: 'bad-length' }];
      const usages = [...new Set(bytes.subarray(FIRST_KEY))];
      // What is held during rollover is unknown; the state from before stays.
      if (usages.includes(ROLLOVER)) return [{ kind: 'discarded', at, bytes, reason: 'rollover' }];
      const pressed = usages.filter((usage) => usage >= FIRST_USAGE && !down.includes(usage));
      down = usages;
      return pressed.map((usage): ReaderOutput => {
        const key = spec.keys[hexByte(usage)] ?? `usage-${hexByte(usage)}`;
        return { kind: 'message', message: { name: 'keypad', key, at, port, echo: false }, bytes };
      });
    },
    tick: () => [],
    deadline: () => null,
  };
}
