import { statSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Cancel } from '#contract/clock.ts';

/**
 * Runs `onGone` once when the device node behind `path` disappears or is replaced. Needed because the serial reader
 * spins without ever reporting an error on some unplugs (a read that answers 0 bytes is repeated at once): the node's
 * removal is the only reliable sign. Does nothing where the path is not a file-system path (COM3).
 */
export function watchRemoval(path: string, onGone: () => void): Cancel {
  const before = identity(path);
  if (before === null) return () => {};
  let watcher: FSWatcher | null = null;
  const stop = (): void => {
    watcher?.close();
    watcher = null;
  };
  const check = (): void => {
    if (watcher === null || identity(path) === before) return;
    stop();
    onGone();
  };
  try {
    watcher = watch(dirname(path), { persistent: false }, (_kind, name) => {
      // Without a name (some file systems) anything may have changed.
      if (name === null || name === basename(path)) check();
    });
    watcher.on('error', check);
  } catch {
    return () => {};
  }
  return stop;
}

/** Follows by-id links, so that a new node behind an old name counts as another device. */
function identity(path: string): string | null {
  if (!path.startsWith('/')) return null;
  try {
    const stat = statSync(path, { bigint: true });
    return `${stat.dev}:${stat.ino}:${stat.rdev}`;
  } catch {
    return null;
  }
}
