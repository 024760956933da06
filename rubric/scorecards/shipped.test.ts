import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lintScorecard, readScorecard } from './lint.ts';
import { scorecardSchema } from './schema.ts';
import { SHIPPED_SCORECARDS } from './shipped.ts';
import { shipped } from './test-card.ts';
import { versionProblems } from './versions.ts';

const cards = SHIPPED_SCORECARDS.map((json) => scorecardSchema.parse(json));

describe('shipped scorecards', () => {
  test('are all the files of this folder', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'));
    expect(cards.map((card) => `${card.id}.json`).toSorted()).toEqual(files.toSorted());
    expect(files).toHaveLength(9);
  });

  test.each(cards.map((card) => [card.id, card]))('%s is sound', (_, card) => {
    expect(lintScorecard(card).errors).toEqual([]);
    expect(readScorecard(card).ok).toBe(true);
  });

  test('are templates that nobody has approved, one version of each', () => {
    expect(cards.map((card) => card.approval)).toEqual(cards.map(() => null));
    expect(versionProblems(cards)).toEqual([]);
  });

  test('carry no amounts of fines', () => {
    expect(JSON.stringify(SHIPPED_SCORECARDS)).not.toContain('penaltyAmount');
  });

  test.each([
    ['service-checklist-14', 14, 5],
    ['inspection-five-areas', 19, 5],
    ['satisfaction-profile-30', 5, 2],
    ['monthly-role-deductions', 8, 1],
    ['mystery-visit', 18, 7],
    ['hotline-test-call', 11, 4],
    ['ten-modules-1000', 6, 12],
  ])('%s has %i items in %i sections', (id, items, sections) => {
    const card = shipped(id);
    expect([card.items.length, card.sections.length]).toEqual([items, sections]);
  });

  test('of the monitoring sheet ten items are worth a point and two print none', () => {
    const card = shipped('monitoring-2023');
    expect(card.items.filter((item) => item.points === '1')).toHaveLength(10);
    const warnings = lintScorecard(card).warnings.map(({ path, expected }) => `${path}: ${expected}`);
    expect(warnings).toEqual([
      expect.stringMatching(/^items\.2\.points: .*"water"/),
      expect.stringMatching(/^items\.6\.points: .*"shredder"/),
      'sections.1.points: parts for all 18 points; 14 are known',
      'sections.2.points: parts for all 9 points; 0 are known',
    ]);
  });

  test('the skeleton of ten modules says how little of its 1000 points is known', () => {
    const card = shipped('ten-modules-1000');
    expect(card.sections.filter((section) => section.parent === undefined)).toHaveLength(10);
    expect(lintScorecard(card).warnings.at(-1)).toMatchObject({
      path: 'points',
      expected: 'parts for all 1000 points; 90 are known',
    });
  });
});
