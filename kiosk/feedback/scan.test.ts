import { describe, expect, test } from 'vitest';
import { NO_SCAN, scanKey, ticketIn } from './scan.ts';
import type { ScanStep } from './scan.ts';

/** Types `keys` with `gapMs` between them and hands out every step. */
function typed(keys: readonly string[], gapMs: number): ScanStep[] {
  const steps: ScanStep[] = [];
  keys.forEach((key, index) => steps.push(scanKey(steps.at(-1)?.scan ?? NO_SCAN, key, 1_000 + index * gapMs)));
  return steps;
}

describe('a scanner', () => {
  test('types a ticket number and Enter', () => {
    const steps = typed(['A', '0', '1', '2', 'Enter'], 8);
    expect(steps.at(-1)).toEqual({ scan: NO_SCAN, read: 'A012', swallow: true });
    expect(steps.slice(0, -1).some(({ read }) => read !== undefined)).toBe(false);
  });

  test('may press Shift in between', () => {
    expect(typed(['Shift', 'A', '0', '1', '2', 'Enter'], 20).at(-1)?.read).toBe('A012');
  });

  test('reads one code after the other', () => {
    const steps = typed(['A', '0', '1', 'Enter', 'B', '0', '2', 'Enter'], 10);
    expect(steps.flatMap(({ read }) => read ?? [])).toEqual(['A01', 'B02']);
  });

  test('that reads something else says so', () => {
    expect(typed([...'https://example.com/pay'.split(''), 'Enter'], 5).at(-1)?.read).toBeNull();
  });

  test('that never ends fills no memory', () => {
    const steps = typed(
      Array.from({ length: 1_000 }, () => '7'),
      5,
    );
    expect(Math.max(...steps.map(({ scan }) => scan.keys.length))).toBeLessThanOrEqual(256);
  });
});

describe('a hand', () => {
  test('is slower, and keeps its Enter', () => {
    const steps = typed(['A', '0', '1', '2', 'Enter'], 120);
    expect(steps.every(({ read, swallow }) => read === undefined && !swallow)).toBe(true);
  });

  test('may press Enter alone, or Tab and Enter at once', () => {
    expect(typed(['Enter'], 0)[0]).toEqual({ scan: NO_SCAN, swallow: false });
    expect(typed(['Tab', 'Enter'], 5).at(-1)?.swallow).toBe(false);
    expect(typed([' ', 'Enter'], 5).at(-1)?.swallow).toBe(false);
  });
});

test.each([
  ['A012', 'A012'],
  [' a012 ', 'A012'],
  ['https://bank.example/q?ticket=A012', 'A012'],
  ['https://bank.example/q?b=3&t=B-7#x', 'B-7'],
  ['HTTPS://BANK.EXAMPLE/#t=V001', 'V001'],
  ['t=A012', null],
  ['6222021234567890123', null],
  ['A0 12', null],
  ['?ticket=', null],
  ['', null],
])('%j means %j', (code, ticket) => {
  expect(ticketIn(code)).toBe(ticket);
});
