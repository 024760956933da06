import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPseudonym, loadPseudonymKey } from './pseudonym.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-'));
  file = join(folder, 'pseudonym.key');
});

afterEach(() => rm(folder, { recursive: true }));

function keyOf(path: string): Buffer {
  const loaded = loadPseudonymKey(path);
  if (!loaded.ok) throw new Error(loaded.problem);
  return loaded.key;
}

describe('teller pseudonyms', () => {
  test('are 12 characters that the contract accepts, always the same and not the number', () => {
    const pseudonym = createPseudonym(Buffer.alloc(32, 7));
    expect(pseudonym('1024')).toMatch(/^[a-z2-7]{12}$/);
    expect(pseudonym('1024')).toBe(createPseudonym(Buffer.alloc(32, 7))('1024'));
    expect(new Set(Array.from({ length: 1_000 }, (_, number) => pseudonym(String(number)))).size).toBe(1_000);
    expect(pseudonym('1024')).not.toBe(createPseudonym(Buffer.alloc(32, 8))('1024'));
  });

  test('agree with HMAC-SHA256 in base 32', () => {
    // HMAC-SHA256(key 0b×20, "Hi There") = b0344c61d8db3853… (RFC 4231, test case 1); 60 bits in RFC 4648 base 32.
    expect(createPseudonym(Buffer.alloc(20, 0x0b))('Hi There')).toBe('wa2eyyoy3m4f');
  });
});

describe('the key file', () => {
  test('is made once, for the agent alone', async () => {
    const key = keyOf(file);
    expect(key).toHaveLength(32);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(keyOf(file)).toEqual(key);
    expect((await readFile(file, 'utf8')).trim()).toBe(key.toString('hex'));
  });

  test('is never replaced when it is damaged: all pseudonyms would change', async () => {
    await writeFile(file, 'abc');
    expect(loadPseudonymKey(file)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('not a pseudonym key'),
    });
    expect(await readFile(file, 'utf8')).toBe('abc');
  });

  test('that cannot be made is a problem with its path', () => {
    const missing = join(folder, 'absent', 'pseudonym.key');
    expect(loadPseudonymKey(missing)).toMatchObject({ ok: false, problem: expect.stringContaining(missing) });
  });
});
