import { describe, expect, test } from 'vitest';
import type { ReaderOutput } from '#devices/message.ts';
import { encodeCommand } from '#devices/framing/encode.ts';
import { formatHex, hexByte } from '#devices/framing/hex.ts';
import { asVector, chunksOf, readChunks } from '#devices/framing/vectors.ts';
import { lintProfile } from '#devices/lint.ts';
import { listProfiles, loadProfile } from '#devices/profiles/load.ts';
import { readFileSync } from 'node:fs';

describe.each(listProfiles())('profile %s', (id) => {
  const profile = loadProfile(id);
  const decode = profile.vectors.decode.map((vector) => [vector.title, vector] as const);

  test.each(decode)('reads: %s', (_, vector) => {
    expect(asVector(readChunks(profile, vector, chunksOf(vector)))).toEqual({
      messages: vector.messages,
      discarded: vector.discarded,
    });
  });

  test.each(profile.vectors.encode.map((vector) => [vector.title, vector] as const))('sends: %s', (_, vector) => {
    expect(formatHex(encodeCommand(profile, vector.command, vector.args))).toBe(vector.bytes);
  });

  // HID delivers whole reports; a stream can be cut anywhere.
  const streamed = profile.link.type === 'serial' ? decode : [];
  test.each(streamed)('cut anywhere: %s', (_, vector) => {
    const bytes = joined(chunksOf(vector));
    const whole = readChunks(profile, vector, [bytes]);
    for (let cut = 1; cut < bytes.length; cut++) {
      const halves = readChunks(profile, vector, [bytes.subarray(0, cut), bytes.subarray(cut)]);
      expect(asVector(halves).messages, `cut after ${cut} bytes`).toEqual(vector.messages);
      expect(reasons(halves)).toEqual(reasons(whole));
    }
    const single = readChunks(
      profile,
      vector,
      Array.from(bytes, (byte) => Uint8Array.of(byte)),
    );
    expect(asVector(single).messages).toEqual(vector.messages);
    expect(reasons(single)).toEqual(reasons(whole));
  });

  test('has no problem that the linter knows', () => {
    expect(lintProfile(JSON.parse(readFileSync(new URL(`${id}.json`, import.meta.url), 'utf8')))).toEqual([]);
  });
});

test('the four profiles of the first halls are here', () => {
  expect(listProfiles()).toEqual(
    expect.arrayContaining(['a090-strip', 'escpos-printer-tap', 'ff68-bus', 'hid-keypad']),
  );
});

test('an unknown profile is refused with the ids that exist', () => {
  expect(() => loadProfile('qmatic')).toThrow(/no device profile "qmatic".*a090-strip.*ff68-bus/);
  expect(() => loadProfile('../sites/demo-bank')).toThrow(/no device profile/);
});

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(chunks.flatMap((chunk) => [...chunk]));
}

/** Every discarded byte with its reason, however the discards were grouped. */
function reasons(output: readonly ReaderOutput[]): string[] {
  return output.flatMap((one) =>
    one.kind === 'discarded' ? Array.from(one.bytes, (byte) => `${hexByte(byte)} ${one.reason}`) : [],
  );
}
