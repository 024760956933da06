import { describe, expect, test } from 'vitest';
import { isOutsideHours, tapFlags } from './kiosk-rules.ts';
import { at } from './test-hall.ts';

/** Flags of taps given as [seconds, level]. */
function flagsOf(...taps: readonly (readonly [number, number])[]): readonly string[] {
  return tapFlags(taps.map(([seconds, level]) => ({ tappedAt: seconds * 1_000, level }))).map((flags) =>
    flags.join(' '),
  );
}

describe('a burst', () => {
  test('is a gap of less than 15 s to the tap before; its first counts', () => {
    expect(flagsOf([0, 4], [14.999, 4])).toEqual(['', 'burst']);
    expect(flagsOf([0, 4], [15, 4])).toEqual(['', '']);
  });

  test('goes on as long as every gap is short', () => {
    expect(flagsOf([0, 4], [14, 4], [28, 4], [50, 4])).toEqual(['', 'burst', 'burst', '']);
  });
});

describe('mashing', () => {
  test('takes all of five taps within a minute, the first included', () => {
    const flags = flagsOf([0, 4], [1, 4], [2, 4], [3, 4], [59.9, 4]);
    expect(flags).toEqual(['mashing', 'burst mashing', 'burst mashing', 'burst mashing', 'mashing']);
  });

  test('is not four taps, nor five customers who follow each other as fast as customers may', () => {
    expect(flagsOf([0, 4], [1, 4], [2, 4], [3, 4]).join()).not.toContain('mashing');
    expect(flagsOf([0, 4], [15, 4], [30, 4], [45, 4], [60, 4])).toEqual(['', '', '', '', '']);
  });

  test('ends with its last tap', () => {
    expect(flagsOf([0, 4], [1, 4], [2, 4], [3, 4], [4, 4], [64, 4]).at(-1)).toBe('');
  });
});

describe('play', () => {
  test('takes the whole run of three different levels within 20 s, the first included', () => {
    expect(flagsOf([0, 1], [10, 2], [20, 3])).toEqual(['play', 'burst play', 'burst play']);
    expect(flagsOf([0, 1], [1, 1], [10, 2], [20, 3]).every((flags) => flags.includes('play'))).toBe(true);
  });

  test('is not two levels, nor three that take longer', () => {
    expect(flagsOf([0, 1], [5, 2], [10, 1]).join()).not.toContain('play');
    expect(flagsOf([0, 1], [10, 2], [20.001, 3]).join()).not.toContain('play');
  });
});

test('no taps, no flags', () => {
  expect(tapFlags([])).toEqual([]);
});

describe('outside hours', () => {
  const hours = { startsAt: at('0:00:00'), opensAt: at('9:00:00'), closesAt: at('17:00:00') };

  test.each([
    ['8:59:59', true],
    ['9:00:00', false],
    ['17:30:00', false],
    ['17:30:01', true],
    ['26:00:00', true],
  ])('a tap at %s: %s', (time, outside) => {
    expect(isOutsideHours(at(time), hours)).toBe(outside);
  });

  test('a tap of an earlier date is judged by its time of day', () => {
    expect(isOutsideHours(at('16:00:00') - 86_400_000, hours)).toBe(false);
    expect(isOutsideHours(at('3:00:00') - 3 * 86_400_000, hours)).toBe(true);
    expect(isOutsideHours(at('17:30:00') - 7 * 86_400_000, hours)).toBe(false);
  });

  test('without hours nothing is outside them', () => {
    expect(isOutsideHours(at('3:00:00'), { ...hours, opensAt: null })).toBe(false);
    expect(isOutsideHours(at('3:00:00'), { ...hours, closesAt: null })).toBe(false);
  });
});
