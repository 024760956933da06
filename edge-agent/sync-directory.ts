import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Makes a name in a directory survive a power cut, as flushing the file does for its content. */
export function syncDirectory(directory: string): void {
  // Windows has no way to flush a directory and journals its metadata itself.
  if (process.platform === 'win32') return;
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
