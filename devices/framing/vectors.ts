import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '#contract/problems.ts';
import type { ReaderOutput } from '#devices/message.ts';
import { encodeCommand } from '#devices/framing/encode.ts';
import { formatHex, parseHex } from '#devices/framing/hex.ts';
import type { DecodeVector, EncodeVector, Profile } from '#devices/framing/profile.ts';
import { createReader } from '#devices/framing/reader.ts';

/** Runs every vector of a profile; one problem per vector that does not come out as written. */
export function runVectors(profile: Profile): readonly Problem[] {
  const { decode, encode } = profile.vectors;
  return [
    ...decode.flatMap((vector, index) => decodeProblems(profile, vector, `vectors.decode.${index}`)),
    ...encode.flatMap((vector, index) => encodeProblems(profile, vector, `vectors.encode.${index}`)),
  ];
}

/** The byte chunks of a vector, in order. */
export function chunksOf(vector: DecodeVector): readonly Uint8Array[] {
  return (Array.isArray(vector.bytes) ? vector.bytes : [vector.bytes]).map(parseHex);
}

/** All that a new reader of the profile says about these chunks, time-outs at the end included. */
export function readChunks(profile: Profile, vector: DecodeVector, chunks: readonly Uint8Array[]): ReaderOutput[] {
  const reader = createReader(profile, 'vector', vector.direction ?? profile.direction);
  const output = chunks.flatMap((chunk) => reader.push(chunk, 0));
  for (let deadline = reader.deadline(); deadline !== null; deadline = reader.deadline()) {
    output.push(...reader.tick(deadline));
  }
  return output;
}

/** Outputs in the form vectors are written in. */
export function asVector(output: readonly ReaderOutput[]): Pick<DecodeVector, 'messages' | 'discarded'> {
  return {
    messages: output.flatMap((one) => (one.kind === 'message' ? [contentOf(one.message)] : [])),
    discarded: output.flatMap((one) =>
      one.kind === 'discarded' ? [{ reason: one.reason, bytes: formatHex(one.bytes) }] : [],
    ),
  };
}

function contentOf(message: Extract<ReaderOutput, { kind: 'message' }>['message']): DecodeVector['messages'][number] {
  const { at: _at, port: _port, echo, ...content } = message;
  return echo ? { ...content, echo } : content;
}

function decodeProblems(profile: Profile, vector: DecodeVector, path: string): Problem[] {
  const got = asVector(readChunks(profile, vector, chunksOf(vector)));
  const problems: Problem[] = [];
  for (const part of ['messages', 'discarded'] as const) {
    if (!isDeepStrictEqual(got[part], vector[part])) {
      problems.push({
        path: `${path}.${part}`,
        expected: `"${vector.title}" gives ${JSON.stringify(got[part])}, not ${JSON.stringify(vector[part])}`,
      });
    }
  }
  return problems;
}

function encodeProblems(profile: Profile, vector: EncodeVector, path: string): Problem[] {
  let got: string;
  try {
    got = formatHex(encodeCommand(profile, vector.command, vector.args));
  } catch (error) {
    return [{ path, expected: (error as Error).message }];
  }
  return got === vector.bytes ? [] : [{ path: `${path}.bytes`, expected: `"${vector.title}" gives ${got}` }];
}
