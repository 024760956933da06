import { describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { eventBodySchema, type EventOf, type EventType } from '#contract/events.ts';
import { ratingRequestSchema, surveyRequestSchema } from '#contract/local-api.ts';
import { dayRecords } from '#rubric/hall/hall.ts';
import { recordingAgentLog } from '../health/agent-log.ts';
import { JournalError } from '../journal/journal-error.ts';
import { MemoryJournal } from '../journal/memory-journal.ts';
import { demoHall } from './demo-hall.ts';
import { createKioskInbox, type KioskInbox } from './kiosk-inbox.ts';
import { createRecorder, type Recorder } from './recorder.ts';

const site = demoHall();
const DATE = '2026-03-02';
const START = Date.parse(`${DATE}T10:00:00+08:00`);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const TAP = 'tap-00000001';

interface Hall {
  readonly journal: MemoryJournal;
  readonly clock: VirtualClock;
  readonly recorder: Recorder;
  readonly inbox: KioskInbox;
  /** A rating as a page sends it. */
  rate(fields?: Record<string, unknown>): ReturnType<KioskInbox['rate']>;
  survey(fields?: Record<string, unknown>, response?: string): ReturnType<KioskInbox['answerSurvey']>;
  detail(reasons: string[], comment?: string, rating?: string): ReturnType<KioskInbox['detailRating']>;
  /** Issued, called and finished at a counter now. */
  serve(ticket: string, counter?: string): void;
  last<T extends EventType>(type: T): EventOf<T> | undefined;
  count(type: EventType): number;
}

function open(journal = new MemoryJournal(site.branch.id), clock = new VirtualClock(START)): Hall {
  const recorder = createRecorder({ journal, site, clock, log: recordingAgentLog() });
  const inbox = createKioskInbox({ site, journal, recorder, clock, kiosk: () => site.kiosk, before: () => {} });
  const events = <T extends EventType>(type: T) =>
    journal.events().filter((event): event is Extract<typeof event, { type: T }> => event.type === type);
  const tell = (type: EventType, fields: Record<string, unknown>): void => {
    recorder.record([eventBodySchema.parse({ type, at: clock.now(), src: 'bus', ...fields })]);
  };
  return {
    journal,
    clock,
    recorder,
    inbox,
    rate: (fields = {}) => inbox.rate(ratingRequestSchema.parse({ rating: TAP, level: 4, scale: 5, ...fields })),
    survey: (fields = {}, response = 'response-01') =>
      inbox.answerSurvey(
        response,
        surveyRequestSchema.parse({ survey: 'intercept', version: 1, complete: false, answers: [], ...fields }),
      ),
    detail: (reasons, comment = '', rating = TAP) => inbox.detailRating(rating, { reasons, comment }),
    serve(ticket, counter = '1') {
      tell('ticket.issued', { ticket, service: 'personal', class: 'ordinary' });
      tell('ticket.called', { ticket, counter });
      tell('ticket.finished', { ticket, counter, reason: 'evaluate' });
    },
    last: (type) => events(type).at(-1),
    count: (type) => events(type).length,
  };
}

function records(hall: Hall) {
  return dayRecords(hall.recorder.hall, DATE)!;
}

describe('the ticket of a rating', () => {
  test('is the one finished last at the counter that was named', () => {
    const hall = open();
    hall.serve('A001');
    hall.clock.advance(2 * MINUTE);
    hall.rate({ counter: '1', kiosk: 'door' });
    expect(hall.last('rating.given')).toMatchObject({ src: 'kiosk-door', counter: '1', ticket: 'A001' });
    expect(records(hall).ratings).toMatchObject([{ visit: `${DATE}/A001/1`, counted: true, flags: [] }]);
    hall.clock.advance(MINUTE);
    hall.rate({ rating: 'tap-00000002', counter: '1' });
    expect(hall.last('rating.given')).not.toHaveProperty('ticket');
  });

  test('is the one that was scanned, as the hall writes it', () => {
    const hall = open();
    hall.serve('A001');
    hall.clock.advance(20 * MINUTE);
    hall.rate({ ticket: 'a001' });
    expect(hall.last('rating.given')?.ticket).toBe('A001');
    expect(records(hall).visits[0]?.rated).toBe(true);
  });

  test('that nobody knows costs the binding, not the rating, and is not replaced by a guess', () => {
    const hall = open();
    hall.serve('A001');
    hall.rate({ ticket: 'Z999', counter: '1' });
    expect(hall.last('rating.given')).not.toHaveProperty('ticket');
    expect(records(hall).ratings).toMatchObject([{ counted: true, visit: null }]);
  });

  test('is judged by when the customer tapped', () => {
    const hall = open();
    hall.serve('A001');
    hall.clock.advance(5 * MINUTE);
    hall.serve('A002');
    hall.rate({ counter: '1', delayedMs: 4 * MINUTE });
    expect(hall.last('rating.given')).toMatchObject({ ticket: 'A001', delayedMs: 4 * MINUTE });
  });
});

test('a reason that the kiosk no longer offers does not cost the rating', () => {
  const hall = open();
  hall.rate({ reasons: ['waiting', 'of-last-week', 'waiting'] });
  expect(hall.last('rating.given')?.reasons).toEqual(['waiting']);
});

describe('the detail of a rating', () => {
  test('is stored once, however often it is sent, and replaced by a later one', () => {
    const hall = open();
    hall.rate();
    expect(hall.detail(['waiting'], ' 请回电13800138000 ')).toEqual({
      kind: 'stored',
      reply: { rating: TAP, seq: 3, stored: 'now' },
    });
    expect(hall.last('rating.detailed')).toMatchObject({ src: 'kiosk', reasons: ['waiting'], comment: '请回电***' });
    expect(hall.detail(['waiting'], '请回电13800138000')).toEqual({
      kind: 'stored',
      reply: { rating: TAP, seq: 3, stored: 'before' },
    });
    hall.detail(['skill', 'skill']);
    expect(records(hall).ratings).toMatchObject([{ reasons: ['skill'], comment: null }]);
    expect(hall.count('rating.detailed')).toBe(2);
  });

  test('with nothing in it is there already', () => {
    const hall = open();
    hall.rate();
    expect(hall.detail([])).toEqual({
      kind: 'stored',
      reply: { rating: TAP, seq: hall.journal.last(), stored: 'before' },
    });
  });

  test('with a reason that the kiosk does not offer any more keeps the others', () => {
    const hall = open();
    hall.rate();
    expect(hall.detail(['waiting', 'nonsense'])).toMatchObject({ kind: 'stored', reply: { stored: 'now' } });
    expect(records(hall).ratings.map(({ reasons }) => reasons)).toEqual([['waiting']]);
    expect(hall.detail(['waiting', 'nonsense'])).toMatchObject({ kind: 'stored', reply: { stored: 'before' } });
  });

  test('of an unknown rating, or of one from a counter, is refused', () => {
    const hall = open();
    hall.serve('A001');
    hall.recorder.record([
      eventBodySchema.parse({
        type: 'rating.given',
        at: hall.clock.now(),
        src: 'bus',
        rating: 'keypad-0001',
        channel: 'keypad',
        counter: '1',
        level: 1,
        scale: 4,
      }),
    ]);
    for (const rating of ['keypad-0001', 'tap-nowhere']) {
      expect(hall.detail([], 'x', rating)).toMatchObject({ refusal: { code: 'unknown-rating' } });
      expect(hall.inbox.withdrawRating(rating)).toMatchObject({ refusal: { code: 'unknown-rating' } });
    }
    expect(records(hall).ratings[0]).toMatchObject({ counted: true });
  });

  test('that comes after the day was let go is still stored', () => {
    const hall = open();
    hall.rate();
    hall.clock.advance(24 * 60 * MINUTE);
    hall.serve('A001');
    expect(hall.detail(['waiting'])).toMatchObject({ kind: 'stored', reply: { stored: 'now' } });
    expect(hall.recorder.hall.anomalies.get('rating-unknown')).toBe(1);
  });
});

describe('a rating taken back', () => {
  test('is set aside once and frees its ticket for the one that the customer meant', () => {
    const hall = open();
    hall.serve('A001');
    hall.clock.advance(MINUTE);
    hall.rate({ counter: '1', level: 1 });
    hall.clock.advance(3 * SECOND);
    const { reply } = hall.inbox.withdrawRating(TAP) as { reply: { seq: number; stored: string } };
    expect(reply.stored).toBe('now');
    hall.clock.advance(2 * MINUTE);
    expect(hall.inbox.withdrawRating(TAP)).toEqual({ kind: 'stored', reply: { ...reply, stored: 'before' } });
    hall.rate({ rating: 'tap-00000002', counter: '1', level: 5 });
    expect(records(hall).ratings).toMatchObject([
      { flags: ['withdrawn'], counted: false },
      { flags: [], counted: true, visit: `${DATE}/A001/1` },
    ]);
  });

  test('too late stands', () => {
    const hall = open();
    hall.rate();
    hall.clock.advance(MINUTE + 1);
    expect(hall.inbox.withdrawRating(TAP)).toMatchObject({ kind: 'refused', refusal: { code: 'too-late' } });
    expect(hall.count('rating.withdrawn')).toBe(0);
    expect(records(hall).ratings).toMatchObject([{ counted: true }]);
  });

  test('just before midnight does not begin the next day', () => {
    const hall = open(undefined, new VirtualClock(Date.parse(`${DATE}T23:59:50+08:00`)));
    hall.rate();
    hall.recorder.record([{ type: 'day.closed', at: hall.clock.now(), src: 'agent', date: DATE }]);
    hall.clock.advance(20 * SECOND);
    expect(hall.inbox.withdrawRating(TAP)).toMatchObject({ kind: 'stored' });
    expect(hall.count('day.opened')).toBe(1);
    expect(records(hall).ratings[0]?.flags).toContain('withdrawn');
  });
});

describe('a questionnaire', () => {
  const level = { question: 'attentive', level: 4, scale: 5 };
  const text = { question: 'words', text: '电话 138 0013 8000' };

  test('is stored as far as it is answered, and again when it is complete', () => {
    const hall = open();
    expect(hall.survey({ answers: [level] })).toMatchObject({
      reply: { rating: 'response-01', seq: 2, stored: 'now' },
    });
    expect(hall.survey({ answers: [level] })).toMatchObject({ reply: { seq: 2, stored: 'before' } });
    expect(hall.survey({ answers: [level], complete: true })).toMatchObject({ reply: { seq: 3, stored: 'now' } });
    expect(hall.survey({ answers: [level] })).toMatchObject({ reply: { seq: 3, stored: 'before' } });
    expect(hall.count('survey.answered')).toBe(2);
  });

  test('repeated after the hall has let go of its day is still known', () => {
    const hall = open();
    hall.survey({ answers: [level], complete: true });
    hall.recorder.record([{ type: 'day.closed', at: hall.clock.now(), src: 'agent', date: DATE }]);
    hall.clock.advance(24 * 60 * MINUTE);
    hall.serve('A001');
    expect(hall.count('day.opened')).toBe(2);
    expect(hall.survey({ answers: [level], complete: true })).toMatchObject({ reply: { seq: 2, stored: 'before' } });
    expect(hall.count('survey.answered')).toBe(1);
  });

  test('keeps its texts without the numbers that could name somebody', () => {
    const own = {
      ...site.kiosk.surveys[0]!,
      questions: [{ id: 'words', kind: 'text' as const, text: { zh: '词', en: 'w' } }],
    };
    const hall = open();
    const { journal, recorder, clock } = hall;
    const kiosk = () => ({ ...site.kiosk, surveys: [own] });
    const inbox = createKioskInbox({ site, journal, recorder, clock, kiosk, before: () => {} });
    inbox.answerSurvey(
      'response-01',
      surveyRequestSchema.parse({ survey: 'intercept', version: 1, complete: true, answers: [text] }),
    );
    expect(hall.last('survey.answered')?.answers).toEqual([{ question: 'words', text: '电话 ***' }]);
  });

  test('that does not fit is refused with every path; from another version, the page is told to fetch it anew', () => {
    const hall = open();
    const answers = [
      { question: 'nobody-asked', text: '' },
      { ...level, scale: 3, level: 2 },
    ];
    expect(hall.survey({ answers, counter: '99' })).toMatchObject({
      refusal: {
        code: 'does-not-fit',
        problems: [{ path: 'counter' }, { path: 'answers.0.question' }, { path: 'answers.1.scale' }],
      },
    });
    expect(hall.survey({ survey: 'another' })).toMatchObject({ refusal: { problems: [{ path: 'survey' }] } });
    expect(hall.survey({ answers, version: 2 })).toMatchObject({ refusal: { code: 'survey-changed' } });
    expect(hall.survey({ answers: [level], version: 2 })).toMatchObject({ kind: 'stored' });
    expect(hall.count('survey.answered')).toBe(1);
  });

  test('longer than a journal line is refused before the journal would', () => {
    const hall = open();
    const questions = Array.from({ length: 24 }, (_, n) => ({
      id: `q${n}`,
      kind: 'text' as const,
      text: { zh: '题', en: 'q' },
    }));
    const kiosk = () => ({ ...site.kiosk, surveys: [{ ...site.kiosk.surveys[0]!, questions }] });
    const { journal, recorder, clock } = hall;
    const inbox = createKioskInbox({ site, journal, recorder, clock, kiosk, before: () => {} });
    const request = (texts: number) =>
      surveyRequestSchema.parse({
        survey: 'intercept',
        version: 1,
        complete: true,
        answers: questions.slice(0, texts).map(({ id }) => ({ question: id, text: '长'.repeat(500) })),
      });
    expect(inbox.answerSurvey('response-01', request(24))).toMatchObject({ refusal: { code: 'too-long' } });
    expect(inbox.answerSurvey('response-01', request(10))).toMatchObject({ kind: 'stored' });
  });
});

test('a disk that refuses is an error for each of them, nothing is stored, and the same is stored later', () => {
  const hall = open();
  hall.rate();
  const all = [() => hall.detail(['waiting']), () => hall.inbox.withdrawRating(TAP), () => hall.survey()];
  hall.journal.diskRefuses = true;
  for (const attempt of all) expect(attempt).toThrow(JournalError);
  expect(hall.journal.last()).toBe(2);
  hall.journal.diskRefuses = false;
  for (const attempt of all) expect(attempt()).toMatchObject({ kind: 'stored', reply: { stored: 'now' } });
});

test('after a restart everything is known as before and nothing is stored twice', () => {
  const before = open();
  before.serve('A001');
  before.rate({ ticket: 'A001' });
  before.detail(['waiting'], '慢');
  before.survey({ complete: true });
  before.inbox.withdrawRating(TAP);
  const stored = before.journal.last();
  const after = open(before.journal, before.clock);
  const replies = [
    after.rate({ ticket: 'A001' }),
    after.detail(['waiting'], '慢'),
    after.survey({ complete: true }),
    after.inbox.withdrawRating(TAP),
  ];
  expect(replies.map((each) => each.kind === 'stored' && each.reply.stored)).toEqual(Array(4).fill('before'));
  expect(after.journal.last()).toBe(stored);
  expect(JSON.stringify(records(after))).toBe(JSON.stringify(records(before)));
});

test('thirty taps a second for ten seconds are all stored, and none counts', () => {
  const hall = open();
  for (let n = 0; n < 300; n++) {
    hall.rate({ rating: `mash-${String(n).padStart(4, '0')}`, level: (n % 5) + 1 });
    hall.clock.advance(n % 3 === 0 ? 34 : 33);
    expect(records(hall).ratings.filter(({ counted }) => counted).length).toBeLessThanOrEqual(1);
  }
  expect(hall.count('rating.given')).toBe(300);
  expect(records(hall).ratings.filter(({ counted }) => counted)).toEqual([]);
});
