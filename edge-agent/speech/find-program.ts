import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** Where a program is: an absolute path stands for itself, a name is looked for in the folders of PATH. */
export function findProgram(name: string, path: string | undefined): string | null {
  if (isAbsolute(name)) return isExecutable(name) ? name : null;
  const folders = (path ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  const files = folders.flatMap((folder) => [join(folder, name), join(folder, `${name}.exe`)]);
  return files.find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
