import { expect, test } from 'vitest';
import { evaluateSheet } from '#rubric/scorecards/evaluate.ts';
import type { ScorecardResult } from '#rubric/scorecards/result.ts';
import { shipped } from '#rubric/scorecards/test-card.ts';
import { sheetSchema } from '#rubric/scorecards/sheet.ts';
import { hallMonthOf, placesOf, surveyOf } from './beside.ts';

function resultOf(card: string, entries: object[], printed?: object): ScorecardResult {
  const sheet = sheetSchema.parse({
    scorecard: card,
    version: 1,
    entries,
    ...(printed === undefined ? {} : { printed }),
  });
  const evaluated = evaluateSheet(shipped(card), sheet);
  if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.problems));
  return evaluated.result;
}

const PARTS = ['site-management', 'conduct', 'quality', 'service-time', 'overall-satisfaction'];

function survey(points: readonly (string | null)[]): ScorecardResult {
  const entries = PARTS.flatMap((item, n) => {
    const value = points[n];
    return typeof value === 'string' ? [{ item, answer: { type: 'points', points: value } }] : [];
  });
  return resultOf('satisfaction-profile-30', entries);
}

const FIRST_ROW = ['7.07', '6.35', '5.36', '3.44', '4.50'].map((points) => points.replace(/0$/, ''));

test('the first row of the ranking table comes to 26.72 of 30, with 50 customers', () => {
  const measured = surveyOf(survey(FIRST_ROW), 50);
  expect(measured).toMatchObject({ state: 'measured', respondents: 50, total: 26_720, of: 30_000 });
});

test('two of five columns are insufficient, and no total is made up', () => {
  expect(surveyOf(survey(['6.7', '5.98', null, null, null]), 50)).toEqual({
    state: 'insufficient',
    respondents: 50,
    missing: ['quality', 'service-time', 'overall-satisfaction'],
    needed: 40,
  });
});

test.each([
  [null, 'insufficient'],
  [39, 'insufficient'],
  [40, 'measured'],
])('%s customers are %s', (respondents, state) => {
  expect(surveyOf(survey(FIRST_ROW), respondents).state).toBe(state);
});

test('equal totals share a place, and insufficient ones have none', () => {
  const low = surveyOf(survey(['6', '6', '5', '3', '4']), 50);
  const high = surveyOf(survey(FIRST_ROW), 50);
  const none = surveyOf(survey(FIRST_ROW), 10);
  expect(placesOf([low, high, none, high])).toEqual([3, 1, null, 1]);
});

test('the monthly table adds up by role, and keeps a printed sum that says otherwise', () => {
  const cells = {
    floating: { 'on-post': '0.4', initiative: '0.2', attitude: '1.3', appearance: '0.3', posture: '0' },
    adviser: {
      'on-post': '0.2',
      initiative: '0.6',
      attitude: '1.6',
      appearance: '0.2',
      posture: '0.1',
      knowledge: '0.4',
      procedure: '1.4',
    },
    clerk: {
      'on-post': '0.2',
      initiative: '0.5',
      attitude: '1.8',
      appearance: '0.4',
      posture: '0.1',
      procedure: '0.7',
    },
    cashier: {
      'on-post': '0.1',
      initiative: '0.3',
      attitude: '0.7',
      appearance: '0.1',
      posture: '0',
      'cash-handling': '0.3',
    },
  };
  const entries = Object.entries(cells).flatMap(([role, items]) =>
    Object.entries(items).map(([item, points]) => ({ item, role, answer: { type: 'points', points } })),
  );
  const printed = { roles: { floating: '2.2', adviser: '4.5', clerk: '3.8', cashier: '1.5' } };
  const month = hallMonthOf(resultOf('monthly-role-deductions', entries, printed));
  expect(month.roles.map(({ role, deducted, printed: differs }) => [role, deducted, differs])).toEqual([
    ['floating', 2_200, null],
    ['adviser', 4_500, null],
    ['clerk', 3_700, 3_800],
    ['cashier', 1_500, null],
  ]);
  expect(month.deducted).toBe(11_900);
  expect(month.roles[3]!.items.at(-1)).toEqual({ item: 'cash-handling', deducted: 300 });
});
