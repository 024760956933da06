import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { problemsOf } from '#contract/problems.ts';
import { messageOf, systemCode } from './links/link.ts';
import { syncDirectory } from './sync-directory.ts';

/** Small files of the agent's own in its data directory, readable by its user only. */

export type PrivateFile<T> =
  | { readonly state: 'read'; readonly value: T }
  | { readonly state: 'absent' }
  | { readonly state: 'unusable'; readonly reason: string };

/** Whole or not at all, and on the disk when it returns: a power cut leaves the old file or the new one. */
export function writePrivateFile(file: string, value: unknown): void {
  const draft = `${file}.new-${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(draft, `${JSON.stringify(value)}\n`, { mode: 0o600, flag: 'wx', flush: true });
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  syncDirectory(dirname(file));
}

export function readPrivateFile<T>(file: string, schema: z.ZodType<T>): PrivateFile<T> {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success) return { state: 'read', value: parsed.data };
    const [problem] = problemsOf(parsed.error);
    return { state: 'unusable', reason: `${problem?.path}: ${problem?.expected}` };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return { state: 'absent' };
    // What stands in the file may be a secret, and a parser quotes what it stumbles over.
    return { state: 'unusable', reason: error instanceof SyntaxError ? 'not JSON' : messageOf(error) };
  }
}
