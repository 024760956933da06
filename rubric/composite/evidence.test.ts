import { expect, test } from 'vitest';
import { aDay, aRating, aVisit, served } from '../metrics/test-visit.ts';
import { dayScore } from '../metrics/window-score.ts';
import { valueOf } from './worth.ts';
import { dayEvidence } from './evidence.ts';
import { measurePillar } from './measure.ts';
import { definition } from './test-evidence.ts';

const MINUTE_MS = 60_000;

/** A day with something of everything: targets are 10 minutes for ordinary and 5 for gold customers. */
const RECORDS = aDay({
  visits: [
    ...Array.from({ length: 12 }, () => served(4 * MINUTE_MS, { invitedAt: 1, rated: true })),
    served(10 * MINUTE_MS, { id: 'just-in-time' }),
    served(11 * MINUTE_MS, { id: 'late', invitedAt: 1 }),
    served(6 * MINUTE_MS, { id: 'late-gold', class: 'gold' }),
    served(31 * MINUTE_MS, { id: 'very-late', leg: 2, invitedAt: 1 }),
    served(2 * MINUTE_MS, { id: 'passed-on', outcome: 'transferred' }),
    served(40 * MINUTE_MS, { id: 'no-target', class: 'diamond' }),
    served(40 * MINUTE_MS, { id: 'ambiguous', ambiguous: true }),
    aVisit({ id: 'left', outcome: 'abandoned' }),
    aVisit({ id: 'waits', outcome: 'waiting', issuedAt: 55 * MINUTE_MS }),
    aVisit({ id: 'stalled', outcome: 'waiting', issuedAt: 5 * MINUTE_MS }),
  ],
  ratings: [
    ...Array.from({ length: 10 }, () => aRating()),
    aRating({ rating: 'poor', level4: 2 }),
    aRating({ rating: 'set-aside', level4: 1, counted: false }),
  ],
});
const AT = 60 * MINUTE_MS;

test('a day names the visits and ratings that cost it points', () => {
  const day = dayEvidence(RECORDS, AT);
  const names = (refs: readonly { readonly visit: string }[]): string[] => refs.map(({ visit }) => visit);
  expect(day.classes.map(({ class: name, n, late }) => [name, n, names(late)])).toEqual([
    ['gold', 1, ['late-gold']],
    ['ordinary', 17, ['late', 'very-late', 'stalled']],
  ]);
  expect(names(day.overtime)).toEqual(['very-late', 'no-target', 'stalled']);
  expect(day.overtime[0]).toEqual({ visit: 'very-late', leg: 2 });
  expect(names(day.abandoned)).toEqual(['left']);
  expect(names(day.uninvited)).toEqual(['just-in-time', 'late-gold', 'no-target', 'ambiguous']);
  expect(names(day.unanswered)).toEqual(['late', 'very-late']);
  expect([day.rated, day.dissatisfied]).toEqual([11, ['poor']]);
});

test('its pillars are those of the score of the day', () => {
  const { scores } = dayScore(RECORDS, { at: AT, upto: 1 });
  const evidence = { days: [dayEvidence(RECORDS, AT)], sheets: [], complaints: null, rectifications: null };
  const worth = (pillar: 'wait' | 'ratings') => measurePillar(pillar, definition(), evidence)!.worth;
  expect(scores.wait.value).not.toBeNull();
  expect(Math.round(valueOf(worth('wait')) / 100)).toBe(scores.wait.value);
  expect(Math.round(valueOf(worth('ratings')) / 100)).toBe(scores.ratings.value);
});

test('a day on which nothing happened measures nothing', () => {
  const evidence = { days: [dayEvidence(aDay(), AT)], sheets: [], complaints: null, rectifications: null };
  const pillars = ['wait', 'ratings', 'inspection', 'complaints'] as const;
  expect(pillars.map((pillar) => measurePillar(pillar, definition(), evidence))).toEqual([null, null, null, null]);
});
