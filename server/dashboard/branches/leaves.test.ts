import { expect, test } from 'vitest';
import { compositeScore } from '#rubric/composite/score.ts';
import { definition, WINDOW, WORKED_EXAMPLE } from '#rubric/composite/test-evidence.ts';
import { costOf, formatThousandths, sortLeaves, ticketOf } from './leaves.ts';

const composite = compositeScore(definition(), WORKED_EXAMPLE, WINDOW);

function partOf(indicator: string) {
  const pillars = composite.state === 'scored' ? composite.pillars : [];
  return pillars.flatMap(({ parts }) => parts).find((part) => part.indicator === indicator)!;
}

test('what is behind each part is found again by its kind', () => {
  const counts = (indicator: string): number[] => {
    const { days, sheets, cases } = sortLeaves(partOf(indicator));
    return [days.reduce((sum, day) => sum + costOf(day), 0), sheets.length, cases.length];
  };
  expect(counts('overtime')).toEqual([300, 0, 0]);
  expect(counts('satisfied')).toEqual([30, 0, 0]);
  expect(counts('mystery')).toEqual([0, 2, 0]);
  expect(counts('on-time')).toEqual([0, 0, 20]);
  expect(counts('coverage')).toEqual([0, 0, 0]);
});

test('nothing that was counted is lost on the way', () => {
  const pillars = composite.state === 'scored' ? composite.pillars : [];
  for (const part of pillars.flatMap(({ parts }) => parts)) {
    const { days, sheets, cases } = sortLeaves(part);
    expect(days.length + sheets.length + cases.length).toBe(part.leaves.length);
  }
});

test('a ticket is called what is printed on it', () => {
  const names = ['2026-10-09/A017/1', '2026-10-09/A017/2'].map((visit) => ticketOf({ visit, leg: 1 }));
  expect([...names, ticketOf({ visit: '2026-10-09/A017/1', leg: 2 })]).toEqual(['A017', 'A017 (2)', 'A017 →2']);
  expect(ticketOf({ visit: 'odd', leg: 1 })).toBe('odd');
});

test('points of a sheet', () => expect([500, 3000, 1250].map(formatThousandths)).toEqual(['0.5', '3', '1.25']));
