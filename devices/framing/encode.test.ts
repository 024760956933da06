import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BASE_KEYS } from '#devices/message.ts';
import { encodeCommand, type CommandArguments } from '#devices/framing/encode.ts';
import { createReader } from '#devices/framing/reader.ts';
import { loadProfile } from '#devices/profiles/load.ts';

const bus = loadProfile('ff68-bus');

function comesBack(name: string, args: CommandArguments): unknown {
  const output = createReader(bus, 'p').push(encodeCommand(bus, name, args), 0);
  expect(output).toHaveLength(1);
  const [only] = output;
  if (only?.kind !== 'message') throw new Error(`${name} was discarded`);
  const { at: _at, port: _port, echo: _echo, ...content } = only.message;
  return content;
}

const terminal = fc.integer({ min: 1, max: 127 });
const evaluator = fc.integer({ min: 128, max: 255 });
const digits = (min: number, max: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[0-9]{${min},${max}}$`));

describe('what is sent on the bus is read back', () => {
  test('keys', () => {
    fc.assert(
      fc.property(terminal, fc.constantFrom(...BASE_KEYS), digits(0, 12), (address, key, typed) => {
        const sent = { address, key, digits: typed };
        expect(comesBack('key', sent)).toEqual({ name: 'key', ...sent });
      }),
    );
  });

  test('ratings and their acknowledgements', () => {
    fc.assert(
      fc.property(evaluator, fc.integer({ min: 0, max: 4 }), (address, raw) => {
        expect(comesBack('rating', { address, raw })).toEqual({ name: 'rating', address, raw });
        expect(comesBack('rating-ack-a', { address, raw })).toEqual({ name: 'rating-ack', address, raw });
        expect(comesBack('rating-ack-b', { address })).toEqual({ name: 'rating-ack', address, raw: null });
        expect(comesBack('set-stars', { address, stars: raw })).toEqual({ name: 'set-stars', address, stars: raw });
        expect(comesBack('start-rating', { address })).toEqual({ name: 'start-rating', address });
      }),
    );
  });

  test('displays', () => {
    fc.assert(
      fc.property(terminal, digits(1, 3), fc.integer({ min: 0, max: 999 }), (address, ticket, waiting) => {
        expect(comesBack('show-ticket', { address, digits: ticket })).toEqual({
          name: 'show-ticket',
          address,
          digits: ticket,
          waiting: null,
        });
        expect(comesBack('show-ticket-waiting', { address, digits: ticket, waiting })).toEqual({
          name: 'show-ticket',
          address,
          digits: ticket,
          waiting,
        });
        expect(comesBack('show-waiting', { address, waiting })).toEqual({ name: 'show-waiting', address, waiting });
        expect(comesBack('beep', { address })).toEqual({ name: 'beep', address });
      }),
    );
  });

  test('results and strip texts', () => {
    expect(comesBack('show-result', { address: 3, success: 1 })).toMatchObject({ success: true });
    expect(comesBack('show-result', { address: 3, success: 0 })).toMatchObject({ success: false });
    const line = fc.stringMatching(/^[A-Z0-9一-龥]{0,40}$/u);
    fc.assert(
      fc.property(terminal, line, (address, text) => {
        expect(comesBack('show-text', { address, text })).toEqual({ name: 'show-text', address, text });
      }),
    );
  });
});

describe('a wrong command is refused with what was expected', () => {
  test.each([
    ['sing', {}, /no command "sing", only key, rating/],
    ['beep', {}, /address is missing, expected an integer 1–255/],
    ['beep', { address: 0 }, /address is 0, expected/],
    ['beep', { address: 1.5 }, /address is 1.5, expected/],
    ['beep', { address: 'x' }, /address is "x", expected/],
    ['beep', { address: 1, volume: 3 }, /no argument "volume"/],
    ['key', { address: 1, key: 'jump', digits: '' }, /key is "jump", expected one of start, evaluate/],
    ['key', { address: 1, key: 'call', digits: 'A1' }, /digits is "A1", expected 0–20 digits/],
    ['show-ticket', { address: 1, digits: '1234' }, /expected 1–3 digits/],
    ['show-waiting', { address: 1, waiting: 1_000 }, /expected an integer 0–999/],
    ['show-text', { address: 1, text: '长'.repeat(200) }, /takes 600 bytes, at most 505/],
    ['show-text', { address: 1, text: 5 }, /text is 5, expected a text/],
  ] as const)('%s %j', (name, args, message) => {
    expect(() => encodeCommand(bus, name, args)).toThrow(message);
  });

  test('numbers may come as text', () => {
    expect(encodeCommand(bus, 'beep', { address: '7' })).toEqual(encodeCommand(bus, 'beep', { address: 7 }));
  });
});
