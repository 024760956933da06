import { expect, test } from 'vitest';
import { announcement } from './announcement.ts';
import { chineseNumber, englishNumber } from './numbers.ts';

const counter = (id: number) => ({ zh: `${id}号窗口`, en: `Counter ${id}` });

test('a call is said in both languages, the ticket digit by digit', () => {
  expect(announcement('A012', counter(3))).toEqual({
    zh: 'A 零一二号，请到三号窗口',
    en: 'Ticket A zero one two, please go to Counter three',
  });
});

test.each([
  ['0457', '零四五七号', 'Ticket zero four five seven,'],
  ['vip-08', 'V I P 零八号', 'Ticket V I P zero eight,'],
  ['A1B2', 'A 一 B 二号', 'Ticket A one B two,'],
])('%s', (ticket, zh, en) => {
  const said = announcement(ticket, counter(1));
  expect([said.zh.split('，')[0], said.en.slice(0, en.length)]).toEqual([zh, en]);
});

test('a counter may have any name, and its number is read as a number', () => {
  expect(announcement('A001', { zh: '贵宾室', en: 'the VIP room' }).zh).toMatch(/请到贵宾室$/);
  expect(announcement('A001', counter(12))).toMatchObject({ zh: expect.stringMatching(/请到十二号窗口$/) as string });
  expect(announcement('A001', counter(40)).en).toMatch(/Counter forty$/);
  expect(announcement('A001', counter(105)).zh).toMatch(/请到105号窗口$/);
});

test.each([
  [0, '零', 'zero'],
  [10, '十', 'ten'],
  [11, '十一', 'eleven'],
  [20, '二十', 'twenty'],
  [35, '三十五', 'thirty-five'],
  [99, '九十九', 'ninety-nine'],
])('%i is %s, %s', (value, zh, en) => {
  expect([chineseNumber(value), englishNumber(value)]).toEqual([zh, en]);
});
