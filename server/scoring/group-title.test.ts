import { expect, test } from 'vitest';
import { groupTitle } from './group-title.ts';

test.each([
  [
    'full/0/1',
    '综合网点 · 贵宾号票占比≤10% · 日均号票100～250',
    'preferred tickets up to 10% · tickets a day over 100 up to 250',
  ],
  ['full/1-2/3', '综合网点 · 贵宾号票占比>10% · 日均号票>500', 'preferred tickets over 10% · tickets a day over 500'],
  // Types are the bank's words, also those that every object has.
  ['constructor/0/1', 'constructor · 贵宾号票占比≤10% · 日均号票100～250', 'constructor · preferred'],
  ['kiosk/0-2/0-3', 'kiosk · 贵宾号票占比不限 · 日均号票不限', 'of any number · tickets a day of any number'],
])('%s is said in words', (key, zh, en) => {
  const title = groupTitle(key);
  expect(title.zh).toBe(zh);
  expect(title.en).toContain(en);
});
