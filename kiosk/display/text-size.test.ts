import { expect, test } from 'vitest';
import { sizeOf, widthOf } from './text-size.ts';

test('a Chinese character is as wide as two letters', () => {
  expect(['', 'A012', '3号窗口', '（优先）', 'Counter 3'].map(widthOf)).toEqual([0, 4, 7, 8, 9]);
});

test('what is longer is written smaller', () => {
  const limits = { large: 8, middle: 12 };
  expect(['12号窗口', '贵宾理财室', '对公业务综合窗口'].map((name) => sizeOf(name, limits))).toEqual(['l', 'm', 's']);
});
