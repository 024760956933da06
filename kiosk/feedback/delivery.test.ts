import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { MOST_DELAY_MS } from '#contract/events.ts';
import { ratingDetailRequestSchema, ratingRequestSchema, surveyRequestSchema } from '#contract/local-api.ts';
import type { RatingRequest, SurveyRequest } from '#contract/local-api.ts';
import { afterAnswer, Delivery, KEPT_MS, MOST_HELD_MS, SETTLE_MS } from './delivery.ts';
import type { SendOutcome } from './delivery.ts';
import { browserJobStore } from './job-store.ts';
import type { Job, JobRequest } from './job.ts';
import { MemoryStorage } from './memory-storage.ts';

/** Wall time of the page's steady zero. */
const WALL = 1_772_000_000_000;

function idOf(number = 1): string {
  return `tap-${String(number).padStart(8, '0')}`;
}

function request(number = 1): RatingRequest {
  return { rating: idOf(number), level: 4, scale: 4 };
}

const DETAIL = { reasons: ['waiting'], comment: '' };
const SURVEY: SurveyRequest = { survey: 'intercept', version: 1, complete: false, answers: [] };

/** An agent that stores by id, and answers as the test wants. */
class FakeAgent {
  readonly stored = new Map<string, RatingRequest>();
  readonly details = new Map<string, unknown>();
  readonly withdrawn = new Set<string>();
  readonly surveys = new Map<string, SurveyRequest>();
  readonly log: string[] = [];
  /** Stores, but the answer is lost on the way. */
  answersGetLost = false;
  refusal: SendOutcome | null = null;
  /** Holds every answer back until called. */
  release: (() => void) | null = null;
  held: Promise<void> | null = null;

  hold(): void {
    this.held = new Promise((resolve) => (this.release = resolve));
  }

  readonly send = async (message: JobRequest): Promise<SendOutcome> => {
    this.log.push(`${message.method} ${message.path}`);
    if (this.held !== null) await this.held;
    if (this.refusal !== null) return this.refusal;
    const status = this.#take(message);
    return this.answersGetLost ? 'unreachable' : status;
  };

  #take({ path, body }: JobRequest): number {
    const [, , kind, id, part] = path.split('/') as [string, string, string, string?, string?];
    if (kind === 'surveys') {
      this.surveys.set(id!, surveyRequestSchema.parse(body));
      return 200;
    }
    if (id === undefined) {
      const rating = ratingRequestSchema.parse(body);
      const known = this.stored.has(rating.rating);
      if (!known) this.stored.set(rating.rating, rating);
      return known ? 200 : 201;
    }
    if (!this.stored.has(id)) return 404;
    if (part === 'withdrawn') this.withdrawn.add(id);
    else this.details.set(id, ratingDetailRequestSchema.parse(body));
    return 200;
  }
}

class Page {
  clock = new VirtualClock(0);
  wallOffset = WALL;
  readonly storage: MemoryStorage;
  readonly agent = new FakeAgent();
  delivery: Delivery;
  changes = 0;

  constructor(storage = new MemoryStorage()) {
    this.storage = storage;
    this.delivery = this.#open();
  }

  #open(): Delivery {
    return new Delivery({
      store: browserJobStore(this.storage),
      send: this.agent.send,
      clock: this.clock,
      wallNow: () => this.wallOffset + this.clock.now(),
      random: () => 1,
      onChange: () => (this.changes += 1),
    });
  }

  /** As in a browser, steady time begins anew. */
  reload(awayMs = 0): void {
    this.delivery.stop();
    this.wallOffset += this.clock.now() + awayMs;
    this.clock = new VirtualClock(0);
    this.delivery = this.#open();
  }

  /** Moves on in steps small enough for answers to arrive in between. */
  async pass(ms: number): Promise<void> {
    const end = this.clock.now() + ms;
    do {
      await settle();
      this.clock.advanceTo(Math.min(end, this.clock.now() + 100));
      await settle();
    } while (this.clock.now() < end);
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}

describe('answers', () => {
  const rating: Job = { kind: 'rating', id: idOf(), body: request() };
  const detail: Job = { kind: 'detail', id: idOf(), body: DETAIL };

  test.each([200, 201, 204])('%i means stored', (status) => {
    expect(afterAnswer(rating, status)).toEqual({ step: 'stored' });
  });

  test.each([400, 409, 413, 415, 422])('%i means never', (status) => {
    expect(afterAnswer(rating, status)).toEqual({ step: 'refused' });
  });

  test.each([401, 403, 404, 408, 429, 500, 503, 'unreachable' as const])('%s means later', (outcome) => {
    expect(afterAnswer(rating, outcome)).toEqual({ step: 'retry' });
  });

  test('a detail or a withdrawal of a rating that the agent does not know has nowhere to go', () => {
    expect(afterAnswer(detail, 404)).toEqual({ step: 'refused' });
    expect(afterAnswer({ kind: 'withdrawn', id: idOf() }, 404)).toEqual({ step: 'refused' });
  });

  test('a rating for a counter that is gone is sent again without it', () => {
    const placed = { ...request(), counter: '9' } as unknown as RatingRequest;
    expect(afterAnswer({ ...rating, body: placed }, 422)).toEqual({ step: 'change', job: rating });
  });
});

describe('a rating', () => {
  test('leaves at once, within the tap, and is forgotten once stored', async () => {
    const page = new Page();
    page.delivery.rate(request());
    expect(page.agent.log).toEqual(['POST /api/ratings']);
    expect(page.delivery.progress(idOf())).toBe('sending');
    expect(page.storage.length).toBe(1);
    await page.pass(0);
    expect([...page.agent.stored.values()]).toEqual([request()]);
    expect(page.delivery.progress(idOf())).toBe('stored');
    expect([page.delivery.pending(), page.storage.length]).toEqual([0, 0]);
  });

  test('that gets no answer for a moment is said to be kept, and stored when the answer comes', async () => {
    const page = new Page();
    page.agent.hold();
    page.delivery.rate(request());
    await page.pass(KEPT_MS - 100);
    expect(page.delivery.progress(idOf())).toBe('sending');
    const changes = page.changes;
    await page.pass(100);
    expect(page.delivery.progress(idOf())).toBe('kept');
    expect(page.changes).toBeGreaterThan(changes);
    page.agent.release!();
    await page.pass(100);
    expect(page.delivery.progress(idOf())).toBe('stored');
  });

  test('that was kept says for how long, whatever happened to the clock of the device meanwhile', async () => {
    const page = new Page();
    page.agent.refusal = 503;
    page.delivery.rate(request());
    await page.pass(3_000);
    page.wallOffset += 3_600_000;
    page.agent.refusal = null;
    await page.pass(15_000);
    const { delayedMs } = page.agent.stored.get(idOf())!;
    expect(delayedMs).toBeGreaterThanOrEqual(3_000);
    expect(delayedMs).toBeLessThan(20_000);
  });

  test('from before a reload says how long ago the tap was, and never less than nothing', async () => {
    const page = new Page();
    page.agent.refusal = 'unreachable';
    page.delivery.rate(request(1));
    await page.pass(2_000);
    page.agent.refusal = null;
    page.reload(3_600_000);
    await page.pass(100);
    expect(page.agent.stored.get(idOf(1))?.delayedMs).toBe(3_602_000);

    page.agent.refusal = 'unreachable';
    page.delivery.rate(request(2));
    await page.pass(1_000);
    page.agent.refusal = null;
    page.reload(-86_400_000);
    await page.pass(100);
    expect(page.agent.stored.get(idOf(2))).toEqual(request(2));
  });

  test('that lay here for more than a week is set aside, not filed under a wrong day', async () => {
    const page = new Page();
    page.agent.refusal = 'unreachable';
    page.delivery.rate(request());
    await page.pass(100);
    page.agent.refusal = null;
    expect(MOST_HELD_MS).toBe(MOST_DELAY_MS);
    page.reload(MOST_HELD_MS);
    await page.pass(1_000);
    expect(page.agent.stored.size).toBe(0);
    expect([page.delivery.pending(), page.delivery.refused()]).toEqual([0, 1]);
  });

  test('of the first version of the page is delivered, exactly once', async () => {
    const storage = new MemoryStorage();
    storage.setItem(`hallmeter.rating.${idOf()}`, JSON.stringify({ request: request(), sendAt: WALL - 5_000 }));
    const page = new Page(storage);
    await page.pass(100);
    expect(page.agent.stored.get(idOf())).toEqual({ ...request(), delayedMs: 5_000 });
    expect(storage.length).toBe(0);
  });
});

describe('when the agent is away', () => {
  test('it is tried again, more and more patiently', async () => {
    const page = new Page();
    page.agent.refusal = 'unreachable';
    page.delivery.rate(request());
    await page.pass(60_000);
    expect(page.agent.log.length).toBeGreaterThan(4);
    expect(page.agent.log.length).toBeLessThan(10);
    expect([page.delivery.progress(idOf()), page.delivery.pending()]).toEqual(['kept', 1]);
    page.agent.refusal = null;
    await page.pass(16_000);
    expect(page.delivery.progress(idOf())).toBe('stored');
  });

  test('a long backlog does not knock once for each', async () => {
    const page = new Page();
    page.agent.refusal = 'unreachable';
    for (let number = 1; number <= 100; number += 1) page.delivery.rate(request(number));
    await page.pass(15_000);
    const before = page.agent.log.length;
    await page.pass(60_000);
    expect(page.agent.log.length - before).toBeLessThan(10);
  });

  test('once it is back, all that waited goes at once, and a new tap goes before it', async () => {
    const page = new Page();
    page.agent.refusal = 503;
    for (let number = 1; number <= 20; number += 1) page.delivery.rate(request(number));
    await page.pass(120_000);
    page.agent.refusal = null;
    page.delivery.rate(request(21));
    await page.pass(100);
    expect([...page.agent.stored.keys()][0]).toBe(idOf(21));
    await page.pass(1_000);
    expect(page.agent.stored.size).toBe(21);
  });

  test('one that always fails does not hold up the others', async () => {
    const page = new Page();
    page.agent.refusal = 500;
    page.delivery.rate(request(1));
    await page.pass(200);
    page.agent.refusal = null;
    page.delivery.rate(request(2));
    await page.pass(200);
    expect(page.delivery.progress(idOf(2))).toBe('stored');
  });
});

describe('what was added', () => {
  test('leaves when the person pauses, whole and once', async () => {
    const page = new Page();
    page.delivery.rate(request());
    await page.pass(100);
    page.delivery.detail(idOf(), { reasons: ['waiting'], comment: '' });
    await page.pass(SETTLE_MS - 200);
    page.delivery.detail(idOf(), { reasons: ['waiting', 'other'], comment: '' });
    await page.pass(SETTLE_MS - 100);
    expect(page.agent.details.size).toBe(0);
    await page.pass(200);
    expect(page.agent.details.get(idOf())).toEqual({ reasons: ['waiting', 'other'], comment: '' });
    expect(page.agent.log.length).toBe(2);
  });

  test('leaves at once when the person leaves', async () => {
    const page = new Page();
    page.delivery.rate(request());
    await page.pass(100);
    page.delivery.detail(idOf(), DETAIL);
    page.delivery.settle(idOf());
    await page.pass(0);
    expect(page.agent.details.get(idOf())).toEqual(DETAIL);
  });

  test('never overtakes its rating', async () => {
    const page = new Page();
    page.agent.refusal = 503;
    page.delivery.rate(request());
    page.delivery.detail(idOf(), DETAIL);
    await page.pass(10_000);
    expect(page.agent.log.every((line) => line === 'POST /api/ratings')).toBe(true);
    page.agent.refusal = null;
    await page.pass(16_000);
    expect(page.agent.details.get(idOf())).toEqual(DETAIL);
  });

  test('while an earlier version is on its way, the later one follows', async () => {
    const page = new Page();
    page.delivery.rate(request());
    await page.pass(100);
    page.delivery.detail(idOf(), DETAIL);
    page.agent.hold();
    await page.pass(SETTLE_MS + 100);
    page.delivery.detail(idOf(), { reasons: [], comment: '好' });
    page.agent.held = null;
    page.agent.release!();
    await page.pass(SETTLE_MS + 100);
    expect(page.agent.details.get(idOf())).toEqual({ reasons: [], comment: '好' });
    expect(page.storage.length).toBe(0);
  });

  test('survives a reload', async () => {
    const page = new Page();
    page.delivery.rate(request());
    page.delivery.detail(idOf(), DETAIL);
    page.reload();
    await page.pass(100);
    expect(page.agent.details.get(idOf())).toEqual(DETAIL);
  });
});

describe('taking back', () => {
  test('follows the rating, and what was added goes nowhere', async () => {
    const page = new Page();
    page.agent.refusal = 'unreachable';
    page.delivery.rate(request());
    page.delivery.detail(idOf(), DETAIL);
    page.delivery.withdraw(idOf());
    await page.pass(5_000);
    page.agent.refusal = null;
    await page.pass(16_000);
    expect(page.agent.withdrawn.has(idOf())).toBe(true);
    expect(page.agent.details.size).toBe(0);
    expect(page.storage.length).toBe(0);
  });

  test('too late is set aside and counted, not repeated for ever', async () => {
    const page = new Page();
    page.delivery.rate(request());
    await page.pass(100);
    page.agent.refusal = 409;
    page.delivery.withdraw(idOf());
    await page.pass(60_000);
    expect(page.agent.log.length).toBe(2);
    expect(page.delivery.refused()).toBe(1);
  });
});

test('a survey is replaced by its later version', async () => {
  const page = new Page();
  page.agent.refusal = 'unreachable';
  page.delivery.survey('response-1', SURVEY);
  await page.pass(100);
  page.delivery.survey('response-1', { ...SURVEY, complete: true });
  page.agent.refusal = null;
  await page.pass(5_000);
  expect(page.agent.surveys.get('response-1')).toMatchObject({ complete: true });
  expect(page.storage.length).toBe(0);
});

describe('refusals', () => {
  test('are set aside, block nobody and are counted', async () => {
    const page = new Page();
    page.agent.refusal = 400;
    page.delivery.rate(request(1));
    await page.pass(100);
    expect(page.delivery.progress(idOf(1))).toBe('refused');
    page.agent.refusal = null;
    page.delivery.rate(request(2));
    await page.pass(30_000);
    expect([...page.agent.stored.keys()]).toEqual([idOf(2)]);
    expect([page.delivery.pending(), page.delivery.refused()]).toEqual([0, 1]);
  });

  test('are tried again when somebody asks for it, the rating before its detail', async () => {
    const page = new Page();
    page.agent.refusal = 400;
    page.delivery.rate(request());
    page.delivery.detail(idOf(), DETAIL);
    await page.pass(2_000);
    expect(page.delivery.refused()).toBe(2);
    page.agent.refusal = null;
    page.delivery.retryAll();
    await page.pass(1_000);
    expect(page.agent.details.get(idOf())).toEqual(DETAIL);
    expect([page.delivery.pending(), page.delivery.refused(), page.storage.length]).toEqual([0, 0, 0]);
  });
});

test('a device that cannot keep anything still delivers', async () => {
  const page = new Page();
  page.storage.full = true;
  page.delivery.rate(request());
  page.delivery.detail(idOf(), DETAIL);
  await page.pass(1_000);
  expect([page.agent.stored.size, page.agent.details.size]).toEqual([1, 1]);
});

test('whatever fails and whenever the page reloads, everything is stored exactly once in the end', async () => {
  const step = fc.constantFrom('tap', 'detail', 'undo', 'reload', 'away', 'full disk', 'lost answers', 'well', 'wait');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const visit = new Visit();
      for (const name of steps) await visit[name]();
      visit.well();
      const { page, taps, undone, comments } = visit;
      await page.pass(40_000);
      expect(page.agent.stored.size).toBe(taps);
      expect([...page.agent.withdrawn].toSorted()).toEqual([...undone].toSorted());
      const kept = [...comments].filter(([rating]) => !undone.has(rating));
      const details = kept.map(([rating]) => [rating, page.agent.details.get(rating)]);
      expect(details).toEqual(kept.map(([rating, comment]) => [rating, { reasons: [], comment }]));
      expect(page.storage.length).toBe(0);
    }),
    { numRuns: 60 },
  );
}, 60_000);

/** What can happen at a kiosk. */
class Visit {
  readonly page = new Page();
  taps = 0;
  readonly undone = new Set<string>();
  readonly comments = new Map<string, string>();

  tap(): void {
    this.page.delivery.rate(request((this.taps += 1)));
  }

  detail(): void {
    const last = idOf(this.taps);
    if (this.taps === 0 || this.undone.has(last)) return;
    const comment = `${this.comments.get(last) ?? ''}好`;
    this.comments.set(last, comment);
    this.page.delivery.detail(last, { reasons: [], comment });
  }

  undo(): void {
    if (this.taps === 0) return;
    this.undone.add(idOf(this.taps));
    this.page.delivery.withdraw(idOf(this.taps));
  }

  reload(): void {
    this.page.reload(1_000);
  }

  away(): void {
    this.page.agent.refusal = 'unreachable';
  }

  'full disk'(): void {
    this.page.agent.refusal = 503;
  }

  'lost answers'(): void {
    this.page.agent.refusal = null;
    this.page.agent.answersGetLost = true;
  }

  well(): void {
    this.page.agent.refusal = null;
    this.page.agent.answersGetLost = false;
  }

  wait(): Promise<void> {
    return this.page.pass(2_000);
  }
}
