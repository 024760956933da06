import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDecimal, formatPeriod, formatPoints, formatShare, roundToSum } from './format.ts';

test('figures', () => {
  expect([formatPoints(848_667), formatPoints(0), formatPoints(1_000_000)]).toEqual(['84.87', '0.00', '100.00']);
  expect([formatDecimal(-0.001), formatDecimal(-4.106), formatDecimal(1.5, 1)]).toEqual(['0.00', '-4.11', '1.5']);
  expect([formatShare(0.947273), formatShare(1)]).toEqual(['94.7 %', '100.0 %']);
});

test('periods are said as quarters and months, anything else as it is', () => {
  const both = (period: string): string[] => [formatPeriod(period, 'zh'), formatPeriod(period, 'en')];
  expect(both('2026-Q4')).toEqual(['2026年第4季度', 'Q4 2026']);
  expect(both('2026-03')).toEqual(['2026年3月', 'Mar 2026']);
  expect([...both('2026-Q5'), ...both('<b>')]).toEqual(['2026-Q5', '2026-Q5', '<b>', '<b>']);
});

test('printed parts add up to the printed sum', () => {
  // Worked example: 72.18·0.3, 94.8134·0.2, 90·0.35, 85·0.15.
  const parts = [21.654, 18.96268, 31.5, 12.75];
  expect(roundToSum(parts, 84.86668)).toEqual([21.66, 18.96, 31.5, 12.75]);
  expect(roundToSum([], 0)).toEqual([]);
  fc.assert(
    fc.property(fc.array(fc.double({ min: -40, max: 40, noNaN: true }), { minLength: 1, maxLength: 30 }), (any) => {
      const sum = any.reduce((total, part) => total + part, 0);
      const rounded = roundToSum(any, sum);
      const printed = rounded.reduce((total, part) => total + Math.round(part * 100), 0);
      expect(Math.abs(printed - Math.round(sum * 100))).toBeLessThanOrEqual(Math.abs((sum * 100) % 1) === 0.5 ? 1 : 0);
      rounded.forEach((part, index) => expect(Math.abs(part - any[index]!)).toBeLessThan(0.0101));
    }),
  );
});
