import { describe, expect, test } from 'vitest';
import { encodeCommand } from '#devices/framing/encode.ts';
import { formatHex } from '#devices/framing/hex.ts';
import { asVector, chunksOf, readChunks } from '#devices/framing/vectors.ts';
import { listProfiles, loadProfile } from '#devices/profiles/load.ts';

describe.each(listProfiles())('profile %s', (id) => {
  const profile = loadProfile(id);

  test.each(profile.vectors.decode.map((vector) => [vector.title, vector] as const))('reads: %s', (_, vector) => {
    expect(asVector(readChunks(profile, vector, chunksOf(vector)))).toEqual({
      messages: vector.messages,
      discarded: vector.discarded,
    });
  });

  test.each(profile.vectors.encode.map((vector) => [vector.title, vector] as const))('sends: %s', (_, vector) => {
    expect(formatHex(encodeCommand(profile, vector.command, vector.args))).toBe(vector.bytes);
  });
});

test('an unknown profile is refused with the ids that exist', () => {
  expect(() => loadProfile('qmatic')).toThrow(/no device profile "qmatic".*a090-strip.*ff68-bus/);
  expect(() => loadProfile('../sites/demo-bank')).toThrow(/no device profile/);
});
