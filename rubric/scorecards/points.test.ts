import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPoints } from './format-points.ts';
import { parsePoints, pointsSchema } from './points.ts';

test('0.1 and 0.2 show 0.3, and three half points are 1.5', () => {
  expect(formatPoints(parsePoints('0.1') + parsePoints('0.2'))).toBe('0.3');
  expect(formatPoints(3 * parsePoints('0.5'))).toBe('1.5');
  expect(parsePoints('7.07')).toBe(7070);
});

test('what is written is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999 }), (points) => {
      expect(pointsSchema.safeParse(formatPoints(points)).success).toBe(true);
      expect(parsePoints(formatPoints(points))).toBe(points);
    }),
  );
  expect([formatPoints(0), formatPoints(-100)]).toEqual(['0', '-0.1']);
});

test.each(['', '1.', '.5', '-1', '1e3', '1,5', '0.0005', '012', '１', '100000', ' 1'])('"%s" is refused', (text) => {
  expect(pointsSchema.safeParse(text).success).toBe(false);
  expect(() => parsePoints(text)).toThrow(RangeError);
});
