import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { counterIdSchema } from '#contract/ids.ts';
import type { RatingRequest } from '#contract/local-api.ts';
import { afterAnswer, Delivery } from './delivery.ts';
import type { PostOutcome } from './delivery.ts';
import { MemoryStorage } from './memory-storage.ts';
import { browserRatingStore } from './rating-store.ts';

const START = 1_000_000;

function request(number = 1): RatingRequest {
  return { rating: `tap-${String(number).padStart(8, '0')}`, level: 4, scale: 4 };
}

/** An agent that stores by id, and answers as the test wants. */
class FakeAgent {
  readonly stored = new Map<string, RatingRequest>();
  posts = 0;
  /** Stores, but the answer is lost on the way. */
  answersGetLost = false;
  refusal: PostOutcome | null = null;

  readonly post = async (rating: RatingRequest): Promise<PostOutcome> => {
    this.posts += 1;
    if (this.refusal !== null) return this.refusal;
    const known = this.stored.has(rating.rating);
    if (!known) this.stored.set(rating.rating, rating);
    if (this.answersGetLost) return 'unreachable';
    return known ? 200 : 201;
  };
}

class Page {
  readonly clock: VirtualClock;
  readonly storage: MemoryStorage;
  readonly agent: FakeAgent;
  delivery: Delivery;
  changes = 0;

  constructor(storage = new MemoryStorage(), agent = new FakeAgent()) {
    this.clock = new VirtualClock(START);
    this.storage = storage;
    this.agent = agent;
    this.delivery = this.#open();
  }

  #open(): Delivery {
    return new Delivery({
      store: browserRatingStore(this.storage),
      post: this.agent.post,
      clock: this.clock,
      random: () => 1,
      onChange: () => (this.changes += 1),
    });
  }

  reload(): void {
    this.delivery.stop();
    this.delivery = this.#open();
  }

  /** Moves on in steps small enough for answers to arrive in between. */
  async pass(ms: number): Promise<void> {
    const end = this.clock.now() + ms;
    while (this.clock.now() < end) {
      this.clock.advanceTo(Math.min(end, this.clock.now() + 250));
      for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
    }
  }
}

describe('answers', () => {
  const kept = { request: request(), sendAt: START };
  const asked = { attempt: 1, now: START, random: 1 };

  test.each([200, 201, 204])('%i means stored', (status) => {
    expect(afterAnswer(kept, status, asked)).toEqual({ step: 'stored' });
  });

  test.each([400, 413, 415, 422])('%i means never', (status) => {
    expect(afterAnswer(kept, status, asked)).toEqual({ step: 'refused' });
  });

  test.each([403, 404, 408, 429, 500, 503, 'unreachable' as const])('%s means later', (outcome) => {
    expect(afterAnswer(kept, outcome, asked)).toEqual({ step: 'retry', kept: { ...kept, sendAt: START + 1_000 } });
  });

  test('a rating for a counter that is gone is sent again without it', () => {
    const placed = { request: { ...request(), counter: counterIdSchema.parse('9') }, sendAt: START };
    expect(afterAnswer(placed, 422, asked)).toEqual({ step: 'retry', kept });
  });
});

describe('delivery', () => {
  test('a rating waits for its time and is forgotten once stored', async () => {
    const page = new Page();
    page.delivery.keep(request(), START + 1_300);
    await page.pass(1_250);
    expect(page.agent.posts).toBe(0);
    expect(page.delivery.progress('tap-00000001')).toBe('sending');
    await page.pass(250);
    expect([...page.agent.stored.values()]).toEqual([request()]);
    expect(page.delivery.progress('tap-00000001')).toBe('stored');
    expect(page.storage.length).toBe(0);
    expect(page.changes).toBeGreaterThan(1);
  });

  test('until it leaves, the newest version counts', async () => {
    const page = new Page();
    page.delivery.keep(request(), START + 1_300);
    await page.pass(1_000);
    page.delivery.keep({ ...request(), reasons: ['waiting'] }, START + 2_300);
    await page.pass(1_000);
    expect(page.agent.posts).toBe(0);
    await page.pass(500);
    expect(page.agent.stored.get('tap-00000001')?.reasons).toEqual(['waiting']);
  });

  test('once it has left, it cannot change', async () => {
    const page = new Page();
    page.agent.refusal = 'unreachable';
    page.delivery.keep(request(), START);
    await page.pass(250);
    page.delivery.keep({ ...request(), level: 1 }, START);
    page.agent.refusal = null;
    await page.pass(5_000);
    expect(page.agent.stored.get('tap-00000001')?.level).toBe(4);
  });

  test('an agent that is away is tried again, more and more patiently, and the person is told the truth', async () => {
    const page = new Page();
    page.agent.refusal = 'unreachable';
    page.delivery.keep(request(), START);
    await page.pass(500);
    expect(page.delivery.progress('tap-00000001')).toBe('not-yet-stored');
    expect(page.delivery.overdue()).toBe(1);
    await page.pass(60_000);
    expect(page.agent.posts).toBeGreaterThan(4);
    expect(page.agent.posts).toBeLessThan(10);
    page.agent.refusal = null;
    await page.pass(16_000);
    expect(page.agent.stored.size).toBe(1);
    expect(page.delivery.progress('tap-00000001')).toBe('stored');
    expect(page.delivery.overdue()).toBe(0);
  });

  test('when the agent is back, all that waited goes at once', async () => {
    const page = new Page();
    page.agent.refusal = 503;
    for (let number = 1; number <= 20; number += 1) page.delivery.keep(request(number), START);
    await page.pass(120_000);
    page.agent.refusal = null;
    page.delivery.keep(request(21), page.clock.now());
    await page.pass(6_000);
    expect(page.agent.stored.size).toBe(21);
  });

  test('a reload in the middle neither loses nor doubles', async () => {
    const page = new Page();
    page.delivery.keep(request(), START + 1_300);
    page.reload();
    await page.pass(250);
    expect(page.agent.stored.size).toBe(1);
    page.reload();
    await page.pass(5_000);
    expect(page.agent.posts).toBe(1);
  });

  test('a lost answer leads to a repetition under the same id', async () => {
    const page = new Page();
    page.agent.answersGetLost = true;
    page.delivery.keep(request(), START);
    await page.pass(250);
    page.reload();
    page.agent.answersGetLost = false;
    await page.pass(5_000);
    expect(page.agent.posts).toBe(2);
    expect(page.agent.stored.size).toBe(1);
    expect(page.storage.length).toBe(0);
  });

  test('a rating that the agent will never take is set aside and blocks nobody', async () => {
    const page = new Page();
    page.agent.refusal = 400;
    page.delivery.keep(request(1), START);
    await page.pass(250);
    expect(page.delivery.progress('tap-00000001')).toBe('refused');
    page.agent.refusal = null;
    page.delivery.keep(request(2), page.clock.now());
    await page.pass(30_000);
    expect([...page.agent.stored.keys()]).toEqual(['tap-00000002']);
    expect(page.storage.getItem('hallmeter.refused.tap-00000001')).not.toBeNull();
  });

  test('a device that cannot keep anything still delivers', async () => {
    const page = new Page();
    page.storage.full = true;
    page.delivery.keep(request(), START);
    await page.pass(500);
    expect(page.agent.stored.size).toBe(1);
  });
});

test('whatever fails and whenever the page reloads, each rating is stored exactly once in the end', async () => {
  const step = fc.constantFrom('tap', 'reload', 'away', 'full disk', 'lost answers', 'well', 'wait');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const page = new Page();
      let taps = 0;
      for (const name of steps) {
        if (name === 'tap') page.delivery.keep(request((taps += 1)), page.clock.now() + 1_300);
        else if (name === 'reload') page.reload();
        else if (name === 'wait') await page.pass(2_000);
        else {
          page.agent.refusal = name === 'away' ? 'unreachable' : name === 'full disk' ? 503 : null;
          page.agent.answersGetLost = name === 'lost answers';
        }
      }
      page.agent.refusal = null;
      page.agent.answersGetLost = false;
      await page.pass(40_000);
      expect(page.agent.stored.size).toBe(taps);
      expect(page.storage.length).toBe(0);
    }),
    { numRuns: 60 },
  );
});
