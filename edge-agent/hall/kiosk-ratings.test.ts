import { describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { ratingRequestSchema, type RatingRequest } from '#contract/local-api.ts';
import { recordingAgentLog } from '../health/agent-log.ts';
import { JournalError } from '../journal/journal-error.ts';
import { demoHall } from './demo-hall.ts';
import { rateFromKiosk } from './kiosk-ratings.ts';
import { MemoryJournal } from '../journal/memory-journal.ts';
import { createRecorder } from './recorder.ts';

const site = demoHall();
const START = Date.parse('2026-03-02T10:00:00+08:00');

function setUp() {
  const clock = new VirtualClock(START);
  const journal = new MemoryJournal(site.branch.id);
  const recorder = createRecorder({ journal, site, clock, log: recordingAgentLog() });
  const rate = (request: RatingRequest) =>
    rateFromKiosk({ site, journal, recorder, clock, kiosk: () => site.kiosk }, request);
  return { journal, rate };
}

const TAP: RatingRequest = { rating: 'tap-00000001', level: 4, scale: 5 };

const stored = (seq: number, when: 'now' | 'before') => ({
  kind: 'stored',
  reply: { rating: TAP.rating, seq, stored: when },
});

describe('a rating from the kiosk', () => {
  test('is stored before it is answered', () => {
    const { journal, rate } = setUp();
    const counter = ratingRequestSchema.shape.counter.parse('2')!;
    expect(rate({ ...TAP, counter, reasons: ['waiting'] })).toEqual(stored(2, 'now'));
    expect(journal.events().at(-1)).toEqual({
      seq: 2,
      at: START,
      type: 'rating.given',
      src: 'kiosk',
      rating: TAP.rating,
      channel: 'kiosk',
      level: 4,
      scale: 5,
      counter: '2',
      reasons: ['waiting'],
    });
  });

  test('counts once, however often the page repeats it', () => {
    const { journal, rate } = setUp();
    rate(TAP);
    expect(rate(TAP)).toEqual(stored(2, 'before'));
    expect(journal.last()).toBe(2);
  });

  test('for a counter that is not there is refused with what is expected', () => {
    const { journal, rate } = setUp();
    const counter = ratingRequestSchema.shape.counter.parse('99')!;
    expect(rate({ ...TAP, counter })).toMatchObject({
      kind: 'refused',
      refusal: {
        code: 'unknown-counter',
        problems: [{ path: 'counter', expected: 'a counter of this hall, "99" is none' }],
      },
    });
    expect(journal.last()).toBe(0);
  });

  test('that the disk refuses is an error, and nothing is stored', () => {
    const { journal, rate } = setUp();
    journal.diskRefuses = true;
    expect(() => rate(TAP)).toThrow(JournalError);
    journal.diskRefuses = false;
    expect(rate(TAP)).toEqual(stored(2, 'now'));
  });

  test('keeps its comment without the numbers that could name somebody', () => {
    const { journal, rate } = setUp();
    rate({ ...TAP, comment: '柜员态度很好，请回电 138-0013-8000' });
    expect(journal.events().at(-1)).toMatchObject({ comment: '柜员态度很好，请回电 ***' });
  });
});
