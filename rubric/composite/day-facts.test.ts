import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aDay, aRating, aVisit, served } from '../metrics/test-visit.ts';
import { dayFacts, FACT_COUNTS, type FactCount } from './day-facts.ts';
import { dayEvidence } from './evidence.ts';

const MINUTE = 60_000;

function factsOf(fields: Parameters<typeof aDay>[0], at = 0) {
  const records = aDay(fields);
  return dayFacts(records, dayEvidence(records, at));
}

test('counts a day by customer class', () => {
  const gold = served(6 * MINUTE, { class: 'gold', invitedAt: 1, rated: true });
  const visits = [
    gold,
    served(2 * MINUTE, { invitedAt: 1 }),
    served(11 * MINUTE),
    aVisit({ outcome: 'abandoned' }),
    aVisit({ outcome: 'transferred', lastCalledAt: MINUTE }),
  ];
  const ratings = [
    aRating({ visit: gold.id, leg: 1, level4: 2 }),
    aRating({ level4: 3 }),
    aRating({ level4: 4, counted: false }),
  ];
  const nothing = { issued: 0, judged: 0, late: 0, served: 0, invited: 0, rated: 0, satisfied: 0 };
  expect(factsOf({ visits, ratings })).toEqual([
    { class: 'gold', issued: 1, judged: 1, late: 1, served: 1, invited: 1, rated: 1, satisfied: 0 },
    { class: 'ordinary', issued: 4, judged: 3, late: 1, served: 2, invited: 1, rated: 0, satisfied: 0 },
    { ...nothing, class: 'unknown', rated: 1, satisfied: 1 },
  ]);
});

test('somebody who waits beyond the target counts as late at once, one who does not is not judged yet', () => {
  const visits = [aVisit({ outcome: 'waiting' })];
  expect(factsOf({ visits }, 11 * MINUTE)).toMatchObject([{ issued: 1, judged: 1, late: 1, served: 0 }]);
  expect(factsOf({ visits }, 5 * MINUTE)).toMatchObject([{ issued: 1, judged: 0, late: 0 }]);
});

test('a day of nothing has no facts', () => {
  expect(factsOf({})).toEqual([]);
});

test('add up to the counts of the evidence, whatever happened', () => {
  const visit = fc.record({
    class: fc.constantFrom('ordinary', 'gold', 'staff'),
    outcome: fc.constantFrom('waiting', 'called', 'serving', 'served', 'transferred', 'abandoned'),
    lastCalledAt: fc.option(fc.integer({ min: 0, max: 40 * MINUTE })),
    invitedAt: fc.option(fc.constant(1)),
    rated: fc.boolean(),
    leg: fc.constantFrom(1, 2),
  });
  const rating = fc.record({ level4: fc.constantFrom(1, 2, 3, 4), counted: fc.boolean(), of: fc.option(fc.nat(20)) });
  fc.assert(
    fc.property(fc.array(visit), fc.array(rating), fc.integer({ min: 0, max: 3_600_000 }), (legs, taps, at) => {
      const visits = legs.map((fields) => aVisit(fields as Parameters<typeof aVisit>[0]));
      const ratings = taps.map(({ of, level4, counted }) => {
        const leg = of === null ? undefined : visits[of];
        return aRating({ level4: level4 as 1, counted, visit: leg?.id ?? null, leg: leg?.leg ?? null });
      });
      const records = aDay({ visits, ratings });
      const evidence = dayEvidence(records, at);
      const facts = dayFacts(records, evidence);
      const sum = (what: FactCount): number => facts.reduce((all, fact) => all + fact[what], 0);
      const classes = evidence.classes.reduce((all, { n, late }) => [all[0]! + n, all[1]! + late.length], [0, 0]);
      expect(FACT_COUNTS.map(sum)).toEqual([
        visits.filter(({ leg }) => leg === 1).length,
        ...classes,
        evidence.served,
        evidence.served - evidence.uninvited.length,
        evidence.rated,
        evidence.rated - evidence.dissatisfied.length,
      ]);
    }),
  );
});
