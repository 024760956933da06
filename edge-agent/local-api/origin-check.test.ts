import { describe, expect, test } from 'vitest';
import {
  hostAllowed,
  isLoopbackAddress,
  isLoopbackHost,
  namesOfPc,
  originAllowed,
  reachableHost,
} from './origin-check.ts';

describe('host header', () => {
  test.each(['127.0.0.1:8081', 'localhost:8081', 'LOCALHOST', '[::1]:8081'])('%s is this machine', (host) => {
    expect(hostAllowed(host, '127.0.0.1')).toBe(true);
  });

  test.each([
    undefined,
    '',
    'evil.example',
    'evil.example:8081',
    '127.0.0.1.evil.example',
    'localhost.evil.example:8081',
    '127.0.0.1:8081@evil.example',
    '10.0.0.5:8081',
    'localhost:port',
  ])('%s is refused on a loopback agent', (host) => {
    expect(hostAllowed(host, '127.0.0.1')).toBe(false);
  });

  test('the configured address is allowed beside loopback', () => {
    expect(hostAllowed('10.0.0.5:8081', '10.0.0.5')).toBe(true);
    expect(hostAllowed('hall-pc:8081', 'Hall-PC')).toBe(true);
    expect(hostAllowed('[fd00::5]:8081', 'fd00::5')).toBe(true);
    expect(hostAllowed('10.0.0.6:8081', '10.0.0.5')).toBe(false);
  });

  test('an agent on every interface takes address literals, which cannot be rebound, but no foreign name', () => {
    expect(hostAllowed('10.0.0.5:8081', '0.0.0.0')).toBe(true);
    expect(hostAllowed('[fd00::5]:8081', '::')).toBe(true);
    expect(hostAllowed('evil.example:8081', '0.0.0.0')).toBe(false);
  });
});

describe('names of this PC', () => {
  test('are allowed beside its addresses, and only they', () => {
    const names = [...namesOfPc('Hall-PC.branch.bank.example', '0.0.0.0'), 'tls.bank.example'];
    for (const name of ['hall-pc', 'hall-pc.local', 'hall-pc.branch.bank.example', 'tls.bank.example']) {
      expect(hostAllowed(`${name}:8081`, '0.0.0.0', names)).toBe(true);
    }
    expect(hostAllowed('evil.example', '0.0.0.0', names)).toBe(false);
    expect(hostAllowed('hall-pc.evil.example', '0.0.0.0', names)).toBe(false);
  });

  test('do not count when only the PC itself can reach the agent', () => {
    for (const bound of ['127.0.0.1', '127.8.8.8', '::1', 'localhost']) expect(namesOfPc('hall-pc', bound)).toEqual([]);
  });
});

describe('this machine', () => {
  test.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1', '::FFFF:127.0.0.1'])('is %s', (address) => {
    expect(isLoopbackAddress(address)).toBe(true);
  });

  test.each([undefined, '', '10.0.0.5', '::ffff:10.0.0.5', 'fe80::1', '127.evil.example', '1127.0.0.1'])(
    'is not %s',
    (address) => {
      expect(isLoopbackAddress(address)).toBe(false);
    },
  );

  test('is what the browser calls localhost, not a name that leads here', () => {
    expect(['127.0.0.1:8081', 'localhost', '[::1]:8081', '127.8.8.8:80'].map(isLoopbackHost)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['hall-pc:8081', '10.0.0.5', undefined, ''].map(isLoopbackHost)).toEqual([false, false, false, false]);
  });
});

describe('origin header', () => {
  test('pages of this agent and tools without an origin are allowed', () => {
    expect(originAllowed('http://127.0.0.1:8081', '127.0.0.1:8081')).toBe(true);
    expect(originAllowed(undefined, '127.0.0.1:8081')).toBe(true);
    expect(originAllowed('https://hall.bank.example', 'hall.bank.example')).toBe(true);
  });

  test.each(['http://evil.example', 'http://127.0.0.1:9000', 'https://127.0.0.1', 'null', ''])(
    'a page of %s is refused',
    (origin) => {
      expect(originAllowed(origin, '127.0.0.1:8081')).toBe(false);
    },
  );
});

test('the address to open is one that a browser on this machine reaches', () => {
  expect(reachableHost('127.0.0.1')).toBe('127.0.0.1');
  expect(reachableHost('0.0.0.0')).toBe('127.0.0.1');
  expect(reachableHost('::')).toBe('[::1]');
  expect(reachableHost('fd00::5')).toBe('[fd00::5]');
});
