import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fraction, ZERO } from '../statistics/exact.ts';
import { netPromoterScore, ratingFigures, satisfiedBounds } from './ratings.ts';
import { ratingsPillar, waitPillar, type RatingsPillarInput, type WaitPillarInput } from './pillars.ts';

/** Worked example T-C1 of the composite index: shares as printed there. */
const WAIT_EXAMPLE: WaitPillarInput = {
  classes: [
    { class: 'platinum', share: fraction(92, 100), n: 50 },
    { class: 'gold', share: fraction(88, 100), n: 120 },
    { class: 'ordinary', share: fraction(74, 100), n: 830 },
  ],
  overtime: { share: fraction(6, 100), n: 1000 },
  abandonment: { share: fraction(5, 100), n: 1000 },
};

describe('wait pillar', () => {
  test('of the worked example is 72.18', () => {
    const pillar = waitPillar(WAIT_EXAMPLE);
    expect(pillar.value).toBe(7218);
    expect(pillar.parts.map((part) => [part.indicator, part.share, part.utility, part.weight])).toEqual([
      ['attainment', 7658, 8280, 6000],
      ['overtime', 600, 4000, 2500],
      ['abandonment', 500, 8333, 1500],
    ]);
  });

  test('a class that is not in the preset is held to the ordinary target', () => {
    const only = (name: string) =>
      waitPillar({ ...WAIT_EXAMPLE, classes: [{ class: name, share: fraction(80, 100), n: 10 }] }).parts[0]?.utility;
    expect([only('ordinary'), only('diamond'), only('gold')]).toEqual([10_000, 10_000, 7500]);
  });

  test('is 100 at all targets and 0 at all floors', () => {
    const best = waitPillar({
      classes: [{ class: 'gold', share: fraction(1), n: 1 }],
      overtime: { share: ZERO, n: 1 },
      abandonment: { share: fraction(3, 100), n: 100 },
    });
    const worst = waitPillar({
      classes: [{ class: 'gold', share: fraction(1, 2), n: 2 }],
      overtime: { share: fraction(1, 10), n: 10 },
      abandonment: { share: fraction(1, 2), n: 2 },
    });
    expect([best.value, worst.value]).toEqual([10_000, 0]);
  });

  test('its parts explain it to a rounding, in any order of classes', () => {
    const share = fc.integer({ min: 0, max: 1000 }).map((thousandths) => fraction(thousandths, 1000));
    const part = fc.record({ share, n: fc.integer({ min: 1, max: 5000 }) });
    const name = fc.constantFrom('platinum', 'gold', 'ordinary', 'diamond');
    const classes = fc.uniqueArray(fc.record({ share, n: fc.integer({ min: 1, max: 5000 }), class: name }), {
      minLength: 1,
      selector: (each) => each.class,
    });
    fc.assert(
      fc.property(classes, part, part, (drawn, overtime, abandonment) => {
        const pillar = waitPillar({ classes: drawn, overtime, abandonment });
        const explained = pillar.parts.reduce((sum, each) => sum + (each.utility * each.weight) / 10_000, 0);
        expect(Math.abs(explained - pillar.value)).toBeLessThanOrEqual(1);
        expect(waitPillar({ classes: drawn.toReversed(), overtime, abandonment })).toEqual(pillar);
      }),
    );
  });
});

const RATINGS_EXAMPLE: RatingsPillarInput = { served: 1000, invited: 850, answered: 600, rated: 600, satisfied: 570 };

describe('ratings pillar', () => {
  test('of the worked example is 94.81', () => {
    const pillar = ratingsPillar(RATINGS_EXAMPLE);
    expect(pillar.value).toBe(9481);
    expect(pillar.parts.map((part) => [part.indicator, part.share, part.utility])).toEqual([
      ['satisfied', 9473, 9891],
      ['invitation', 8500, 8947],
      ['response', 7059, 10_000],
    ]);
  });

  test('falls to a neutral 60 as coverage vanishes, and never below its own value', () => {
    expect(ratingsPillar({ ...RATINGS_EXAMPLE, invited: 0, answered: 0 }).value).toBe(6000);
    expect(ratingsPillar({ ...RATINGS_EXAMPLE, served: 0, invited: 0, answered: 0 }).value).toBe(6000);
    const poor = { ...RATINGS_EXAMPLE, satisfied: 450 };
    expect(ratingsPillar({ ...poor, invited: 0, answered: 0 }).value).toBe(ratingsPillar(poor).value);
  });

  test('withholding invitations never raises it', () => {
    const input = fc
      .record({ served: fc.integer({ min: 1, max: 500 }), a: fc.nat(), b: fc.nat(), c: fc.nat() })
      .map(({ served, a, b, c }) => {
        const invited = a % (served + 1);
        const answered = b % (invited + 1);
        return { served, invited, answered, rated: answered, satisfied: c % (answered + 1) };
      });
    fc.assert(
      fc.property(input, (drawn) => {
        const withheld = { ...drawn, served: drawn.served + 10 };
        expect(ratingsPillar(withheld).value).toBeLessThanOrEqual(ratingsPillar(drawn).value);
      }),
    );
  });
});

describe('rating figures', () => {
  test('of 60, 25, 10 and 5 ratings', () => {
    const figures = ratingFigures([5, 10, 25, 60])!;
    expect(figures).toMatchObject({ topBox: 0.6, satisfied: 0.85, dissatisfied: 0.05, mean: 3.4 });
    expect(figures.index).toBeCloseTo(80, 9);
    expect(ratingFigures([0, 0, 0, 0])).toBeNull();
  });

  test('bounds without assumptions: 95 % among raters may be 57 % to 97 % of all', () => {
    expect(satisfiedBounds({ served: 200, rated: 120, satisfied: 114 })).toEqual({ low: 0.57, high: 0.97 });
    expect(satisfiedBounds({ served: 0, rated: 0, satisfied: 0 })).toBeNull();
  });

  test('net promoter score with its standard error', () => {
    const nps = netPromoterScore(0.5, 0.2, 100)!;
    expect(nps.score).toBeCloseTo(30, 9);
    // Printed as ± the 95 % half-width.
    expect((1.959964 * nps.standardError).toFixed(2)).toBe('15.31');
    expect(netPromoterScore(0, 0, 0)).toBeNull();
  });
});
