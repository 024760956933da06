import { expect, test } from 'vitest';
import { formatDay } from './day.ts';

test('the day is that of the branch', () => {
  const at = Date.UTC(2026, 10, 29, 16, 30);
  expect(formatDay(at, 'Asia/Shanghai', 'zh')).toBe('11月30日星期一');
  expect(formatDay(at, 'Asia/Shanghai', 'en')).toMatch(/^Mon,? 30 Nov$/);
  expect(formatDay(at, 'UTC', 'zh')).toBe('11月29日星期日');
});
