import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventQueue } from './event-queue.ts';

describe('event queue', () => {
  test('runs events in order of time, ties in order of scheduling, cancelled ones never', () => {
    const plan = fc.array(fc.tuple(fc.nat(50), fc.boolean()), { maxLength: 60 });
    fc.assert(
      fc.property(plan, (events) => {
        const queue = new EventQueue(1_000);
        const ran: number[] = [];
        events.forEach(([delay, cancelled], id) => {
          const cancel = queue.after(delay, () => ran.push(id));
          if (cancelled) cancel();
        });
        while (queue.runNext(Infinity));
        const expected = events.flatMap(([delay, cancelled], id) => (cancelled ? [] : [{ delay, id }]));
        expect(ran).toEqual(expected.toSorted((a, b) => a.delay - b.delay || a.id - b.id).map(({ id }) => id));
      }),
    );
  });

  test('knows its next deadline and does not run beyond the time asked for', () => {
    const queue = new EventQueue(1_000);
    queue.after(50, () => queue.after(10, () => undefined));
    expect(queue.deadline()).toBe(1_050);
    expect(queue.runNext(1_049)).toBe(false);
    expect(queue.runNext(1_050)).toBe(true);
    expect(queue.deadline()).toBe(1_060);
    expect(queue.now()).toBe(1_050);
  });
});
