import { deflateSync, inflateSync } from 'node:zlib';
import { z } from 'zod';
import { chainHashes } from './chain.ts';
import { MAX_EVENT_LINE_BYTES } from './events.ts';
import { branchIdSchema, epochIdSchema } from './ids.ts';

/**
 * Topic `up`: a batch of consecutive journal lines as NDJSON. The header carries the chain hash before the first and
 * after the last line, so a batch proves itself and its place without a hash on every line (32 random bytes per event
 * would cost more than the event). Plain or zlib-deflated; the first byte tells.
 */

export const MAX_BATCH_EVENTS = 1_000;
/** Limit of the inflated batch; also what stops a decompression bomb. */
export const MAX_BATCH_BYTES = 4 * 1024 * 1024;

const chainHash = z.string().regex(/^[0-9a-f]{64}$/, '64 hex digits');

export const batchHeaderSchema = z.strictObject({
  branch: branchIdSchema,
  epoch: epochIdSchema,
  first: z.int().min(1),
  count: z.int().min(1).max(MAX_BATCH_EVENTS),
  /** Chain hash before the first line. */
  chain: chainHash,
  /** Chain hash after the last line. */
  tip: chainHash,
});
export type BatchHeader = z.infer<typeof batchHeaderSchema>;

export interface Batch {
  readonly header: BatchHeader;
  /** Exact journal bytes, one event each, without line ends. */
  readonly lines: readonly string[];
}

export type BatchRefusal =
  | 'too-large'
  | 'not-inflatable'
  | 'no-header'
  | 'bad-header'
  | 'count-differs'
  | 'line-too-long'
  | 'not-text'
  | 'chain-differs';

export type DecodedBatch =
  /** `hashes`: chain hash after each line. */
  | { readonly ok: true; readonly batch: Batch; readonly hashes: readonly string[] }
  | { readonly ok: false; readonly refusal: BatchRefusal; readonly detail: string };

export function encodeBatch(batch: Batch, deflate: boolean): Buffer {
  const plain = Buffer.from(`${JSON.stringify(batch.header)}\n${batch.lines.join('\n')}\n`, 'utf8');
  return deflate ? deflateSync(plain) : plain;
}

/** Checks everything that a batch can prove about itself: size, shape, count, chain. Never throws. */
export function decodeBatch(payload: Uint8Array): DecodedBatch {
  const text = plainText(payload);
  if (typeof text !== 'string') return text;
  // JSON writes it as an escape, and not every database stores it.
  if (text.includes('\0')) return refuse('not-text', 'a NUL character, which no journal line has');
  const headerEnd = text.indexOf('\n');
  if (headerEnd < 0) return refuse('no-header', 'no line end after the header');
  const header = parseHeader(text.slice(0, headerEnd));
  if (!header.ok) return header;
  const body = text.endsWith('\n') ? text.slice(headerEnd + 1, -1) : text.slice(headerEnd + 1);
  const lines = body.split('\n');
  if (lines.length !== header.value.count) {
    return refuse('count-differs', `header says ${header.value.count} events, found ${lines.length}`);
  }
  const long = lines.findIndex((line) => line.length > MAX_EVENT_LINE_BYTES);
  if (long >= 0)
    return refuse('line-too-long', `event ${header.value.first + long} has ${lines[long]!.length} characters`);
  const hashes = chainHashes(header.value.chain, lines);
  if (hashes.at(-1) !== header.value.tip) {
    return refuse('chain-differs', 'the lines do not lead from chain to tip');
  }
  return { ok: true, batch: { header: header.value, lines }, hashes };
}

function plainText(payload: Uint8Array): string | (DecodedBatch & { ok: false }) {
  if (payload.length > MAX_BATCH_BYTES) return refuse('too-large', `${payload.length} bytes, limit ${MAX_BATCH_BYTES}`);
  if (payload[0] !== 0x78) return Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString('utf8');
  try {
    return inflateSync(payload, { maxOutputLength: MAX_BATCH_BYTES }).toString('utf8');
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return refuse(tooLarge ? 'too-large' : 'not-inflatable', (error as Error).message);
  }
}

function parseHeader(text: string): { ok: true; value: BatchHeader } | (DecodedBatch & { ok: false }) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('bad-header', 'the first line is not JSON');
  }
  const result = batchHeaderSchema.safeParse(value);
  if (result.success) return { ok: true, value: result.data };
  const issue = result.error.issues[0]!;
  return refuse('bad-header', `${issue.path.map(String).join('.')}: ${issue.message}`);
}

function refuse(refusal: BatchRefusal, detail: string): DecodedBatch & { ok: false } {
  return { ok: false, refusal, detail };
}
