import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { errorReplySchema, ratingReplySchema } from '#contract/local-api.ts';
import { dayRecords } from '#rubric/hall/hall.ts';
import { recordingAgentLog } from '../health/agent-log.ts';
import { demoHall } from '../hall/demo-hall.ts';
import { createKioskInbox } from '../hall/kiosk-inbox.ts';
import { createRecorder, type Recorder } from '../hall/recorder.ts';
import { MemoryJournal } from '../journal/memory-journal.ts';
import { hallConfigOf } from '../local-ports.ts';
import { FakeLog, FakePorts } from './fake-ports.ts';
import { createLocalApi, type LocalApi } from './server.ts';

/** The routes of the customers' pages with the real hall and journal behind them. */

const site = demoHall();
const DATE = '2026-03-02';
const START = Date.parse(`${DATE}T10:00:00+08:00`);
const TAP = 'tap-00000001';

let journal: MemoryJournal;
let clock: VirtualClock;
let recorder: Recorder;
let fake: FakePorts;
let log: FakeLog;
let pagesDir: string;
let api: LocalApi;

beforeEach(async () => {
  journal = new MemoryJournal(site.branch.id);
  clock = new VirtualClock(START);
  recorder = createRecorder({ journal, site, clock, log: recordingAgentLog() });
  fake = new FakePorts();
  log = new FakeLog();
  pagesDir = await mkdtemp(join(tmpdir(), 'local-api-'));
  await writeFile(join(pagesDir, 'kiosk.html'), '<!doctype html>');
  const inbox = createKioskInbox({ site, journal, recorder, clock, kiosk: () => site.kiosk, before: () => {} });
  const ports = {
    ...inbox,
    config: hallConfigOf(site, site.kiosk),
    screens: fake.screens,
    display: () => fake.display(),
    slides: fake.slides,
    speech: fake.speech,
    ticket: fake.ticket,
    acknowledge: () => false,
    lobby: () => fake.lobby(),
    onChange: () => () => {},
    ready: () => fake.ready(),
    metrics: () => '',
  };
  api = await createLocalApi({ ports, host: '127.0.0.1', port: 0, pagesDir, log, clock });
});

afterEach(async () => {
  await api.close();
  await rm(pagesDir, { recursive: true });
});

async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const isText = typeof body === 'string';
  const response = await fetch(`${api.url}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
  });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: await response.json(),
  };
}

function rate(fields: Record<string, unknown> = {}) {
  return send('POST', '/api/ratings', { rating: TAP, level: 4, scale: 5, ...fields });
}

function errorOf({ body }: { body: unknown }) {
  return errorReplySchema.parse(body).error;
}

const DETAIL = `/api/ratings/${TAP}/detail`;
const WITHDRAWN = `/api/ratings/${TAP}/withdrawn`;
const SURVEY = '/api/surveys/response-01';
const ANSWERED = {
  survey: 'intercept',
  version: 1,
  complete: false,
  answers: [{ question: 'attentive', level: 5, scale: 5 }],
};

test('a rating, what is added to it, a questionnaire and the withdrawal are stored before they are answered, each once', async () => {
  const requests = [
    () => rate({ comment: '请回电13800138000' }),
    () => send('PUT', DETAIL, { reasons: ['waiting'], comment: '卡号 6222 0212 3456 7890 123' }),
    () => send('PUT', SURVEY, ANSWERED),
    () => send('PUT', WITHDRAWN),
  ];
  for (const [index, request] of requests.entries()) {
    const first = await request();
    expect(first.status).toBe(201);
    const reply = ratingReplySchema.parse(first.body);
    expect(reply).toMatchObject({ seq: index + 2, stored: 'now' });
    const again = await request();
    expect([again.status, again.body]).toEqual([200, { ...reply, stored: 'before' }]);
  }
  expect(journal.events().map(({ type }) => type)).toEqual([
    'day.opened',
    'rating.given',
    'rating.detailed',
    'survey.answered',
    'rating.withdrawn',
  ]);
  const lines = journal.rows.map(({ line }) => line).join();
  expect(lines).toContain('请回电***');
  expect(lines).toContain('卡号 ***');
  expect(lines).not.toMatch(/\d{4} \d{4}|1380013/);
});

describe('a scanned code that is no ticket of today', () => {
  test.each(['Z999', 'https://bank.example/?t=1', '', '票', 'A'.repeat(200)])(
    '"%s" does not cost the rating',
    async (ticket) => {
      expect((await rate({ ticket })).status).toBe(201);
      expect((await send('PUT', SURVEY, { ...ANSWERED, ticket })).status).toBe(201);
      expect(dayRecords(recorder.hall, DATE)!.ratings).toMatchObject([{ ticket: null, counted: true }]);
    },
  );

  test('but a page that sends something else than text is wrong', async () => {
    expect(errorOf(await rate({ ticket: 7 })).problems?.[0]?.path).toBe('ticket');
  });
});

describe('bad input', () => {
  test('a comment of 10,000 characters is named, in every script', async () => {
    for (const comment of ['x'.repeat(10_000), '长'.repeat(10_000)]) {
      const rated = await rate({ comment });
      expect([rated.status, errorOf(rated).problems?.[0]?.path]).toEqual([400, 'comment']);
    }
    await rate();
    const detailed = await send('PUT', DETAIL, { reasons: [], comment: '长'.repeat(10_000) });
    expect([detailed.status, errorOf(detailed).problems?.[0]?.path]).toEqual([400, 'comment']);
  });

  test.each([
    ['a detail without its comment', DETAIL, { reasons: [] }, 400, 'malformed'],
    ['seven reasons', DETAIL, { reasons: ['a', 'b', 'c', 'd', 'e', 'f', 'g'], comment: '' }, 400, 'malformed'],
    ['a detail that is no JSON', DETAIL, '{"reasons":', 400, 'malformed'],
    ['an id that cannot be', '/api/ratings/x/detail', { reasons: [], comment: '' }, 400, 'malformed'],
    [
      'a detail of an unknown rating',
      '/api/ratings/tap-nowhere/detail',
      { reasons: [], comment: '' },
      404,
      'unknown-rating',
    ],
    ['a withdrawal with a body', WITHDRAWN, { why: 'so' }, 400, 'malformed'],
    ['a withdrawal of an unknown rating', '/api/ratings/tap-nowhere/withdrawn', {}, 404, 'unknown-rating'],
    [
      'a questionnaire without its version',
      SURVEY,
      { survey: 'intercept', complete: true, answers: [] },
      400,
      'malformed',
    ],
    ['an unknown questionnaire', SURVEY, { ...ANSWERED, survey: 'x' }, 422, 'does-not-fit'],
    [
      'an answer to what is not asked',
      SURVEY,
      { ...ANSWERED, answers: [{ question: 'x', text: '' }] },
      422,
      'does-not-fit',
    ],
    [
      'the same from an older page',
      SURVEY,
      { ...ANSWERED, version: 9, answers: [{ question: 'x', text: '' }] },
      409,
      'survey-changed',
    ],
    ['a body beyond the limit', SURVEY, { ...ANSWERED, more: 'x'.repeat(70_000) }, 413, 'body-too-large'],
  ])('%s is refused', async (_what, path, body, ...expected) => {
    await rate();
    const response = await send('PUT', path, body);
    expect([response.status, errorOf(response).code]).toEqual(expected);
    expect(journal.last()).toBe(2);
  });

  test('a counter that the hall does not have is refused by name', async () => {
    const response = await rate({ counter: '99' });
    expect([response.status, errorOf(response).code]).toEqual([422, 'unknown-counter']);
    expect(errorOf(response).problems?.[0]?.path).toBe('counter');
    expect(journal.last()).toBe(0);
  });

  test('a rating that has stood for more than a minute cannot be taken back', async () => {
    await rate();
    clock.advance(60_001);
    const response = await send('PUT', WITHDRAWN);
    expect([response.status, errorOf(response).code]).toEqual([409, 'too-late']);
  });

  test('a page of another site changes nothing', async () => {
    await rate();
    const response = await send('PUT', WITHDRAWN, undefined, { origin: 'http://evil.example' });
    expect(response.status).toBe(403);
    expect(journal.last()).toBe(2);
  });
});

test('a withdrawal may be sent as an empty body of any kind', async () => {
  const bodies: [unknown, Record<string, string>][] = [
    [undefined, {}],
    [undefined, { 'content-type': 'application/json' }],
    [{}, {}],
    ['null', {}],
  ];
  for (const [index, [body, headers]] of bodies.entries()) {
    await rate({ rating: `tap-0000001${index}` });
    expect((await send('PUT', `/api/ratings/tap-0000001${index}/withdrawn`, body, headers)).status).toBe(201);
  }
});

test('before the hall is rebuilt, and while the disk refuses, the page is told when to try again', async () => {
  await rate();
  const all = () =>
    Promise.all([
      send('PUT', DETAIL, { reasons: ['waiting'], comment: '' }),
      send('PUT', WITHDRAWN),
      send('PUT', SURVEY, ANSWERED),
    ]);
  fake.readiness = { ready: false, reason: 'Rebuilding the hall from the journal.' };
  expect((await all()).map((each) => [each.status, errorOf(each).code])).toEqual(
    [0, 1, 2].map(() => [503, 'not-ready']),
  );
  fake.readiness = { ready: true, reason: '' };
  journal.diskRefuses = true;
  for (const each of await all()) {
    expect([each.status, errorOf(each).code, each.retryAfter]).toEqual([503, 'not-stored', '5']);
  }
  expect(log.events).toEqual(expect.arrayContaining(['api.rating-not-stored']));
  journal.diskRefuses = false;
  expect((await all()).map(({ status }) => status)).toEqual([201, 201, 201]);
});
