import { describe, expect, test } from 'vitest';
import { hostAllowed, originAllowed, reachableHost } from './origin-check.ts';

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

describe('origin header', () => {
  test('pages of this agent and tools without an origin are allowed', () => {
    expect(originAllowed('http://127.0.0.1:8081', '127.0.0.1:8081')).toBe(true);
    expect(originAllowed(undefined, '127.0.0.1:8081')).toBe(true);
  });

  test.each(['http://evil.example', 'http://127.0.0.1:9000', 'https://127.0.0.1:8081', 'null'])(
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
