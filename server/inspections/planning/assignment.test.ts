import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assign, bookedBy, isClear, judgeCandidates, type AssignmentInput } from './assignment.ts';
import type { Candidate, Slot } from './candidates.ts';
import { VisitBook, type BookedVisit } from './visit-book.ts';

const HEAD = 'head-office';

function inspector(account: string, fields: Partial<Candidate> = {}): Candidate {
  return { account, grants: [{ role: 'inspector', unit: HEAD }], ties: [], ...fields };
}

function slot(id: string, branch: string, fields: Partial<Slot> = {}): Slot {
  const home = [branch, 'north'];
  const from = fields.from ?? '2026-10-05';
  return { id, branch, kind: 'announced', from, to: from, above: [...home, HEAD], home, ...fields };
}

function past(inspector_: string, branch: string, on: string): BookedVisit {
  return { id: `past-${on}`, branch, inspector: inspector_, on, to: on, counts: false, isSeen: true };
}

function input(fields: Partial<AssignmentInput>): AssignmentInput {
  return { seed: 'plan-1', slots: [], candidates: [], book: new VisitBook(), perWeek: 5, ...fields };
}

function reasons(of: Slot, who: Candidate, fields: Partial<AssignmentInput> = {}): readonly string[] {
  const [judged] = judgeCandidates(of, input({ candidates: [who], ...fields }));
  return [...judged!.conflicts, ...judged!.concerns].map(({ code }) => code);
}

describe('what stands against an inspector', () => {
  test.each([
    ['no role that covers the branch', { grants: [{ role: 'inspector', unit: 'south' }] }, ['not-covered']],
    ['the manager of the branch', { grants: grants('branch-manager', 'a') }, ['works-there']],
    ['the manager of its region’s halls', { grants: grants('branch-manager', 'north') }, ['works-there']],
    ['an auditor at the branch itself', { grants: grants('auditor', 'a') }, ['works-there']],
    ['an auditor of the whole bank', { grants: grants('auditor', HEAD) }, []],
    ['the manager of another branch', { grants: grants('branch-manager', 'b') }, []],
    [
      'worked there until the day',
      { ties: [{ branch: 'a', why: 'worked-there', until: '2026-10-05' }] },
      ['worked-there'],
    ],
    ['worked there until the day before', { ties: [{ branch: 'a', why: 'worked-there', until: '2026-10-04' }] }, []],
    ['declared an interest', { ties: [{ branch: 'a', why: 'declared', until: '2099-12-31' }] }, ['declared']],
  ] as const)('%s', (_, fields, expected) => {
    expect(reasons(slot('s', 'a'), inspector('li', fields as Partial<Candidate>))).toEqual(expected);
  });

  function grants(role: Candidate['grants'][number]['role'], unit: string): Candidate['grants'] {
    return [
      { role: 'inspector', unit: HEAD },
      { role, unit },
    ];
  }
});

describe('what speaks against an inspector', () => {
  test.each([
    ['made the visit before', [past('li', 'a', '2026-06-30')], ['in-a-row']],
    ['made it three quarters ago', [past('li', 'a', '2026-03-31')], []],
    ['somebody else came in between', [past('li', 'a', '2026-06-30'), past('wu', 'a', '2026-09-01')], []],
    ['makes the visit after', [past('li', 'a', '2026-11-01')], ['in-a-row']],
    ['visited another branch', [past('li', 'b', '2026-09-30')], []],
  ])('%s', (_, visits, expected) => {
    expect(reasons(slot('s', 'a'), inspector('li'), { book: new VisitBook(visits) })).toEqual(expected);
  });

  test('a test call shows no face: it may be made by whoever came before, and is not in the way of anybody', () => {
    const book = new VisitBook([past('li', 'a', '2026-09-30')]);
    expect(reasons(slot('s', 'a', { kind: 'hotline' }), inspector('li'), { book })).toEqual([]);
    const called = new VisitBook([bookedBy(slot('c', 'a', { kind: 'hotline' }), 'li')]);
    expect(reasons(slot('s', 'a', { from: '2026-10-20' }), inspector('li'), { book: called })).toEqual([]);
  });

  describe('weeks that are full', () => {
    const booked = (...days: readonly (readonly [string, string])[]): VisitBook =>
      new VisitBook(days.map(([from, to], n) => bookedBy(slot(`b${String(n)}`, `b${String(n)}`, { from, to }), 'li')));

    test.each([
      [
        'two a week, two booked',
        [
          ['2026-10-09', '2026-10-09'],
          ['2026-10-05', '2026-10-11'],
        ],
        2,
        ['weeks-full'],
      ],
      [
        'three a week, two booked',
        [
          ['2026-10-09', '2026-10-09'],
          ['2026-10-05', '2026-10-11'],
        ],
        3,
        [],
      ],
      [
        'others may lie in the next week as well',
        [
          ['2026-10-09', '2026-10-18'],
          ['2026-10-05', '2026-10-11'],
        ],
        2,
        [],
      ],
      [
        'others lie in the next week',
        [
          ['2026-10-12', '2026-10-12'],
          ['2026-10-12', '2026-10-12'],
        ],
        2,
        [],
      ],
      [
        'of two weeks, both full',
        [
          ['2026-10-05', '2026-10-18'],
          ['2026-10-12', '2026-10-12'],
        ],
        1,
        ['weeks-full'],
      ],
    ] as const)('%s', (_, days, perWeek, expected) => {
      expect(reasons(slot('s', 'a'), inspector('li'), { book: booked(...days), perWeek })).toEqual(expected);
    });

    test('are named', () => {
      const book = booked(['2026-10-05', '2026-10-18'], ['2026-10-12', '2026-10-12']);
      const [judged] = judgeCandidates(slot('s', 'a'), input({ candidates: [inspector('li')], book, perWeek: 1 }));
      expect(judged!.concerns).toEqual([{ code: 'weeks-full', week: '2026-10-05', weeks: 2, visits: 2 }]);
    });

    test('are full exactly when the visits cannot be laid into their days', () => {
      const span = fc
        .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))
        .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
      const day = (week: number): string => `2026-10-${String(5 + 7 * week).padStart(2, '0')}`;
      fc.assert(
        fc.property(
          fc.array(span, { minLength: 1, maxLength: 7 }),
          fc.integer({ min: 1, max: 2 }),
          (spans, perWeek) => {
            const book = new VisitBook();
            let fits = true;
            for (const [n, [from, to]] of spans.entries()) {
              const visit = slot(`b${String(n)}`, `b${String(n)}`, { from: day(from), to: day(to) });
              const isFull = book.overfilled('li', { id: visit.id, on: visit.from, to: visit.to }, perWeek) !== null;
              fits = layable(spans.slice(0, n + 1), perWeek);
              expect(isFull).toBe(!fits);
              if (!fits) return;
              book.add(bookedBy(visit, 'li'));
            }
          },
        ),
      );
    });
  });

  test('a mystery shopper from the branch’s own region, only while another one is free', () => {
    const local = inspector('li', { grants: [{ role: 'inspector', unit: 'north' }] });
    const stranger = inspector('wu');
    const visit = slot('s', 'a', { kind: 'mystery' });
    const codes = (candidates: readonly Candidate[], of: Slot): readonly string[] =>
      judgeCandidates(of, input({ candidates }))[0]!.concerns.map(({ code }) => code);
    expect(codes([local, stranger], visit)).toEqual(['home-region']);
    expect(codes([local], visit)).toEqual([]);
    expect(codes([local, stranger], slot('s', 'a'))).toEqual([]);
  });
});

const BRANCHES = ['a', 'b', 'c', 'd'];
const NAMES = ['li', 'wu', 'he'];

const anySlots = fc
  .array(
    fc.record({
      branch: fc.constantFrom(...BRANCHES),
      day: fc.integer({ min: 1, max: 31 }),
      kind: fc.constantFrom('announced', 'mystery', 'hotline'),
    }),
    { maxLength: 9 },
  )
  .map((list) =>
    list.map(({ branch, day, kind }, index) =>
      slot(`s${String(index)}`, branch, {
        from: `2026-10-${String(day).padStart(2, '0')}`,
        kind: kind as Slot['kind'],
      }),
    ),
  );
const anyCandidates = fc
  .array(fc.array(fc.constantFrom(...BRANCHES), { maxLength: 3 }), { minLength: NAMES.length, maxLength: NAMES.length })
  .map((ties) =>
    NAMES.map((name, index) =>
      inspector(name, { ties: ties[index]!.map((branch) => ({ branch, why: 'declared', until: '2099-12-31' })) }),
    ),
  );

describe('a suggestion', () => {
  test('never names anybody against whom something stands or speaks', () => {
    fc.assert(
      fc.property(anySlots, anyCandidates, fc.integer({ min: 1, max: 3 }), (slots, candidates, perWeek) => {
        const visits = [past('li', 'a', '2026-08-01'), past('wu', 'b', '2026-09-01')];
        const all = input({ slots, candidates, perWeek, book: new VisitBook(visits) });
        const assigned = assign(all);
        for (const each of slots) {
          const who = assigned.get(each.id);
          if (who === undefined) continue;
          const others = slots.filter(({ id }) => id !== each.id && assigned.has(id));
          const book = new VisitBook([...visits, ...others.map((other) => bookedBy(other, assigned.get(other.id)!))]);
          const judged = judgeCandidates(each, { candidates, book, perWeek }).find(({ account }) => account === who);
          expect(isClear(judged!)).toBe(true);
        }
      }),
    );
  });

  test('shares evenly within one visit where nothing stands in the way', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 1, max: 6 }), (visits, people) => {
        const slots = Array.from({ length: visits }, (_, index) => slot(`s${String(index)}`, `b${String(index)}`));
        const candidates = Array.from({ length: people }, (_, index) => inspector(`i${String(index)}`));
        const all = input({ slots, candidates, perWeek: 100 });
        expect(assign(all).size).toBe(visits);
        const loads = candidates.map(({ account }) => all.book.load(account));
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('shares as evenly as conflicts allow: no other assignment is evener', () => {
    const branches = fc.integer({ min: 0, max: 6 });
    const declared = fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 5 }), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(branches, declared, (visits, ties) => {
        const slots = Array.from({ length: visits }, (_, index) => slot(`s${String(index)}`, `b${String(index)}`));
        const candidates = NAMES.map((name, index) =>
          inspector(name, {
            ties: ties[index]!.map((n) => ({ branch: `b${String(n)}`, why: 'declared' as const, until: '2099-12-31' })),
          }),
        );
        const all = input({ slots, candidates, perWeek: 100 });
        assign(all);
        const loads = candidates.map(({ account }) => all.book.load(account));
        const possible = slots.map((each) =>
          NAMES.flatMap((_, index) => (ties[index]!.includes(Number(each.branch.slice(1))) ? [] : [index])),
        );
        expect(unevenness(loads)).toBe(evenest(possible, [0, 0, 0]));
      }),
    );
  });

  test('is the same every time, whatever the order of people and visits', () => {
    fc.assert(
      fc.property(anySlots, anyCandidates, (slots, candidates) => {
        const once = assign(input({ slots, candidates }));
        const again = assign(input({ slots: slots.toReversed(), candidates: candidates.toReversed() }));
        expect(again).toEqual(once);
      }),
    );
  });

  test('of another plan decides otherwise between equals', () => {
    const slots = Array.from({ length: 12 }, (_, index) => slot(`s${String(index)}`, `b${String(index)}`));
    const candidates = NAMES.map((name) => inspector(name));
    const [one, other] = ['plan-1', 'plan-2'].map((seed) => [
      ...assign(input({ seed, slots, candidates, perWeek: 9 })),
    ]);
    expect(one).not.toEqual(other);
  });

  test('leaves a visit open rather than going against a concern', () => {
    const slots = [slot('s1', 'a'), slot('s2', 'a', { from: '2026-11-05' })];
    expect([...assign(input({ slots, candidates: [inspector('li')] }))]).toEqual([['s1', 'li']]);
  });

  test('of a national quarter takes seconds, not minutes', () => {
    const slots = Array.from({ length: 600 }, (_, index) =>
      slot(`s${String(index)}`, `b${String(index % 300)}`, {
        from: `2026-1${String(index % 3)}-0${String((index % 9) + 1)}`,
      }),
    );
    const candidates = Array.from({ length: 30 }, (_, index) => inspector(`i${String(index)}`));
    const all = input({ slots, candidates, perWeek: 10 });
    expect(assign(all).size).toBe(600);
    const loads = candidates.map(({ account }) => all.book.load(account));
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
  });
});

/** Smaller is evener, for the same number of visits. */
function unevenness(loads: readonly number[]): number {
  return loads.reduce((sum, load) => sum + load * load, 0);
}

/** By trying everything. */
function evenest(possible: readonly (readonly number[])[], loads: readonly number[]): number {
  const [first, ...rest] = possible;
  if (first === undefined) return unevenness(loads);
  if (first.length === 0) return evenest(rest, loads);
  return Math.min(
    ...first.map((who) =>
      evenest(
        rest,
        loads.map((load, index) => load + (index === who ? 1 : 0)),
      ),
    ),
  );
}

/** Each visit into one of its weeks, by trying everything. */
function layable(
  spans: readonly (readonly [number, number])[],
  perWeek: number,
  used: readonly number[] = [0, 0, 0, 0],
): boolean {
  const [first, ...rest] = spans;
  if (first === undefined) return true;
  return [0, 1, 2, 3].some(
    (week) =>
      week >= first[0] &&
      week <= first[1] &&
      used[week]! < perWeek &&
      layable(
        rest,
        perWeek,
        used.map((n, index) => (index === week ? n + 1 : n)),
      ),
  );
}

test.each(['plan-1', 'plan-2', 'plan-3', 'plan-4'])(
  'whoever the branch does not know is kept for the mystery visit, also when the other one is due first: %s',
  (seed) => {
    const candidates = [inspector('li', { grants: [{ role: 'inspector', unit: 'north' }] }), inspector('wu')];
    const slots = [slot('a-announced', 'a'), slot('b-mystery', 'a', { kind: 'mystery', from: '2026-10-06' })];
    expect(Object.fromEntries(assign(input({ seed, slots, candidates })))).toEqual({
      'a-announced': 'li',
      'b-mystery': 'wu',
    });
  },
);
