import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventBody } from '#contract/events.ts';
import { BASE_KEYS, type BaseKey, type MessageContent } from '#devices/message.ts';
import { NINE, TapBench } from './tap-bench.ts';

interface Heard {
  readonly gapMs: number;
  readonly port: string;
  readonly content: MessageContent;
  readonly echo: boolean;
}
type Sent = readonly [port: string, content: MessageContent];

const counter = fc.constantFrom(1, 1, 1, 2);
const tickets = ['A001', 'A002', 'B001', 'V001', 'Z009'];
const number = fc.constantFrom(...tickets);
const key = (of: BaseKey, digits: fc.Arbitrary<string> = fc.constant('')): fc.Arbitrary<Sent> =>
  fc.tuple(counter, digits).map(([address, typed]) => ['bus', { name: 'key', address, key: of, digits: typed }]);

/** What happens all day in a hall, with its devices at the right addresses. */
const usual: fc.Arbitrary<Sent> = fc.oneof(
  {
    weight: 6,
    arbitrary: number.map((one): Sent => ['printer', { name: 'print-job', lines: [`号码 ${one}`, '09:00'] }]),
  },
  { weight: 6, arbitrary: key('call') },
  { weight: 4, arbitrary: key('evaluate') },
  { weight: 1, arbitrary: key('recall') },
  { weight: 1, arbitrary: key('start', fc.constantFrom('', '2')) },
  { weight: 3, arbitrary: key('function', fc.constantFrom('1', '3', '4', '5', '1024')) },
  {
    weight: 7,
    arbitrary: fc
      .tuple(counter, fc.constantFrom('001', '001', '002', '000'))
      .map(([address, digits]): Sent => ['bus', { name: 'show-ticket', address, digits, waiting: null }]),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(counter, number)
      .map(([address, one]): Sent => ['strip', { name: 'show-text', address, text: `请${one}号到${address}号窗口` }]),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(counter, fc.nat(3))
      .map(([at, raw]): Sent => ['bus', { name: 'rating', address: 128 + at, raw }]),
  },
  { weight: 1, arbitrary: counter.map((address): Sent => ['bus', { name: 'start-rating', address }]) },
  { weight: 1, arbitrary: counter.map((address): Sent => ['bus', { name: 'show-result', address, success: false }]) },
);

const anyText = fc.string({ unit: 'binary' });
const anyNumber = fc.integer({ min: -1, max: 70_000 });
/** What no sane device says, from anywhere. */
const odd: fc.Arbitrary<Sent> = fc.tuple(
  fc.constantFrom('bus', 'strip', 'printer', 'nowhere', ''),
  fc.oneof(
    fc.record({
      name: fc.constant('key' as const),
      address: anyNumber,
      key: fc.constantFrom(...BASE_KEYS),
      digits: anyText,
    }),
    fc.record({
      name: fc.constant('show-ticket' as const),
      address: counter,
      digits: anyText,
      waiting: fc.constant(null),
    }),
    fc.record({ name: fc.constant('rating' as const), address: anyNumber, raw: anyNumber }),
    fc.record({ name: fc.constant('show-text' as const), address: counter, text: anyText }),
    fc.record({ name: fc.constant('print-job' as const), lines: fc.array(anyText, { maxLength: 4 }) }),
    fc.record({ name: fc.constant('keypad' as const), key: anyText }),
  ),
);

const heard: fc.Arbitrary<Heard> = fc
  .tuple(
    fc.constantFrom(0, 50, 50, 400, 1600, 4000, 25_000),
    fc.oneof({ weight: 15, arbitrary: usual }, { weight: 1, arbitrary: odd }),
  )
  .map(([gapMs, [port, content]]) => ({ gapMs, port, content, echo: false }));
const day = fc.array(heard, { minLength: 20, maxLength: 120 });

function play(messages: readonly Heard[], tickEvery: boolean): readonly EventBody[] {
  const bench = new TapBench();
  let ms = 0;
  for (const { gapMs, port, content: what, echo } of messages) {
    ms += gapMs;
    if (tickEvery) tickTo(bench, ms);
    bench.hear(ms, port, what, echo);
  }
  return bench.tick(ms + 600_000).events;
}

/** Tells time at every deadline up to `ms`. */
function tickTo(bench: TapBench, ms: number): void {
  for (let due = bench.tap.deadline(); due !== null && due <= NINE + ms; due = bench.tap.deadline())
    bench.tick(due - NINE);
}

/** Rating events of each counter in one letter: (i)nvited, e(x)pired, (g)iven, (u)nsolicited or second press. */
function ratingCourses(events: readonly EventBody[]): readonly string[] {
  const courses = new Map<string, string>();
  for (const event of events) {
    const letter = ratingLetter(event);
    if (letter === '' || !('counter' in event) || event.counter === undefined) continue;
    courses.set(event.counter, (courses.get(event.counter) ?? '') + letter);
  }
  return [...courses.values()];
}

function ratingLetter(event: EventBody): string {
  if (event.type === 'rating.invited') return 'i';
  if (event.type === 'rating.expired') return 'x';
  if (event.type !== 'rating.given') return '';
  return event.flags?.includes('unsolicited') || event.flags?.includes('duplicate') ? 'u' : 'g';
}

describe('whatever is heard', () => {
  test('every event is valid, and the outcome does not depend on how often time is told', () => {
    fc.assert(
      fc.property(day, (messages) => {
        // The bench parses every event by the contract.
        expect(play(messages, true)).toEqual(play(messages, false));
      }),
      { numRuns: 300 },
    );
  });

  test('an invitation ends exactly once: rated or expired', () => {
    fc.assert(
      fc.property(day, (messages) => {
        // A duplicate press may answer a second invitation of a rated ticket.
        for (const course of ratingCourses(play(messages, false))) expect(course).toMatch(/^(?:u|i[xgu])*$/);
      }),
      { numRuns: 300 },
    );
  });

  test('one key makes at most one call, and every call has its key', () => {
    fc.assert(
      fc.property(day, (messages) => {
        let ms = 0;
        const keys = new Map<number, number>();
        for (const { gapMs, content: what } of messages) {
          ms += gapMs;
          if (what.name === 'key' && what.key === 'call') keys.set(NINE + ms, (keys.get(NINE + ms) ?? 0) + 1);
        }
        const calls = play(messages, false).filter((event) => event.type === 'ticket.called');
        for (const { at } of calls) keys.set(at, (keys.get(at) ?? 0) - 1);
        expect(Math.min(0, ...keys.values())).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  test('nothing but notes comes of echoes', () => {
    fc.assert(
      fc.property(day, (messages) => {
        expect(
          play(
            messages.map((one) => ({ ...one, echo: true })),
            false,
          ),
        ).toEqual([]);
      }),
    );
  });
});
