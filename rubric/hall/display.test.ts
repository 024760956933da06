import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayViewSchema } from '#contract/display-view.ts';
import type { EstimateReason } from '#contract/estimate.ts';
import type { QueueEstimate } from '#contract/lobby-view.ts';
import { displayView, serviceEstimate } from './display.ts';
import { createHall } from './hall.ts';
import { at, TEST_DATE, testHall, type TestHall } from './test-hall.ts';

function viewOf(hall: TestHall, time: string, estimates: readonly QueueEstimate[] = []) {
  const view = displayView(hall.hall, { at: at(time), services: ['personal', 'wealth'], estimates, slides: [] });
  expect(displayViewSchema.parse(view)).toEqual(view);
  return view;
}

function queue(name: string, waiting: number, minutes: readonly [number, number] | EstimateReason): QueueEstimate {
  const isBand = typeof minutes !== 'string';
  return {
    service: 'personal',
    class: name,
    waiting,
    estimate: isBand
      ? { pointMs: (minutes[0] + minutes[1]) * 30_000, lowMs: minutes[0] * 60_000, highMs: minutes[1] * 60_000 }
      : null,
    reason: isBand ? null : minutes,
  };
}

describe('calls', () => {
  test('an empty hall shows its services and nothing else', () => {
    const view = displayView(createHall(), {
      at: Date.parse('2026-11-30T23:30:00Z'),
      services: ['personal'],
      estimates: [],
      slides: [],
    });
    expect(displayViewSchema.parse(view)).toEqual(view);
    expect(view).toMatchObject({
      date: '2026-11-30',
      upto: 0,
      calls: [],
      queues: [{ service: 'personal', waiting: 0, estimate: null, reason: null }],
      openCounters: 0,
    });
  });

  test('the newest call stands first and is the first of its ticket', () => {
    const hall = testHall();
    hall.open();
    hall.issue('9:00:00', 'A001');
    hall.issue('9:00:10', 'A002');
    hall.call('9:01:00', 'A001', '1');
    hall.call('9:02:00', 'A002', '2');
    expect(viewOf(hall, '9:03:00').calls).toEqual([
      { ticket: 'A002', counter: '2', at: at('9:02:00'), times: 1 },
      { ticket: 'A001', counter: '1', at: at('9:01:00'), times: 1 },
    ]);
  });

  test('a ticket that is called again moves to the front, stands there once and is counted', () => {
    const hall = testHall();
    hall.open();
    hall.issue('9:00:00', 'A001');
    hall.issue('9:00:10', 'A002');
    hall.call('9:01:00', 'A001', '1');
    hall.call('9:02:00', 'A002', '2');
    hall.tell('9:03:00', 'ticket.recalled', { ticket: 'A001', counter: '1' });
    hall.tell('9:03:20', 'ticket.recalled', { ticket: 'A001', counter: '1' });
    expect(viewOf(hall, '9:04:00').calls.map(({ ticket, times }) => [ticket, times])).toEqual([
      ['A001', 3],
      ['A002', 1],
    ]);
  });

  test('a ticket sent on to another counter is shown at the new one only', () => {
    const hall = testHall();
    hall.open();
    hall.issue('9:00:00', 'A001');
    hall.call('9:01:00', 'A001', '1');
    hall.start('9:01:30', 'A001', '1');
    hall.tell('9:05:00', 'ticket.transferred', { ticket: 'A001', counter: '1', toService: 'wealth' });
    hall.call('9:08:00', 'A001', '4');
    expect(viewOf(hall, '9:09:00').calls).toEqual([{ ticket: 'A001', counter: '4', at: at('9:08:00'), times: 1 }]);
  });

  test('of two people behind one unclear number neither call hides the other', () => {
    const hall = testHall();
    hall.open();
    for (const counter of ['1', '2']) {
      hall.tell('9:01:00', 'ticket.called', { ticket: '001', counter, candidates: ['A001', 'B001'] });
    }
    expect(viewOf(hall, '9:02:00').calls.map(({ counter }) => counter)).toEqual(['2', '1']);
  });

  test('after the day is closed no call of it is shown any more', () => {
    const hall = testHall();
    hall.open();
    hall.issue('9:00:00', 'A001');
    hall.call('9:01:00', 'A001');
    hall.close('17:30:00');
    expect(viewOf(hall, '18:00:00')).toMatchObject({ date: TEST_DATE, calls: [], openCounters: 0 });
  });
});

test('waiting people are counted per service over all classes, and open counters without paused ones', () => {
  const hall = testHall();
  hall.open();
  for (const counter of ['1', '2', '3']) hall.tell('8:50:00', 'counter.open', { counter });
  hall.tell('9:00:00', 'counter.paused', { counter: '3' });
  hall.issue('9:00:00', 'A001');
  hall.issue('9:00:10', 'A002');
  hall.issue('9:00:20', 'V001', 'gold');
  const view = viewOf(hall, '9:03:00');
  expect(view.queues.map(({ service, waiting }) => [service, waiting])).toEqual([
    ['personal', 3],
    ['wealth', 0],
  ]);
  expect(view.openCounters).toBe(2);
});

test('nothing about tellers, ratings, classes or waiting tickets is in it, whatever the hall holds', () => {
  const hall = testHall();
  hall.open();
  hall.tell('8:50:00', 'counter.login', { counter: '1', teller: 'secretteller' });
  hall.issue('9:00:00', 'WAIT001', 'secret-class');
  hall.issue('9:00:01', 'A001', 'secret-class');
  hall.tell('9:01:00', 'ticket.called', { ticket: 'A001', counter: '1', teller: 'secretteller' });
  hall.start('9:01:10', 'A001');
  hall.finish('9:03:00', 'A001');
  hall.tell('9:03:00', 'rating.invited', { ticket: 'A001', counter: '1' });
  hall.tell('9:03:05', 'rating.given', {
    rating: 'secret-rating',
    channel: 'kiosk',
    counter: '1',
    level: 1,
    scale: 4,
    comment: 'secret comment',
    reasons: ['secret-reason'],
  });
  const view = viewOf(hall, '9:04:00', [
    { ...queue('secret-class', 1, [4, 9]), service: 'personal' },
    { ...queue('secret-rare', 0, 'little-data'), service: 'personal' },
  ]);
  const text = JSON.stringify(view);
  expect(text).toContain('A001');
  for (const word of ['secret', 'WAIT', 'teller', 'class', 'rating', 'level']) expect(text).not.toContain(word);
  expect(view.queues[0]).toMatchObject({ waiting: 1, estimate: { lowMs: 240_000, highMs: 540_000 } });
});

describe('expected wait of a service', () => {
  test('reaches from the lowest low to the highest high of the classes in which people wait', () => {
    expect(serviceEstimate([queue('a', 3, [10, 20]), queue('b', 1, [4, 12]), queue('c', 0, [0, 60])])).toEqual({
      estimate: { pointMs: Math.round((3 * 900_000 + 480_000) / 4), lowMs: 240_000, highMs: 1_200_000 },
      reason: null,
    });
  });

  test('counts every class while nobody waits', () => {
    const { estimate } = serviceEstimate([queue('a', 0, [0, 3]), queue('b', 0, [1, 6])]);
    expect(estimate).toMatchObject({ lowMs: 0, highMs: 360_000 });
  });

  test('leaves a small class out that cannot be estimated, but never speaks for a minority', () => {
    expect(serviceEstimate([queue('a', 9, [10, 20]), queue('b', 1, 'little-data')]).estimate).not.toBeNull();
    expect(serviceEstimate([queue('a', 9, 'no-counter'), queue('b', 1, [0, 5])])).toEqual({
      estimate: null,
      reason: 'no-counter',
    });
  });

  test('gives the reason of the largest class when no class can be estimated, and none when nothing is known', () => {
    expect(serviceEstimate([queue('a', 1, 'little-data'), queue('b', 5, 'clock-suspect')]).reason).toBe(
      'clock-suspect',
    );
    expect(serviceEstimate([])).toEqual({ estimate: null, reason: null });
  });

  test('always holds its point and every band it speaks for', () => {
    const band = fc.tuple(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 9 }),
    );
    fc.assert(
      fc.property(fc.array(band, { minLength: 1, maxLength: 6 }), (bands) => {
        const classes = bands.map(([low, more, waiting], index) => queue(`c${index}`, waiting, [low, low + more]));
        const { estimate } = serviceEstimate(classes);
        const asked = classes.filter(({ waiting }) => waiting > 0 || classes.every((each) => each.waiting === 0));
        for (const { estimate: one } of asked) {
          expect(estimate!.lowMs).toBeLessThanOrEqual(one!.lowMs);
          expect(estimate!.highMs).toBeGreaterThanOrEqual(one!.highMs);
        }
        expect(estimate!.pointMs).toBeGreaterThanOrEqual(estimate!.lowMs);
        expect(estimate!.pointMs).toBeLessThanOrEqual(estimate!.highMs);
      }),
    );
  });
});
