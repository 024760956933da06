import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../links/link.ts';

export type PlainFile =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly problem: string };

/** Windows has no such flag; making links needs an administrator there. */
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;

/** Changes when the file does; null when there is no such file. */
export async function fileStamp(directory: string, name: string): Promise<string | null> {
  try {
    const { size, mtimeMs, ino } = await lstat(join(directory, name));
    return `${size}:${mtimeMs}:${ino}`;
  } catch {
    return null;
  }
}

/** Reads a file of the folder itself: no link that leads out of it, no pipe, nothing large. */
export async function readPlainFile(directory: string, name: string, mostBytes: number): Promise<PlainFile> {
  const path = join(directory, name);
  try {
    if (!(await lstat(path)).isFile()) return { ok: false, problem: 'not a plain file (links are not followed)' };
    await using file = await open(path, constants.O_RDONLY | NO_FOLLOW);
    const { size } = await file.stat();
    if (size > mostBytes) return { ok: false, problem: `${size} bytes, at most ${mostBytes}` };
    return { ok: true, bytes: await file.readFile() };
  } catch (error) {
    return { ok: false, problem: `cannot be read: ${systemCode(error)}` };
  }
}
