import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { intraclassCorrelations } from './intraclass.ts';
import { itemDrift } from './item-drift.ts';
import { agreementTable, cohenKappa } from './kappa.ts';
import { agreementReading, krippendorffAlpha } from './krippendorff.ts';
import { lastDigits } from './last-digit.ts';

describe('Cohen’s kappa', () => {
  const TABLE = [
    [20, 5],
    [10, 15],
  ];

  test('of the textbook table is 0.40, whatever the weights of two categories', () => {
    for (const weights of ['nominal', 'linear', 'quadratic'] as const) {
      expect(cohenKappa(TABLE, weights)!.toFixed(2)).toBe('0.40');
    }
  });

  // Disagreement observed and expected over 60 pairs, counted by a second program.
  test('weighs far misses more than near ones when told so', () => {
    const ordered = [
      [15, 5, 2],
      [4, 12, 3],
      [3, 6, 10],
    ];
    const expected = { nominal: 1 - (23 * 60) / 2394, linear: 1 - (28 * 60) / 3142, quadratic: 1 - (38 * 60) / 4638 };
    for (const weights of ['nominal', 'linear', 'quadratic'] as const) {
      expect(cohenKappa(ordered, weights)).toBeCloseTo(expected[weights], 12);
    }
  });

  test('counts pairs into a table', () => {
    const pairs = [
      ...Array.from({ length: 20 }, () => ['good', 'good'] as const),
      ['good', 'bad'],
      ['bad', 'bad'],
    ] as const;
    expect(agreementTable(pairs, ['good', 'bad'])).toEqual([
      [20, 1],
      [0, 1],
    ]);
    expect(() => agreementTable([['good', 'odd']], ['good', 'bad'])).toThrow('not among the categories');
  });

  test('has no value where only one answer was possible, nor of nothing', () => {
    expect([
      cohenKappa([
        [7, 0],
        [0, 0],
      ]),
      cohenKappa([
        [0, 0],
        [0, 0],
      ]),
      cohenKappa([]),
    ]).toEqual([null, null, null]);
    expect(() => cohenKappa([[1, 2]])).toThrow('square');
  });

  test('is 1 of full agreement and the same when the raters change places', () => {
    const count = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(
        fc.array(fc.array(count, { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 }),
        (table) => {
          const turned = table.map((_, j) => table.map((row) => row[j]!));
          const diagonal = table.map((row, i) => row.map((each, j) => (i === j ? each + 1 : 0)));
          expect(cohenKappa(turned, 'linear')).toBe(cohenKappa(table, 'linear'));
          expect(cohenKappa(diagonal, 'quadratic')).toBe(1);
        },
      ),
    );
  });
});

describe('Krippendorff’s alpha', () => {
  const _ = null;
  const RATERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
  ];
  const UNITS = RATERS[0]!.map((_value, unit) => RATERS.map((rater) => rater[unit]!));

  test.each([
    ['nominal', '0.743'],
    ['ordinal', '0.815'],
    ['interval', '0.849'],
    ['ratio', '0.797'],
  ] as const)('%s of four raters and twelve units with gaps is %s', (level, printed) => {
    expect(krippendorffAlpha(UNITS, level)!.toFixed(3)).toBe(printed);
    expect(
      krippendorffAlpha(
        UNITS.toReversed().map((unit) => unit.toReversed()),
        level,
      ),
    ).toBe(krippendorffAlpha(UNITS, level));
  });

  test('has no value when nothing was rated twice or all values are the same', () => {
    expect(krippendorffAlpha([], 'nominal')).toBeNull();
    expect(
      krippendorffAlpha(
        [
          [1, null],
          [null, 2],
        ],
        'interval',
      ),
    ).toBeNull();
    expect(
      krippendorffAlpha(
        [
          [3, 3],
          [3, 3, null],
        ],
        'ordinal',
      ),
    ).toBeNull();
  });

  test('refuses what is no value of its scale', () => {
    expect(() => krippendorffAlpha([[1, Number.NaN]], 'nominal')).toThrow('level nominal');
    expect(() => krippendorffAlpha([[-1, 1]], 'ratio')).toThrow('level ratio');
    expect(krippendorffAlpha([[-1, 1]], 'interval')).toBe(0);
  });

  test('is 1 of full agreement, and raters apart from chance fall below 0', () => {
    expect(
      krippendorffAlpha(
        [
          [1, 1],
          [2, 2],
          [0, 0],
        ],
        'ratio',
      ),
    ).toBe(1);
    expect(
      krippendorffAlpha(
        [
          [1, 2],
          [2, 1],
          [1, 2],
        ],
        'nominal',
      )!,
    ).toBeLessThan(0);
  });

  test('does not depend on the order of units and raters, to the last bit', () => {
    const value = fc.option(fc.integer({ min: 0, max: 5 }), { nil: null });
    const units = fc.array(fc.array(value, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(units, fc.constantFrom('nominal', 'ordinal', 'interval', 'ratio'), (rated, level) => {
        const turned = rated.toReversed().map((unit) => unit.toReversed());
        expect(krippendorffAlpha(turned, level)).toBe(krippendorffAlpha(rated, level));
      }),
    );
  });

  test('is read in the usual way, the edges included', () => {
    expect([0.8, 0.7999, 0.667, 0.6669, -1, null].map(agreementReading)).toEqual([
      'reliable',
      'tentative',
      'tentative',
      'not-scored',
      'not-scored',
      'insufficient',
    ]);
  });
});

describe('intraclass correlation', () => {
  const SCORES = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
  ];

  test('all six forms of the published table', () => {
    const icc = intraclassCorrelations(SCORES)!;
    const printed = [icc.single1, icc.single2, icc.single3, icc.mean1, icc.mean2, icc.mean3].map((r) => r.toFixed(2));
    expect(printed).toEqual(['0.17', '0.29', '0.71', '0.44', '0.62', '0.91']);
  });

  test('does not depend on order, and is 1 of full agreement', () => {
    const turned = SCORES.toReversed().map((row) => row.toReversed());
    expect(intraclassCorrelations(turned)).toEqual(intraclassCorrelations(SCORES));
    const same = intraclassCorrelations([
      [1, 1],
      [5, 5],
      [9, 9],
    ])!;
    expect(Object.values(same)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test('a rater who is stricter by a fixed amount costs agreement, not consistency', () => {
    const icc = intraclassCorrelations([
      [100, 300],
      [500, 700],
      [900, 1100],
    ])!;
    expect(icc.single3).toBe(1);
    expect(icc.single2).toBeLessThan(1);
    expect(icc.single1).toBeLessThan(icc.single2);
  });

  test('has no value without spread or with too little, and refuses gaps and fractions', () => {
    expect([intraclassCorrelations([]), intraclassCorrelations([[1, 2]]), intraclassCorrelations([[1], [2]])]).toEqual([
      null,
      null,
      null,
    ]);
    expect(
      intraclassCorrelations([
        [4, 4],
        [4, 4],
      ]),
    ).toBeNull();
    expect(() => intraclassCorrelations([[1, 2], [3]])).toThrow('every target');
    expect(() =>
      intraclassCorrelations([
        [1, 2],
        [3, 0.5],
      ]),
    ).toThrow('whole');
  });

  test('targets that do not differ under raters who do have nothing to correlate', () => {
    const icc = intraclassCorrelations([
      [1, 3],
      [1, 3],
    ])!;
    expect([icc.single2, icc.single3, icc.mean2, icc.mean3]).toEqual([0, 0, 0, 0]);
    expect(icc.single1).toBe(-1);
  });
});

describe('drift of an item between two raters', () => {
  const pairs = (item: string, scores: readonly (readonly [number, number])[]) =>
    scores.map(([first, second]) => ({ item, first, second }));
  const repeated = (count: number, score: readonly [number, number]) => Array.from({ length: count }, () => score);

  test('shows where one rater is higher again and again', () => {
    const [dress, queue] = itemDrift([
      ...pairs('queue', [...repeated(4, [50, 100]), ...repeated(4, [100, 50]), ...repeated(12, [100, 100])]),
      ...pairs('dress', [...repeated(9, [100, 50]), [100, 100]]),
    ]);
    expect(dress).toMatchObject({ item: 'dress', pairs: 10, higherFirst: 9, higherSecond: 0, drifts: true });
    expect(dress!.meanDifference).toBe(45);
    // 2 · 2⁻⁹, twice for two items.
    expect(dress!.p).toBeCloseTo(4 / 512, 12);
    expect(queue).toMatchObject({ item: 'queue', meanDifference: 0, p: 1, drifts: false });
  });

  test('a few pairs never convict, and one has no interval', () => {
    const [item] = itemDrift(pairs('dress', repeated(5, [100, 0])));
    expect(item).toMatchObject({ drifts: false, meanDifference: 100 });
    expect(itemDrift(pairs('dress', [[100, 0]]))[0]!.interval).toBeNull();
    expect(itemDrift([])).toEqual([]);
  });

  test('does not depend on the order of pairs', () => {
    const all = [
      ...pairs('b', [
        [1, 2],
        [7, 3],
      ]),
      ...pairs('a', [
        [3, 3],
        [3, 9],
      ]),
    ];
    expect(itemDrift(all.toReversed())).toEqual(itemDrift(all));
  });
});

describe('last digits of typed figures', () => {
  test('an even spread is likely, rounding to five minutes is not', () => {
    const even = Array.from({ length: 100 }, (_, n) => n);
    expect(lastDigits(even)).toEqual({ counts: even.slice(0, 10).map(() => 10), n: 100, chiSquare: 0, p: 1 });
    const rounded = lastDigits(even.map((n) => n * 5))!;
    expect(rounded).toMatchObject({ chiSquare: 400, counts: [50, 0, 0, 0, 0, 50, 0, 0, 0, 0] });
    expect(rounded.p).toBeLessThan(1e-70);
  });

  test('a spread that chance gives in six of a hundred cases', () => {
    const counts = [9, 17, 5, 14, 8, 12, 4, 13, 6, 12];
    const figures = counts.flatMap((count, digit) => Array.from({ length: count }, () => 120 + digit));
    const found = lastDigits(figures)!;
    expect(found).toMatchObject({ counts, chiSquare: 16.4 });
    expect(found.p).toBeCloseTo(0.058984030544419454, 12);
  });

  test('too few say nothing, and fractions are refused', () => {
    expect(lastDigits(Array.from({ length: 49 }, () => 5))).toBeNull();
    expect(() => lastDigits([0.5])).toThrow('whole');
  });
});
