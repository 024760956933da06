import { expect, test } from 'vitest';
import { repairWav } from './wav.ts';

/** Mono 8-bit PCM with lengths as a program leaves them that writes into a pipe. */
function piped(data: number[], length = 0x7ffff000): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(length, 40);
  return Buffer.concat([head, Buffer.from(data)]);
}

test('lengths that a pipe left open become the true ones', () => {
  const wav = repairWav(piped([1, 2, 3]))!;
  expect([wav.readUInt32LE(4), wav.readUInt32LE(40), wav.length]).toEqual([39, 3, 47]);
});

test('true lengths stay, and what follows the sound is cut off', () => {
  expect(repairWav(piped([1, 2, 3, 9, 9], 3))!.subarray(44)).toEqual(Buffer.from([1, 2, 3]));
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a page', Buffer.from('<html>'.repeat(20))],
  ['no sound', piped([])],
  ['a head without a data chunk', Buffer.concat([piped([]).subarray(0, 36), Buffer.alloc(20)])],
  [
    'a chunk that claims more than there is',
    Buffer.from(piped([1]).toString('latin1').replace('fmt \x10', 'fmt \xff'), 'latin1'),
  ],
])('%s is no WAV', (_what, bytes) => {
  expect(repairWav(bytes)).toBeNull();
});
