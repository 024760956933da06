import { encodeCommand } from '#devices/framing/encode.ts';
import { createReader } from '#devices/framing/reader.ts';
import { loadProfile } from '#devices/profiles/load.ts';
import { bestRate, type Figure } from './figure.ts';

const BYTES = 4 * 1024 * 1024;
const CHUNK = 4_096;
const ROUNDS = 5;

/** Bus bytes to messages on a dirty line: up to 16 bytes of noise before each frame. */
export async function decodingFigure(): Promise<Figure> {
  const line = dirtyLine();
  const profile = loadProfile('ff68-bus');
  const value = await bestRate(ROUNDS, line.length / 1e6, () => {
    const reader = createReader(profile, 'bus', 'shared');
    let messages = 0;
    for (let from = 0; from < line.length; from += CHUNK) {
      // One chunk each 40 ms, about what 1 Mbaud brings.
      for (const output of reader.push(line.subarray(from, from + CHUNK), from / 100))
        if (output.kind === 'message') messages += 1;
    }
    if (messages === 0) throw new Error('the reader found nothing');
  });
  const target = new Uint8Array(line.length);
  const reference = await bestRate(ROUNDS, line.length / 1e6, () => {
    for (let from = 0; from < line.length; from += CHUNK) target.set(line.subarray(from, from + CHUNK), from);
  });
  return {
    name: 'frame decoding, dirty FF 68 bus',
    value,
    unit: 'MB/s',
    reference,
    referenceName: 'memory copy of the same bytes',
    goal: { kind: 'value-at-least', limit: 20 },
  };
}

function dirtyLine(): Uint8Array {
  const profile = loadProfile('ff68-bus');
  const frames = [
    encodeCommand(profile, 'key', { address: 1, key: 'call', digits: '' }),
    encodeCommand(profile, 'show-ticket', { address: 1, digits: '001' }),
    encodeCommand(profile, 'rating', { address: 129, raw: 3 }),
  ];
  const line = new Uint8Array(BYTES);
  let state = 1;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  for (let at = 0, index = 0; at < BYTES - 64; index++) {
    for (let noise = random(17); noise > 0; noise--) line[at++] = random(256);
    const frame = frames[index % frames.length]!;
    line.set(frame, at);
    at += frame.length;
  }
  return line;
}
