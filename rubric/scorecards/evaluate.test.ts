import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateSheet } from './evaluate.ts';
import { formatPoints } from './format-points.ts';
import type { ScorecardResult } from './result.ts';
import type { Scorecard } from './schema.ts';
import type { Sheet } from './sheet.ts';
import { cardFrom, item, plainCard, sheet, shipped } from './test-card.ts';

function result(card: Scorecard, filled: Sheet): ScorecardResult {
  const evaluated = evaluateSheet(card, filled);
  if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.problems));
  return evaluated.result;
}

const sectionPoints = (of: ScorecardResult): Record<string, string> =>
  Object.fromEntries(of.sections.map(({ section, counts }) => [section, formatPoints(counts)]));

describe('the 30-point profile', () => {
  const card = shipped('satisfaction-profile-30');
  const row1 = {
    'site-management': '7.07',
    conduct: '6.35',
    quality: '5.36',
    'service-time': '3.44',
    'overall-satisfaction': '4.50',
  };

  test('of the first row of the source is 22.22 of 25 and 26.72 of 30', () => {
    const of = result(card, sheet(card, row1, { printed: { total: '26.72', sections: { parts: '22.22' } } }));
    expect(sectionPoints(of)).toEqual({ parts: '22.22', overall: '4.5' });
    expect([formatPoints(of.total), of.attainable, of.share]).toEqual(['26.72', 30_000, 8907]);
    expect(of.flags).toEqual([]);
  });

  test('has maxima of 25 and 30', () => {
    const of = result(
      card,
      sheet(card, {
        'site-management': '8',
        conduct: '7',
        quality: '6',
        'service-time': '4',
        'overall-satisfaction': '5',
      }),
    );
    expect(sectionPoints(of)).toEqual({ parts: '25', overall: '5' });
    expect([of.total, of.share]).toEqual([30_000, 10_000]);
  });

  test('of rows whose columns are lost is no share, and their ranks are those of the source', () => {
    const site = '7.07 6.70 6.63 6.41 6.76 6.48 6.84 7.58 6.80 6.82 6.47 7.11'.split(' ');
    const conduct = '6.35 5.98 5.84 5.71 6.16 5.72 5.95 6.61 6.10 6.06 5.80 6.39'.split(' ');
    const rows = site.map((value, row) =>
      result(card, sheet(card, { 'site-management': value, conduct: conduct[row]! })),
    );
    expect(rows.map((of) => of.share)).toEqual(rows.map(() => null));
    expect(rows[0]!.flags.map((flag) => flag.code)).toEqual(['unanswered', 'unanswered', 'unanswered']);
    const rank = (value: (of: ScorecardResult) => number): number[] =>
      rows.map((of) => 1 + rows.filter((other) => value(other) > value(of)).length);
    expect(rank((of) => of.items[0]!.counts)).toEqual([3, 8, 9, 12, 7, 10, 4, 1, 6, 5, 11, 2]);
    expect(rank((of) => of.items[1]!.counts)).toEqual([3, 7, 9, 12, 4, 11, 8, 1, 5, 6, 10, 2]);
    expect(rank((of) => of.total)).toEqual([3, 8, 9, 12, 4, 11, 7, 1, 5, 6, 10, 2]);
  });
});

describe('the monthly deductions by role', () => {
  const card = shipped('monthly-role-deductions');
  const roles = ['floating', 'adviser', 'clerk', 'cashier'];
  const table: Record<string, string> = {
    'on-post': '0.4 0.2 0.2 0.1',
    initiative: '0.2 0.6 0.5 0.3',
    attitude: '1.3 1.6 1.8 0.7',
    appearance: '0.3 0.2 0.4 0.1',
    posture: '0 0.1 0.1 0',
    knowledge: '– 0.4 – –',
    procedure: '– 1.4 0.7 –',
    'cash-handling': '– – – 0.3',
  };
  const cells = Object.fromEntries(
    Object.entries(table).flatMap(([row, line]) =>
      line.split(' ').flatMap((value, index) => (value === '–' ? [] : [[`${row}/${roles[index]!}`, value]])),
    ),
  );
  const printed = {
    total: '12',
    roles: { floating: '2.2', adviser: '4.5', clerk: '3.8', cashier: '1.5' },
    items: {
      'on-post': '0.9',
      initiative: '1.6',
      attitude: '5.4',
      appearance: '1',
      posture: '0.2',
      knowledge: '0.4',
      procedure: '2.1',
      'cash-handling': '0.3',
    },
  };

  test('three role totals come out exactly, the clerk and the whole differ from print and are flagged, not repaired', () => {
    const of = result(card, sheet(card, cells, { printed }));
    expect(of.roles.map(({ deducted }) => formatPoints(deducted))).toEqual(['2.2', '4.5', '3.7', '1.5']);
    expect(formatPoints(of.total)).toBe('-11.9');
    expect(of.flags).toEqual([
      { code: 'printed-differs', of: 'role', id: 'clerk', printed: 3800, computed: 3700 },
      { code: 'printed-differs', of: 'total', id: null, printed: 12_000, computed: 11_900 },
    ]);
    expect([of.attainable, of.share, of.grade]).toEqual([null, null, null]);
  });

  test('a cell that a role does not have is refused, one that is left out is flagged', () => {
    const wrong = evaluateSheet(card, sheet(card, { ...cells, 'knowledge/cashier': '0.1' }));
    expect(wrong).toEqual({ ok: false, problems: [{ path: 'entries.24.role', expected: 'one of adviser' }] });
    const { 'cash-handling/cashier': _, ...rest } = cells;
    expect(result(card, sheet(card, rest)).flags).toEqual([
      { code: 'unanswered', item: 'cash-handling', cell: 'cashier' },
    ]);
  });
});

describe('the monitoring scorecard', () => {
  const card = shipped('monitoring-2023');
  const all = Object.fromEntries(card.items.map(({ id }) => [id, true]));
  const good = { ...all, amenities: { type: 'count', count: 6 } };

  test('counts ten points; two items without points are flagged and count for nothing', () => {
    const of = result(card, sheet(card, good));
    expect([of.total, of.attainable, of.share]).toEqual([10_000, 10_000, 10_000]);
    expect(of.flags).toEqual([
      { code: 'points-undefined', item: 'water', cell: null },
      { code: 'points-undefined', item: 'shredder', cell: null },
    ]);
    expect(result(card, sheet(card, { ...good, water: false })).total).toBe(10_000);
  });

  test('five kinds of amenities are one too few', () => {
    const of = result(card, sheet(card, { ...good, amenities: { type: 'count', count: 5 } }));
    expect(of.items.find(({ item: id }) => id === 'amenities')).toMatchObject({ state: 'failed', deducted: 1000 });
  });

  test('a deduction must name who answers for it', () => {
    const filled = { ...good, greeting: false, farewell: false };
    const of = result(card, sheet(card, filled, { entries: { greeting: { responsible: 'T07' } } }));
    expect(of.items.find(({ item: id }) => id === 'greeting')).toMatchObject({ responsible: 'T07', deducted: 1000 });
    expect(of.flags.filter(({ code }) => code === 'responsible-missing')).toEqual([
      { code: 'responsible-missing', item: 'farewell', cell: null },
    ]);
  });

  test('leading an elderly customer to self-service, or not, does not count', () => {
    const elderly = { entries: { diversion: { elderly: true } } };
    const of = result(card, sheet(card, { ...good, diversion: false }, elderly));
    expect(of.items.find(({ item: id }) => id === 'diversion')).toMatchObject({
      state: 'not-applicable',
      elderlyExempt: true,
      deducted: 0,
    });
    expect([of.total, of.attainable]).toEqual([9000, 9000]);
    // Other items count for elderly customers as for all.
    const greeting = result(
      card,
      sheet(card, { ...good, greeting: false }, { entries: { greeting: { elderly: true } } }),
    );
    expect([greeting.total, greeting.attainable]).toEqual([9000, 10_000]);
  });
});

test.each([
  [179_000, 'met'],
  [180_000, 'met'],
  [180_001, 'failed'],
  [181_000, 'failed'],
])('staff who come after %i ms have %s the three-minute rule', (ms, state) => {
  const card = shipped('mystery-visit');
  const of = result(card, sheet(card, { 'served-actively': { type: 'timer', ms } }));
  expect(of.items.find(({ item: id }) => id === 'served-actively')?.state).toBe(state);
  expect(card.items.find(({ id }) => id === 'served-actively')?.finding?.en).toBe('Staff approached late');
});

test('answers word for word are recorded and do not keep a questionnaire from its share', () => {
  const card = shipped('mystery-visit');
  const judged = Object.fromEntries(card.items.filter(({ points }) => points === '1').map(({ id }) => [id, true]));
  const of = result(
    card,
    sheet(card, {
      ...judged,
      'served-actively': { type: 'timer', ms: 5000 },
      'card-answer': { type: 'text', text: '请带身份证' },
    }),
  );
  expect([of.share, of.items.find(({ item: id }) => id === 'card-answer')?.state]).toEqual([10_000, 'recorded']);
});

test('the six outdoor items of the skeleton are 15', () => {
  const card = shipped('ten-modules-1000');
  const of = result(
    card,
    sheet(card, Object.fromEntries('232323'.split('').map((points, n) => [`outdoor-${String(n + 1)}`, points]))),
  );
  expect(sectionPoints(of)).toMatchObject({ outdoor: '15', environment: '15', indoor: '0' });
});

/** A card whose one section holds these items. */
function cardOf(items: object[], fields: object = {}, section: object = {}): Scorecard {
  return cardFrom({
    ...plainCard(),
    sections: [{ id: 'hall', title: { zh: '大厅', en: 'Hall' }, ...section }],
    items,
    ...fields,
  });
}

describe('points', () => {
  test('three half points are 1.5 and 0.1 + 0.2 is 0.3', () => {
    const halves = cardOf([1, 2, 3].map((n) => item(`i${String(n)}`, 'hall', '0.5')));
    expect(formatPoints(result(halves, sheet(halves, { i1: true, i2: true, i3: true })).total)).toBe('1.5');
    const tenths = cardOf([item('a', 'hall', '0.1'), item('b', 'hall', '0.2')]);
    expect(formatPoints(result(tenths, sheet(tenths, { a: true, b: true })).total)).toBe('0.3');
  });

  test('an item that does not apply leaves the attainable total', () => {
    const card = cardFrom(plainCard());
    const of = result(card, sheet(card, { clean: true, lit: false, enough: { type: 'not-applicable' }, soft: true }));
    expect([of.total, of.attainable, of.share, of.grade]).toEqual([5000, 7000, 7143, 'fair']);
  });

  test('a card of which nothing applies has no share', () => {
    const card = cardOf([item('a', 'hall', '1')]);
    expect(result(card, sheet(card, { a: { type: 'not-applicable' } }))).toMatchObject({
      attainable: 0,
      share: null,
      grade: null,
    });
  });

  test('a section never counts for more than it is worth, nor do those around it', () => {
    const draft = plainCard();
    const [hall, seats] = draft.sections;
    draft.sections = [
      { ...hall, points: '8', parts: 'may-exceed' },
      { ...seats, points: '3', parts: 'may-exceed' },
    ];
    const card = cardFrom(draft);
    const of = result(card, sheet(card, { clean: true, lit: true, enough: true, soft: true }));
    expect(sectionPoints(of)).toEqual({ hall: '8', seats: '3' });
    expect(of.attainable).toBe(8000);
    expect(of.contributions.slice(-2)).toEqual([
      { of: 'section-cap', section: 'seats', points: -1000 },
      { of: 'section-cap', section: 'hall', points: -1000 },
    ]);
  });

  test('a card never counts for more than its grand total', () => {
    const items = [item('a', 'hall', '6'), item('b', 'hall', '6')];
    const card = cardOf(items, { points: '10', parts: 'may-exceed' });
    const of = result(card, sheet(card, { a: true, b: true }));
    expect([of.total, of.attainable, of.share]).toEqual([10_000, 10_000, 10_000]);
    expect(of.contributions.at(-1)).toEqual({ of: 'section-cap', section: null, points: -2000 });
    expect(result(card, sheet(card, { a: true, b: { type: 'not-applicable' } }))).toMatchObject({ attainable: 6000 });
  });

  test('bonus adds to the total up to its caps, not to what is attainable, and is no deduction when missed', () => {
    const bonus = ['a', 'b', 'c'].map((id) => item(id, 'hall', '2', { bonus: true, evidenceOnFail: true }));
    const card = cardOf([item('plain', 'hall', '10'), ...bonus], { bonusCap: '3' }, { points: '10', bonusCap: '5' });
    const of = result(card, sheet(card, { plain: false, a: true, b: true, c: true }));
    expect([of.total, of.attainable]).toEqual([3000, 10_000]);
    expect(of.contributions.filter((each) => each.of === 'bonus-cap').map((each) => each.points)).toEqual([
      -1000, -2000,
    ]);
    const missed = result(card, sheet(card, { plain: true, a: false, b: false, c: false }));
    expect([missed.total, missed.flags, missed.items[1]!.deducted]).toEqual([10_000, [], 0]);
    const over = result(card, sheet(card, { plain: true, a: true, b: false, c: false }));
    expect([over.total, over.share]).toEqual([12_000, 10_000]);
  });

  test('deductions are taken off the base, down to nothing, each section at most what it is worth', () => {
    const items = [item('a', 'hall', '40'), item('b', 'hall', undefined, { answer: { type: 'points', step: '0.5' } })];
    const card = cardOf(items, { kind: 'deduction', base: '100' }, { points: '50', parts: 'partly-known' });
    const of = result(
      card,
      sheet(card, { a: false, b: '2.5' }, { printed: { total: '57.5', sections: { hall: '42.5' } } }),
    );
    expect([of.total, of.attainable, of.share, of.flags]).toEqual([57_500, 100_000, 5750, []]);
    expect(result(card, sheet(card, { a: false, b: '30' })).total).toBe(50_000);
    const small = cardOf(items, { kind: 'deduction', base: '20' });
    const floored = result(small, sheet(small, { a: false, b: '0' }));
    expect([floored.total, floored.contributions.at(-1)]).toEqual([0, { of: 'floor', points: 20_000 }]);
  });

  test('a choice is worth the points of its option', () => {
    const options = [
      ['yes', '1'],
      ['partly', '0.5'],
      ['no', '0'],
    ].map(([id, points]) => ({ id, points, title: { zh: '选项', en: 'Option' } }));
    const card = cardOf([item('a', 'hall', '1', { answer: { type: 'choice', options } })]);
    const states = ['yes', 'partly', 'no'].map(
      (option) => result(card, sheet(card, { a: { type: 'choice', option } })).items[0]!,
    );
    expect(states.map(({ state, counts }) => [state, counts])).toEqual([
      ['met', 1000],
      ['partly-met', 500],
      ['failed', 0],
    ]);
  });
});

describe('vetoes and flags', () => {
  const vetoed = () => {
    const draft = plainCard();
    draft.items.push(
      item('privacy', 'hall', undefined, { veto: { capsAt: 'bad' } }),
      item('dignity', 'hall', undefined, { veto: { capsAt: 'fair' } }),
    );
    return cardFrom(draft);
  };
  const full = { clean: true, lit: true, enough: true, soft: true, privacy: true, dignity: true };

  test('a failed veto caps the grade and takes no points', () => {
    const card = vetoed();
    expect(result(card, sheet(card, full))).toMatchObject({ share: 10_000, grade: 'good', vetoes: [] });
    expect(result(card, sheet(card, { ...full, dignity: false }))).toMatchObject({ share: 10_000, grade: 'fair' });
    expect(result(card, sheet(card, { ...full, dignity: false, privacy: false }))).toMatchObject({
      share: 10_000,
      grade: 'bad',
    });
    // A cap never lifts.
    expect(result(card, sheet(card, { ...full, dignity: false, clean: false, lit: false })).grade).toBe('bad');
  });

  test('a veto that nobody answered leaves the sheet without a grade', () => {
    const card = vetoed();
    const { privacy: _, ...rest } = full;
    expect(result(card, sheet(card, rest))).toMatchObject({ share: null, grade: null });
  });

  test('grades begin exactly at their limit', () => {
    const card = cardOf([item('a', 'hall', '20', { answer: { type: 'points' } })]);
    const grade = (points: string) => result(card, sheet(card, { a: points })).grade;
    expect([grade('17'), grade('16.999'), grade('12'), grade('11.999')]).toEqual(['good', 'fair', 'fair', 'bad']);
  });

  test('a failure without the evidence it needs is flagged', () => {
    const card = cardOf([item('a', 'hall', '1', { evidenceOnFail: true })]);
    expect(result(card, sheet(card, { a: false })).flags).toEqual([
      { code: 'evidence-missing', item: 'a', cell: null },
    ]);
    const proven = sheet(card, { a: false }, { entries: { a: { evidence: ['photo-1'] } } });
    expect(result(card, proven)).toMatchObject({ flags: [], items: [{ evidence: ['photo-1'] }] });
    expect(result(card, sheet(card, { a: true })).flags).toEqual([]);
  });

  test('amounts of fines change nothing and are in no result', () => {
    const items = (fine: object) => [item('a', 'hall', '1', fine)];
    const [plain, fined] = [cardOf(items({})), cardOf(items({ penaltyAmount: 200 }))];
    const of = result(fined, sheet(fined, { a: false }, { entries: { a: { penaltyAmount: '200元' } } }));
    expect(of).toEqual(result(plain, sheet(plain, { a: false })));
    expect(JSON.stringify(of)).not.toContain('200元');
  });
});

describe('a sheet that does not fit its card', () => {
  const card = cardFrom(plainCard());
  const problems = (filled: Sheet): string[] => {
    const evaluated = evaluateSheet(card, filled);
    return evaluated.ok ? [] : evaluated.problems.map(({ path }) => path);
  };

  test('is refused with everything that is wrong', () => {
    const filled = sheet(
      card,
      { clean: '4', cellar: true, 'lit/guard': true, soft: true },
      { printed: { sections: { attic: '1' }, roles: { guard: '1' } } },
    );
    const twice = { ...filled, version: 2, scorecard: 'other', entries: [...filled.entries, filled.entries[3]!] };
    expect(problems(twice)).toEqual([
      'scorecard',
      'version',
      'entries.0.answer.type',
      'entries.1.item',
      'entries.2.role',
      'entries.4.item',
      'printed.sections.attic',
      'printed.roles.guard',
    ]);
  });

  test('also for too many points, wrong steps, unknown options and items that always apply', () => {
    const options = ['a', 'b'].map((id) => ({ id, title: { zh: '选项', en: 'Option' } }));
    const strict = cardOf([
      item('given', 'hall', '2', { answer: { type: 'points', step: '0.5' } }),
      item('chosen', 'hall', undefined, { answer: { type: 'choice', options } }),
      item('always', 'hall', '1', { allowNotApplicable: false }),
    ]);
    const evaluated = evaluateSheet(
      strict,
      sheet(strict, { given: '2.25', chosen: { type: 'choice', option: 'c' }, always: { type: 'not-applicable' } }),
    );
    expect(evaluated).toEqual({
      ok: false,
      problems: [
        { path: 'entries.0.answer.points', expected: 'at most 2' },
        { path: 'entries.0.answer.points', expected: 'steps of 0.5' },
        { path: 'entries.1.answer.option', expected: 'one of a, b' },
        { path: 'entries.2.answer.type', expected: 'an answer: this item always applies' },
      ],
    });
  });
});

test('contributions add up to the total exactly, in any order of answers, and no share leaves 0 to 1', () => {
  const thousandths = fc.integer({ min: 0, max: 5000 }).map(formatPoints);
  const drawn = fc.record({
    kind: fc.constantFrom('additive', 'deduction'),
    base: thousandths,
    caps: fc.array(thousandths, { minLength: 3, maxLength: 3 }),
    items: fc.array(
      fc.record({
        points: thousandths,
        bonus: fc.boolean(),
        section: fc.constantFrom('s0', 's1', 's2'),
        pass: fc.constantFrom(true, false, { type: 'not-applicable' }),
      }),
      { minLength: 1, maxLength: 12 },
    ),
  });
  fc.assert(
    fc.property(drawn, ({ kind, base, caps, items }) => {
      const title = { zh: '部分', en: 'Part' };
      // Caps may be anything here, also such as lint would refuse: evaluation must still add up.
      const card: Scorecard = {
        ...cardOf([item('x', 'hall', '1')]),
        kind,
        ...(kind === 'deduction' ? { base } : {}),
        sections: caps.map((points, n) => ({
          id: `s${String(n)}`,
          title,
          points,
          parts: 'may-exceed',
          bonusCap: caps[2 - n]!,
          ...(n === 2 ? { parent: 's0' } : {}),
        })),
        items: items.map((each, n) => ({
          ...cardOf([item(`i${String(n)}`, 'hall', each.points)]).items[0]!,
          section: each.section,
          ...(each.bonus ? { bonus: true } : {}),
        })),
      };
      const cells = items.map((each, n) => [`i${String(n)}`, each.pass] as const);
      const of = result(card, sheet(card, Object.fromEntries(cells)));
      expect(of.contributions.reduce((sum, each) => sum + each.points, 0)).toBe(of.total);
      expect(of.share ?? 0).toBeGreaterThanOrEqual(0);
      expect(of.share ?? 0).toBeLessThanOrEqual(10_000);
      expect(result(card, sheet(card, Object.fromEntries(cells.toReversed())))).toEqual(of);
    }),
  );
});
