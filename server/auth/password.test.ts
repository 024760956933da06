import { expect, test } from 'vitest';
import { hashPassword, isPassword } from './password.ts';

test('the right password is right, any other wrong', async () => {
  const stored = await hashPassword('a long enough password');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await isPassword('a long enough password', stored)).toBe(true);
  expect(await isPassword('a long enough passwore', stored)).toBe(false);
  expect(await isPassword('', stored)).toBe(false);
});

test('two people with the same password do not have the same hash', async () => {
  expect(await hashPassword('a long enough password')).not.toBe(await hashPassword('a long enough password'));
});

test('composed and decomposed characters are the same password', async () => {
  expect(await isPassword('cafe\u0301 au lait chaud', await hashPassword('caf\u00e9 au lait chaud'))).toBe(true);
});

test('where there is no password none is right, and finding out costs a derivation all the same', async () => {
  const began = performance.now();
  await isPassword('a long enough password', await hashPassword('another password'));
  const twice = performance.now() - began;
  const before = performance.now();
  expect(await isPassword('a long enough password', null)).toBe(false);
  expect(performance.now() - before).toBeGreaterThan(twice / 20);
});

test.each(['', 'plain text', '$argon2i$v=19$m=8,t=1,p=1$AAAA$AAAA', '$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA'])(
  'a damaged hash "%s" is a fault, never a password',
  async (stored) => {
    await expect(isPassword('a long enough password', stored)).rejects.toThrow('PHC');
  },
);
