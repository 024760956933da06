import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PHOTO_BYTES, RECORDING_BYTES } from './limits.ts';
import { HEAD_BYTES, isRecording, mediaTypeOf, type MediaType } from './media-type.ts';

/** What came over the line, in a file of its own that nobody refers to yet. */
export interface Incoming {
  readonly file: string;
  readonly type: MediaType;
  readonly bytes: number;
  /** SHA-256 of the bytes as sent. */
  readonly hash: string;
}

export type Received =
  | { readonly ok: true; readonly incoming: Incoming }
  | { readonly ok: false; readonly reason: 'too-large' | 'not-a-kind-taken' | 'cut-off' };

/** Files of evidence, each under the hash of its bytes. Readable by the account that head office runs under only. */
export class EvidenceFolder {
  readonly #path: string;

  /** Makes the folder; what an earlier run was receiving when it ended is removed. */
  constructor(path: string) {
    this.#path = path;
    mkdirSync(path, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(path)) if (name.startsWith(INCOMING)) rmSync(join(path, name));
  }

  /** Reads a body into a temporary file and stops as soon as it is too large or nothing that is taken. */
  async receive(body: AsyncIterable<Uint8Array>): Promise<Received> {
    const file = join(this.#path, `${INCOMING}${randomUUID()}`);
    try {
      const received = await write(file, body);
      if (!received.ok) await rm(file, { force: true });
      return received;
    } catch {
      await rm(file, { force: true });
      return { ok: false, reason: 'cut-off' };
    }
  }

  read({ file }: Incoming): Promise<Uint8Array> {
    return readFile(file);
  }

  drop({ file }: Incoming): Promise<void> {
    return rm(file, { force: true });
  }

  /** Stores bytes under their hash, durable when it resolves. */
  async keep(bytes: Uint8Array): Promise<string> {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const file = join(this.#path, `${INCOMING}${randomUUID()}`);
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(file, join(this.#path, hash));
    const folder = await open(this.#path);
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
    return hash;
  }

  /** Null when the bytes are not there. */
  async stream(hash: string): Promise<NodeJS.ReadableStream | null> {
    const file = join(this.#path, hash);
    const found = await stat(file).catch(() => null);
    return found === null ? null : createReadStream(file);
  }

  /** Hashes of the files that are there. */
  hashes(): readonly string[] {
    return readdirSync(this.#path).filter((name) => /^[0-9a-f]{64}$/.test(name));
  }

  remove(hash: string): Promise<void> {
    return rm(join(this.#path, hash), { force: true });
  }
}

const INCOMING = 'incoming-';

async function write(file: string, body: AsyncIterable<Uint8Array>): Promise<Received> {
  const handle = await open(file, 'wx', 0o600);
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let type: MediaType | null = null;
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (head.length < HEAD_BYTES) {
        head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES)]);
        if (head.length >= HEAD_BYTES) type = mediaTypeOf(head);
        if (head.length >= HEAD_BYTES && type === null) return { ok: false, reason: 'not-a-kind-taken' };
      }
      if (bytes > (type === null || isRecording(type) ? RECORDING_BYTES : PHOTO_BYTES))
        return { ok: false, reason: 'too-large' };
      hash.update(chunk);
      await handle.write(chunk);
    }
  } finally {
    await handle.close();
  }
  if (type === null) return { ok: false, reason: 'not-a-kind-taken' };
  return { ok: true, incoming: { file, type, bytes, hash: hash.digest('hex') } };
}
