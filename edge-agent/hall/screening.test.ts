import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskLongNumbers } from './screening.ts';

test.each([
  ['我的电话是13800138000,请回电', '我的电话是***,请回电'],
  ['卡号 6222 0200 1234 5678 被吞', '卡号 *** 被吞'],
  ['身份证11010519491231002X', '身份证***'],
  ['座机 010-6512-3456', '座机 ***'],
  ['1234567', '***'],
  ['2026-03-02 10:30 来的', '***:30 来的'],
  ['138–0013–8000 或 138、0013、8000', '*** 或 ***'],
  ['(138)0013-8000 请回电', '(*** 请回电'],
  ['1,3,8,0,0,1,3,8,0,0,0', '***'],
  ['138\u200B0013\u200B8000', '***'],
  ['全角13800138000', '全角***'],
  ['打一三八零零一三八〇〇〇找我', '打***找我'],
  ['手机幺三八 00138000', '手机***'],
])('a number that could identify a person is taken out of "%s"', (comment, screened) => {
  expect(maskLongNumbers(comment)).toBe(screened);
});

test.each([
  '一二三四五六都好',
  '等了一个小时，三号窗口二话不说就办好了',
  '等了45分钟',
  '3号窗口 A001 很好',
  '2026年3月2日 9:30',
  '１号窗口很好！',
])('"%s" stays as written', (comment) => {
  expect(maskLongNumbers(comment)).toBe(comment);
});

test('no screened comment holds seven digits in a row or grows beyond the limit', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('0', '1', '9', '９', ' ', '-', '一', 'x', 'ﷺ'), maxLength: 500 }),
      (comment) => {
        const screened = maskLongNumbers(comment);
        expect(screened).not.toMatch(/\d{7}/);
        expect(screened.length).toBeLessThanOrEqual(500);
      },
    ),
  );
});
