import { mkdtemp, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchRemoval } from './node-removal.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'node-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('a removed device node is reported once', async () => {
  const path = join(folder, 'ttyUSB0');
  await writeFile(path, '');
  let reports = 0;
  const gone = new Promise<void>((resolve) =>
    watchRemoval(path, () => {
      reports += 1;
      resolve();
    }),
  );
  await unlink(path);
  await gone;
  await writeFile(path, '');
  expect(reports).toBe(1);
});

test('another device behind the same by-id link counts as removal', async () => {
  await writeFile(join(folder, 'ttyUSB0'), '');
  await writeFile(join(folder, 'ttyUSB1'), '');
  const link = join(folder, 'usb-adapter');
  await symlink('ttyUSB0', link);
  let reports = 0;
  const gone = new Promise<void>((resolve) =>
    watchRemoval(link, () => {
      reports += 1;
      resolve();
    }),
  );
  await symlink('ttyUSB1', `${link}.new`);
  await rename(`${link}.new`, link);
  await gone;
  expect(reports).toBe(1);
});

test('a cancelled watch and a path that is no file say nothing', async () => {
  const path = join(folder, 'ttyUSB0');
  await writeFile(path, '');
  let reports = 0;
  const fail = (): void => {
    reports += 1;
  };
  watchRemoval(path, fail)();
  watchRemoval('COM3', fail);
  watchRemoval(join(folder, 'absent'), fail);
  const gone = new Promise<void>((resolve) => watchRemoval(path, resolve));
  await unlink(path);
  await gone;
  expect(reports).toBe(0);
});
