import { describe, expect, test } from 'vitest';
import { aVisit } from '../metrics/test-visit.ts';
import { loadOf, usualServiceMs } from './hall-load.ts';

const MINUTE = 60_000;
const NOW = 300 * MINUTE;
const waits = (issuedAt: number | null, fields = {}) =>
  aVisit({ issuedAt, lastCalledAt: null, outcome: 'waiting', ...fields });
const facts = (visits: readonly ReturnType<typeof aVisit>[], fields = {}) => ({
  at: NOW,
  opensAt: 0,
  closesAt: NOW + 100 * MINUTE,
  visits,
  ...fields,
});

describe('arrivals', () => {
  test('are those of the last hour, per queue', () => {
    const visits = [
      waits(NOW - 61 * MINUTE),
      waits(NOW - 59 * MINUTE),
      waits(NOW - MINUTE),
      waits(NOW - MINUTE, { class: 'gold' }),
    ];
    expect(loadOf(facts(visits), []).arrivals).toEqual([
      { service: 'personal', class: 'ordinary', perHour: 2 },
      { service: 'personal', class: 'gold', perHour: 1 },
    ]);
  });

  test('since the opening while that is less than an hour ago, and never over less than ten minutes', () => {
    const three = [1, 2, 3].map((minutes) => waits(NOW - minutes * MINUTE));
    expect(loadOf(facts(three, { opensAt: NOW - 30 * MINUTE }), []).arrivals[0]!.perHour).toBe(6);
    expect(loadOf(facts(three, { opensAt: NOW - 3 * MINUTE }), []).arrivals[0]!.perHour).toBe(18);
  });

  test('a transferred leg, an unseen ticket and one from the future are no arrivals', () => {
    const visits = [waits(NOW - MINUTE, { leg: 2 }), waits(null), waits(NOW + MINUTE)];
    expect(loadOf(facts(visits), []).arrivals).toEqual([]);
  });

  test('stop when the hall closes', () => {
    expect(loadOf(facts([], { closesAt: NOW + MINUTE }), []).doorsMs).toBe(MINUTE);
    expect(loadOf(facts([], { closesAt: NOW - MINUTE }), []).doorsMs).toBe(0);
    expect(loadOf(facts([], { closesAt: null }), []).doorsMs).toBe(Infinity);
  });
});

const served = (calledAt: number, finishedAt: number, fields = {}) =>
  aVisit({ issuedAt: 0, lastCalledAt: calledAt, startedAt: calledAt, finishedAt, counter: '1', ...fields });

describe('services', () => {
  const old = Array.from({ length: 5 }, () => served(0, MINUTE));
  const recent = (count: number) => Array.from({ length: count }, () => served(NOW - 10 * MINUTE, NOW - 5 * MINUTE));

  test('are the recent ones where there are enough, else those of the whole day', () => {
    expect(loadOf(facts([...old, ...recent(10)]), []).services).toHaveLength(10);
    expect(loadOf(facts([...old, ...recent(9)]), []).services).toHaveLength(14);
  });

  test('whose end nobody reported are left out', () => {
    expect(loadOf(facts([served(0, MINUTE, { finishInferred: true })]), []).services).toEqual([]);
  });

  test('usual is the median of the own kind, of all with too few, and unknown with too few of all', () => {
    const services = [
      ...Array.from({ length: 10 }, (_, n) => ({ service: 'personal', durationMs: (n + 1) * MINUTE })),
      { service: 'corporate', durationMs: 60 * MINUTE },
    ];
    expect(usualServiceMs(services, 'personal')).toBe(5.5 * MINUTE);
    expect(usualServiceMs(services, 'corporate')).toBe(6 * MINUTE);
    expect(usualServiceMs(services.slice(0, 9), 'personal')).toBeNull();
  });
});

describe('changeover', () => {
  const gapOf = (visits: readonly ReturnType<typeof aVisit>[]) => loadOf(facts(visits), []).changeoverMs;

  test('is the median gap at a counter before somebody who waited already', () => {
    const visits = [served(0, 100), served(120, 200), served(210, 300), served(340, 400)];
    expect(gapOf(visits)).toBe(20);
  });

  test('a gap without anybody waiting, a break, and a gap after an inferred end do not count', () => {
    expect(gapOf([served(0, 100), served(150, 200, { issuedAt: 140 })])).toBe(0);
    expect(gapOf([served(0, 100), served(100 + 6 * MINUTE, 100 + 7 * MINUTE)])).toBe(0);
    expect(gapOf([served(0, 100, { finishInferred: true }), served(150, 200)])).toBe(0);
    expect(gapOf([served(0, 100), served(150, 200, { counter: '2' })])).toBe(0);
  });
});
