import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Problem } from '#contract/problems.ts';
import { lintScorecard, readScorecard } from './lint.ts';
import { SHIPPED_SCORECARDS } from './shipped.ts';
import { item, plainCard } from './test-card.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- tests put wrong things in any place
type Draft = any;

const lint = (damage: (draft: Draft) => void) => {
  const draft = plainCard();
  damage(draft);
  return lintScorecard(draft);
};
const errors = (damage: (draft: Draft) => void): string[] => lint(damage).errors.map(({ path }) => path);
const warnings = (damage: (draft: Draft) => void): string[] => lint(damage).warnings.map(({ path }) => path);

test('a sound card has neither errors nor warnings', () => {
  expect(lintScorecard(plainCard())).toEqual({ errors: [], warnings: [] });
});

describe('errors', () => {
  test.each<[string, (draft: Draft) => void, string[]]>([
    ['two items of one id', (d) => (d.items[1].id = 'clean'), ['items.1.id']],
    ['two sections of one id', (d) => d.sections.push({ ...d.sections[1], points: undefined }), ['sections.2.id']],
    ['an item in no section', (d) => d.items.push(item('x', 'cellar')), ['items.4.section']],
    [
      'a parent that does not exist',
      (d) => d.sections.push({ ...d.sections[1], id: 'x', parent: 'cellar', points: undefined }),
      ['sections.2.parent'],
    ],
    [
      'a section within itself',
      (d) => d.sections.push({ id: 'x', parent: 'x', title: d.title }),
      ['sections.2.parent'],
    ],
    ['sections in a circle', (d) => (d.sections[0].parent = 'seats'), ['sections.0.parent', 'sections.1.parent']],
    [
      'a section worth more than the one around it',
      (d) => {
        d.sections[1].points = '11';
        d.sections[0].parts = 'may-exceed';
        d.sections[1].parts = 'partly-known';
      },
      ['sections.1.points'],
    ],
    ['parts that do not reach the points', (d) => (d.items[0].points = '3'), ['sections.0.points']],
    ['parts that exceed the points', (d) => (d.items[3].points = '1.5'), ['sections.1.points']],
    [
      'a cap that cannot be reached',
      (d) => {
        d.sections[1].parts = 'may-exceed';
        d.items[3].points = '0.5';
      },
      ['sections.1.points'],
    ],
    ['a grand total that sections do not add up to', (d) => (d.points = '12'), ['points']],
    [
      'partly known parts that exceed the points already',
      (d) => {
        d.sections[1].parts = 'partly-known';
        d.items[3].points = '2';
      },
      ['sections.1.points'],
    ],
    ['bonus without a cap', (d) => d.items.push(item('x', 'seats', '2', { bonus: true })), ['items.4.bonus']],
    [
      'bonus without points',
      (d) => {
        d.bonusCap = '2';
        d.items.push(item('x', 'seats', undefined, { bonus: true }));
      },
      ['items.4.points'],
    ],
    ['a veto without a cap', (d) => (d.items[0].veto = {}), ['items.0.veto.capsAt']],
    [
      'a veto that caps at a grade nobody knows',
      (d) => (d.items[0].veto = { capsAt: 'worst' }),
      ['items.0.veto.capsAt'],
    ],
    [
      'a veto on a card without grades',
      (d) => {
        d.items[0].veto = { capsAt: 'bad' };
        d.grades = [];
      },
      ['items.0.veto.capsAt'],
    ],
    [
      'grades out of order',
      (d) => (d.grades = d.grades.toReversed()),
      ['grades.1.from', 'grades.2.from', 'grades.2.from'],
    ],
    ['a grade that nobody can reach', (d) => (d.grades[0].from = '101'), ['grades.0.from']],
    ['a responsible role nobody knows', (d) => (d.items[0].responsibleRole = 'guard'), ['items.0.responsibleRole']],
    [
      'a cell per role on another kind of card',
      (d) => (d.items[0].roles = ['guard']),
      ['items.0.roles.0', 'items.0.roles'],
    ],
    ['a text that is worth points', (d) => (d.items[0].answer = { type: 'text' }), ['items.0.points']],
    [
      'a timer without a limit that could fail',
      (d) => Object.assign(d.items[0], { answer: { type: 'timer' }, points: undefined, evidenceOnFail: true }),
      ['items.0.evidenceOnFail', 'sections.0.points'],
    ],
    [
      'steps that do not lead to the points',
      (d) => (d.items[3].answer = { type: 'points', step: '0.3' }),
      ['items.3.answer.step'],
    ],
    ['steps of nothing', (d) => (d.items[3].answer = { type: 'points', step: '0' }), ['items.3.answer.step']],
    ['a last day before the first', (d) => (d.effective.to = '2025-12-31'), ['effective.to']],
    ['an approval by nobody', (d) => (d.approval = { approver: ' ', on: '2026-01-01' }), ['approval.approver']],
    ['a base on a card that collects points', (d) => (d.base = '100'), ['base']],
    ['a missing translation', (d) => delete d.title.en, ['title.en']],
    ['an empty translation', (d) => (d.items[0].title.en = ' '), ['items.0.title.en']],
    [
      'a translation that was forgotten',
      (d) => Object.assign(d.items[0].title, { zh: 'Clean', en: '干净' }),
      ['items.0.title.zh', 'items.0.title.en'],
    ],
    ['points as a number', (d) => (d.items[0].points = 4), ['items.0.points']],
    ['a key nobody knows', (d) => (d.fine = true), ['(root)']],
    [
      'a role-deduction card without roles',
      (d) => (d.kind = 'role-deduction'),
      ['roles', 'sections.0.points', 'sections.1.points'],
    ],
    [
      'a profile of ticks',
      (d) => {
        d.kind = 'profile';
        d.items[0].answer = { type: 'points' };
      },
      ['items.1.answer.type', 'items.2.answer.type', 'items.3.answer.type'],
    ],
  ])('%s', (_, damage, paths) => {
    expect(errors(damage).toSorted()).toEqual(paths.toSorted());
  });

  test('choices need points up to those of the item, all or none', () => {
    const option = (id: string, points?: string) => ({ id, title: { zh: '选项', en: 'Option' }, points });
    const choice =
      (...options: object[]) =>
      (d: Draft) =>
        (d.items[3].answer = { type: 'choice', options });
    expect(errors(choice(option('a', '1'), option('b', '0')))).toEqual([]);
    expect(errors(choice(option('a', '1'), option('b')))).toEqual(['items.3.answer.options.1.points']);
    expect(errors(choice(option('a', '2'), option('b', '0')))).toEqual(['items.3.answer.options.0.points']);
    expect(errors(choice(option('a', '1'), option('a', '0')))).toEqual(['items.3.answer.options.1.id']);
  });

  test('everything at once, and a wrong entry does not hide the others', () => {
    const paths = errors((d) => {
      d.id = 'NOT A SLUG';
      d.sections[0].points = 'ten';
      d.items[0].section = 'cellar';
      d.items[1].id = 'clean';
      d.items[2].answer = { type: 'guess' };
      d.items[3].veto = { capsAt: 'worst' };
      d.grades[2].from = '10';
      d.source.en = '无';
    });
    expect(paths).toEqual(
      expect.arrayContaining([
        'id',
        'sections.0.points',
        'items.0.section',
        'items.1.id',
        'items.2.answer.type',
        'items.3.veto.capsAt',
        'grades.2.from',
        'source.en',
      ]),
    );
    // The parent of "seats" is there, only wrong otherwise.
    expect(paths).not.toContain('sections.1.parent');
  });

  test('nothing makes it throw, and no error means that the card can be read', () => {
    const field = fc.constantFrom('id', 'sections', 'items', 'grades', 'roles', 'kind', 'points', 'effective');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: SHIPPED_SCORECARDS.length - 1 }),
        field,
        fc.jsonValue(),
        (index, key, value) => {
          const draft = { ...(SHIPPED_SCORECARDS[index] as object), [key]: value };
          expect(readScorecard(draft).ok).toBe(lintScorecard(draft).errors.length === 0);
        },
      ),
    );
    expect([null, 7, 'card', [], {}].map((json) => readScorecard(json).ok)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

test('a file that is far too deep or far too long is refused quickly and in words', () => {
  const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown;
  expect(errors((d) => (d.items[0].title = deep))).toContain('items.0.title');
  const long = Array.from({ length: 100_000 }, () => item('same', 'hall', '1'));
  expect(errors((d) => (d.items = long))).toEqual(['items']);
});

describe('warnings', () => {
  test.each<[string, (draft: Draft) => void, string[]]>([
    ['an item without points', (d) => delete d.items[3].points, ['items.3.points', 'sections.1.points']],
    [
      'a section of which not all is known',
      (d) => {
        d.sections[1].parts = 'partly-known';
        d.items.pop();
      },
      ['sections.1.points'],
    ],
    ['an amount of a fine', (d) => (d.items[0].penaltyAmount = '50'), ['items.0.penaltyAmount']],
    [
      'diversion that counts for everybody',
      (d) => (d.items[0].title = { zh: '合理分流', en: 'Sensible' }),
      ['items.0.diversion'],
    ],
    ['deductions from nothing', (d) => (d.kind = 'deduction'), ['base']],
  ])('%s', (_, damage, paths) => {
    const found = lint(damage);
    expect(found.errors).toEqual([]);
    expect(warnings(damage)).toEqual(paths);
  });

  test('none for a veto without points, a diversion item that is marked, or a cap below the sum of its parts', () => {
    const damage = (d: Draft): void => {
      d.items.push(item('privacy', 'hall', undefined, { veto: { capsAt: 'bad' } }));
      Object.assign(d.items[0], { title: { zh: '合理分流', en: 'Divert' }, diversion: true });
      Object.assign(d.sections[1], { points: '3.5', parts: 'may-exceed' });
      d.sections[0].points = '9.5';
    };
    expect(lint(damage)).toEqual({ errors: [], warnings: [] });
  });
});

test('every problem is told in Chinese too, whatever is wrong', () => {
  const wrong = (damage: (draft: Draft) => void): readonly Problem[] => {
    const { errors: found, warnings: remarks } = lint(damage);
    return [...found, ...remarks];
  };
  const found = [
    wrong((d) =>
      Object.assign(d, { fine: 1, kind: 'poem', version: 0, title: { zh: '', en: 5 }, points: 4, items: {} }),
    ),
    wrong((d) => Object.assign(d, { effective: { from: 'soon', to: null }, sections: [], grades: [{ id: 'A' }] })),
    wrong((d) => (d.sections[0].parent = 'seats')),
    wrong((d) =>
      Object.assign(d.items[0], {
        section: 'x',
        roles: ['y', 'y'],
        bonus: true,
        points: undefined,
        veto: { capsAt: 'z' },
      }),
    ),
    wrong((d) => Object.assign(d.items[0], { answer: { type: 'text' }, penaltyAmount: 5, evidenceOnFail: true })),
    wrong((d) =>
      Object.assign(d.items[0], { answer: { type: 'points', step: '0.3' }, title: { zh: '分流', en: '分流' } }),
    ),
    wrong((d) => (d.items[3].points = '2')),
    wrong((d) => (d.grades = d.grades.toReversed())),
  ].flat();
  expect(found.length).toBeGreaterThan(20);
  expect(wrong((d) => delete d.kind)).toMatchObject([{ path: 'kind', zh: '须从列出的值中选择' }]);
  expect(wrong((d) => delete d.title)).toMatchObject([{ path: 'title', zh: '必填' }]);
  expect(wrong((d) => (d.title = 5))).toMatchObject([{ path: 'title', zh: '此处的内容类型不对' }]);
  expect(found.filter(({ zh }) => zh === undefined || !/\p{Script=Han}/u.test(zh))).toEqual([]);
});
