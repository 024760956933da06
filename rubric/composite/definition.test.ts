import { expect, test } from 'vitest';
import { DEFAULT_COMPOSITE } from './default-composite.ts';
import { readComposite } from './definition.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- tests put wrong things in any place
type Draft = any;

const problems = (damage: (draft: Draft) => void): string[] => {
  const draft = structuredClone(DEFAULT_COMPOSITE);
  damage(draft);
  const read = readComposite(draft);
  return read.ok ? [] : read.problems.map(({ path }) => path);
};

test('the default definition is sound, a template that nobody has approved', () => {
  expect(readComposite(DEFAULT_COMPOSITE)).toMatchObject({
    ok: true,
    definition: { approval: null, weights: { wait: '30', ratings: '20', inspection: '35', complaints: '15' } },
  });
});

test.each<[string, (draft: Draft) => void, string[]]>([
  ['weights that do not sum', (d) => (d.weights.wait = '31'), ['weights']],
  [
    'weights within a pillar that do not sum',
    (d) => {
      d.inspection.mystery.weight = '40';
      d.complaints.rectified.weight = '60';
    },
    ['inspection', 'complaints'],
  ],
  ['a weight above all', (d) => (d.weights.wait = '101'), ['weights.wait']],
  ['a weight that is too fine', (d) => (d.weights.wait = '30.001'), ['weights.wait']],
  ['a pillar without a weight', (d) => delete d.weights.ratings, ['weights.ratings']],
  ['goalposts on one spot', (d) => (d.complaints['on-time'].target = '50'), ['complaints.on-time.target']],
  ['two grades of one id', (d) => (d.grades[1].id = 'a'), ['grades.1.id']],
  ['grades out of order', (d) => (d.grades[2].from = '85'), ['grades.2.from']],
  ['somebody without a grade', (d) => (d.grades[3].from = '10'), ['grades.3.from']],
  ['a veto cap that is no grade', (d) => (d.vetoCapsAt = 'z'), ['vetoCapsAt']],
  ['a minimum of nothing', (d) => (d.minimum.waits = 0), ['minimum.waits']],
  ['a last day before the first', (d) => (d.effective.to = '2025-01-01'), ['effective.to']],
  ['an approval without an approver', (d) => (d.approval = { on: '2026-01-01' }), ['approval.approver']],
  ['a translation that was forgotten', (d) => (d.title.zh = 'Composite'), ['title.zh']],
  ['a key nobody knows', (d) => (d.bonus = 1), ['(root)']],
])('%s', (_, damage, paths) => {
  expect(problems(damage)).toEqual(paths);
});

test('anything else is a problem, not an error', () => {
  expect([null, 1, 'x', []].map((json) => readComposite(json).ok)).toEqual([false, false, false, false]);
});
