import { expect, test } from 'vitest';
import { gradeName, nameOfItem, SCORE_WORDS } from './words.ts';

test('items are said in words as far as they are known', () => {
  const { zh, en } = SCORE_WORDS;
  expect(nameOfItem('wait/attainment/gold', en)).toBe('Waits · Called within target · gold customers');
  expect(nameOfItem('inspection/mystery/mystery-visit/greeting', en)).toBe(
    'Inspections and mystery visits · Mystery visits · mystery-visit · greeting',
  );
  expect(nameOfItem('ratings', zh)).toBe('客户评价');
  expect(nameOfItem('constructor', zh)).toBe('constructor');
});

test('what is missing is said with its numbers and what to do, in both languages', () => {
  const missing = { reason: 'too-few', pillar: 'inspection', of: 'mystery', n: 1, needed: 2 } as const;
  const said = [SCORE_WORDS.zh.missing(missing), SCORE_WORDS.en.missing(missing)];
  expect(said.map(({ what }) => what)).toEqual([
    '神秘顾客暗访：有 1，至少需要 2',
    'Mystery visits: 1, at least 2 needed',
  ]);
  expect(said.every(({ todo }) => todo.length > 10)).toBe(true);
});

test('a grade is called what its definition calls it; of one that is not kept a letter is a letter', () => {
  expect([gradeName('a', [], 'en'), gradeName('outstanding', [], 'en')]).toEqual(['A', 'outstanding']);
  const grades = [{ id: 'a', zh: '优秀', en: 'Excellent' }];
  expect([gradeName('a', grades, 'zh'), gradeName('a', grades, 'en')]).toEqual(['优秀', 'Excellent']);
});
