import { describe, expect, test } from 'vitest';
import { versionInForce, versionProblems } from './versions.ts';

const version = (number: number, from: string, to: string | null = null, id = 'sheet') => ({
  id,
  version: number,
  effective: { from, to },
  approval: { approver: 'quality', on: from },
});

describe('version problems', () => {
  test('versions that follow each other have none, in any order, nor have those of different cards', () => {
    const sound = [version(1, '2025-01-01'), version(2, '2026-01-01', '2026-06-30'), version(3, '2026-08-01')];
    expect(versionProblems(sound)).toEqual([]);
    expect(versionProblems(sound.toReversed())).toEqual([]);
    expect(versionProblems([version(1, '2025-01-01'), version(1, '2025-01-01', null, 'other')])).toEqual([]);
  });

  test.each([
    [
      'a last day within the next version',
      [version(1, '2025-01-01', '2026-01-01'), version(2, '2026-01-01')],
      '0.effective.to',
    ],
    [
      'a last day within a version after the next',
      [version(1, '2025-01-01', '2027-03-01'), version(2, '2026-01-01'), version(3, '2027-01-01')],
      '0.effective.to',
    ],
    ['two from the same day', [version(1, '2025-01-01'), version(2, '2025-01-01')], '0.effective.from'],
    ['a later one that begins earlier', [version(2, '2025-01-01'), version(1, '2025-06-01')], '1.effective.from'],
    ['the same twice', [version(1, '2025-01-01'), version(1, '2026-01-01')], '1.version'],
  ])('%s', (_, cards, path) => {
    expect(versionProblems(cards).map((problem) => problem.path)).toContain(path);
  });
});

describe('the version in force', () => {
  const cards = [version(1, '2025-01-01'), version(2, '2026-01-01', '2026-06-30'), version(3, '2026-08-01')];

  test.each([
    ['2024-12-31', null],
    ['2025-01-01', 1],
    ['2025-12-31', 1],
    ['2026-06-30', 2],
    ['2026-07-15', null],
    ['2030-01-01', 3],
  ])('on %s is %s', (date, expected) => {
    expect(versionInForce(cards, 'sheet', date)?.version ?? null).toBe(expected);
    expect(versionInForce(cards.toReversed(), 'sheet', date)?.version ?? null).toBe(expected);
  });

  test('is never a draft or another card', () => {
    const draft = { ...version(2, '2026-01-01'), approval: null };
    expect(versionInForce([version(1, '2025-01-01'), draft], 'sheet', '2026-05-01')?.version).toBe(1);
    expect(versionInForce(cards, 'other', '2026-01-01')).toBeNull();
  });
});
