import { expect, test } from 'vitest';
import { screenCookie, screenToken } from './cookie.ts';

const TOKEN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN-_0';

test('what a browser was given it sends back, among others', () => {
  expect(screenToken(`hm_screen=${TOKEN}`)).toBe(TOKEN);
  expect(screenToken(`a=b; hm_screen=${TOKEN};c`)).toBe(TOKEN);
});

test.each([
  undefined,
  '',
  'hm_screen',
  'hm_screen=',
  'hm_screen=short',
  `hm_screen=${TOKEN}; hm_screen=${TOKEN}`,
  `xhm_screen=${TOKEN}`,
  `hm_screen=${TOKEN}"`,
  `=hm_screen=${TOKEN}`,
])('%s is no token', (header) => {
  expect(screenToken(header)).toBeNull();
});

test('no script and no other site gets at the cookie, and TLS is kept where it was', () => {
  const plain = `hm_screen=${TOKEN}; HttpOnly; SameSite=Strict; Path=/; Max-Age=34560000`;
  expect(screenCookie(TOKEN, false)).toBe(plain);
  expect(screenCookie(TOKEN, true)).toBe(`${plain}; Secure`);
});
