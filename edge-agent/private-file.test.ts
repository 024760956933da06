import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { readPrivateFile, writePrivateFile } from './private-file.ts';

const schema = z.strictObject({ word: z.string() });
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'private-file-'));
  file = join(folder, 'a.json');
});

afterEach(() => rmSync(folder, { recursive: true }));

test('what was written is read back, for this user only, and nothing else is left behind', () => {
  writePrivateFile(file, { word: '一' });
  writePrivateFile(file, { word: '二' });
  expect(readPrivateFile(file, schema)).toEqual({ state: 'read', value: { word: '二' } });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['a.json']);
});

test('a file that other users could read is private once it is written again', () => {
  writeFileSync(file, '{}', { mode: 0o644 });
  chmodSync(file, 0o644);
  writePrivateFile(file, { word: 'a' });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a write that fails leaves the old file and no draft', () => {
  writePrivateFile(file, { word: 'old' });
  const circular: { self?: unknown } = {};
  circular.self = circular;
  expect(() => writePrivateFile(file, circular)).toThrow('circular');
  expect(() => writePrivateFile(join(folder, 'absent', 'a.json'), {})).toThrow('ENOENT');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ word: 'old' });
  expect(readdirSync(folder)).toEqual(['a.json']);
});

test('no file, half a file and a file of another kind are told apart, and none of their content is repeated', () => {
  expect(readPrivateFile(file, schema)).toEqual({ state: 'absent' });
  writeFileSync(file, '{"word":"secret');
  expect(readPrivateFile(file, schema)).toEqual({ state: 'unusable', reason: 'not JSON' });
  writeFileSync(file, '{"word":7}');
  const other = readPrivateFile(file, schema);
  expect(other).toMatchObject({ state: 'unusable', reason: expect.stringContaining('word: ') as string });
});
