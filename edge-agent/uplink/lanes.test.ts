import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ACK_TIMEOUT_MAX_MS,
  ACK_TIMEOUT_MS,
  CATCH_UP_EVENTS,
  LIVE_DELAY_MS,
  LIVE_EVENTS,
  MAX_FLIGHTS,
  WANT_GRACE_MS,
  acknowledged,
  appended,
  freshLanes,
  isTimedOut,
  isUnderWay,
  lanesWakeAt,
  nextSend,
  pubacked,
  rewound,
  sent,
  timedOut,
  type Lanes,
} from './lanes.ts';

/** Sends whatever may go, as a runner does, and says which batches those were. */
function sendAll(lanes: Lanes, now: number): { lanes: Lanes; batches: string[] } {
  const batches: string[] = [];
  let after = lanes;
  for (let send = nextSend(after, now); send !== null; send = nextSend(after, now)) {
    const last = Math.min(after.last, send.from + send.limit - 1);
    batches.push(`${send.lane} ${send.from}-${last}`);
    after = sent(after, send, { id: after.nextId, first: send.from, last }, now);
  }
  return { lanes: after, batches };
}

test('single events wait a quarter of a second for company', () => {
  const lanes = appended(appended(freshLanes(0, 0), 1, 1_000), 2, 1_100);
  expect(nextSend(lanes, 1_000 + LIVE_DELAY_MS - 1)).toBeNull();
  expect(lanesWakeAt(lanes, 1_100)).toBe(1_000 + LIVE_DELAY_MS);
  expect(sendAll(lanes, 1_000 + LIVE_DELAY_MS).batches).toEqual(['live 1-2']);
});

test('fifty events go at once', () => {
  const lanes = appended(freshLanes(0, 0), LIVE_EVENTS, 1_000);
  expect(sendAll(lanes, 1_000).batches).toEqual(['live 1-50']);
});

test('a small backlog goes in order in one batch', () => {
  const lanes = rewound(freshLanes(10, 10 + CATCH_UP_EVENTS), 0);
  expect(sendAll(lanes, 0).batches).toEqual(['catch-up 11-510']);
});

test('a big backlog: the newest fifty first, then from the first unacknowledged on, more with every acknowledgement', () => {
  const first = sendAll(rewound(freshLanes(0, 10_000), 0), 0);
  expect(first.batches).toEqual(['ahead 9951-10000', 'catch-up 1-500']);

  const second = sendAll(acknowledged(first.lanes, 500, 10), 10);
  expect(second.batches).toEqual(['catch-up 501-1000', 'catch-up 1001-1500']);
  const third = sendAll(acknowledged(second.lanes, 1_500, 20), 20);
  expect(third.batches).toHaveLength(4);
});

test('while a backlog is sent, new events still go first and one flight is kept free for them', () => {
  let { lanes } = sendAll(rewound(freshLanes(0, 100_000), 0), 0);
  for (let upto = 500; upto <= 4_000; upto += 500) lanes = sendAll(acknowledged(lanes, upto, upto), upto).lanes;
  expect(lanes.flights.filter((flight) => !flight.ahead)).toHaveLength(MAX_FLIGHTS - 1);
  expect(nextSend(lanes, 4_000)).toBeNull();

  lanes = lanes.flights.filter((flight) => flight.ahead).reduce((state, flight) => pubacked(state, flight.id), lanes);
  lanes = appended(lanes, 100_003, 4_000);
  expect(sendAll(lanes, 4_000 + LIVE_DELAY_MS).batches).toEqual(['ahead 100001-100003']);
});

test('where the backlog meets what went ahead, that is not sent twice but watched until it is acknowledged', () => {
  let { lanes } = sendAll(rewound(freshLanes(0, 600), 0), 0);
  lanes = pubacked(lanes, lanes.flights.find((flight) => flight.ahead)!.id);
  const step = sendAll(acknowledged(lanes, 500, 10), 10);
  expect(step.batches).toEqual(['catch-up 501-550']);
  expect(step.lanes).toMatchObject({ ahead: null, cursor: 601 });
  expect(step.lanes.flights.map((flight) => [flight.first, flight.last])).toEqual([
    [501, 550],
    [551, 600],
  ]);

  const stuck = acknowledged(step.lanes, 550, 20);
  expect(isTimedOut(stuck, 20 + ACK_TIMEOUT_MS)).toBe(true);
  expect(sendAll(timedOut(stuck, 30_020), 30_020).batches).toEqual(['live 551-600']);
  expect(acknowledged(step.lanes, 600, 20).flights).toEqual([]);
});

test('PUBACK does not release what was sent in order: only head office’s own word does', () => {
  const { lanes } = sendAll(rewound(freshLanes(0, 100), 0), 0);
  expect(pubacked(lanes, lanes.flights[0]!.id)).toBe(lanes);
  expect(lanes.flights).toHaveLength(1);
});

test('without acknowledgement everything goes again, one batch at a time and ever more slowly', () => {
  let lanes = sendAll(rewound(freshLanes(0, 500), 0), 0).lanes;
  expect(isTimedOut(lanes, ACK_TIMEOUT_MS - 1)).toBe(false);
  expect(lanesWakeAt(lanes, 0)).toBe(ACK_TIMEOUT_MS);
  let now = 0;
  const waits: number[] = [];
  for (let round = 0; round < 5; round++) {
    now += lanes.timeoutMs;
    expect(isTimedOut(lanes, now)).toBe(true);
    const step = sendAll(timedOut(lanes, now), now);
    expect(step.batches).toEqual(['catch-up 1-500']);
    lanes = step.lanes;
    waits.push(lanes.timeoutMs);
  }
  expect(waits).toEqual([60_000, ACK_TIMEOUT_MAX_MS, ACK_TIMEOUT_MAX_MS, ACK_TIMEOUT_MAX_MS, ACK_TIMEOUT_MAX_MS]);
  expect(acknowledged(lanes, 500, now).timeoutMs).toBe(ACK_TIMEOUT_MS);
});

test('a wish for what is already on its way or next in turn is not one for sending again', () => {
  const { lanes } = sendAll(rewound(freshLanes(100, 10_000), 0), 0);
  expect(isUnderWay(lanes, 101, WANT_GRACE_MS - 1)).toBe(true);
  expect(isUnderWay(lanes, 101, WANT_GRACE_MS)).toBe(false);
  expect(isUnderWay(lanes, lanes.cursor, WANT_GRACE_MS)).toBe(true);
  expect(isUnderWay(lanes, 100, 0)).toBe(false);
});

test('a pause holds everything back until it is over', () => {
  const lanes = { ...rewound(freshLanes(0, 10), 0), pausedUntil: 5_000 };
  expect(nextSend(lanes, 4_999)).toBeNull();
  expect(lanesWakeAt(lanes, 0)).toBe(5_000);
  expect(sendAll(lanes, 5_000).batches).toEqual(['live 1-10']);
});

test('a batch chosen before a rewind is not counted after it', () => {
  const lanes = rewound(freshLanes(0, 400), 0);
  const send = nextSend(lanes, 0)!;
  const again = rewound(lanes, 1);
  expect(sent(again, send, { id: lanes.nextId, first: 1, last: 400 }, 1)).toBe(again);
});

/**
 * A head office that stores contiguous rows and keeps early ones, behind a line that loses, delays and repeats. In
 * whatever order things happen, the window is never exceeded and everything arrives once losing stops.
 */
test('whatever is lost on the way, everything arrives in the end and the window is never exceeded', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('append' as const), count: fc.integer({ min: 1, max: 900 }) }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 40_000 }) }),
    fc.record({ do: fc.constant('deliver' as const), lose: fc.boolean() }),
    fc.record({ do: fc.constant('puback' as const) }),
    fc.record({ do: fc.constant('ack' as const) }),
    fc.record({ do: fc.constant('reconnect' as const) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const line = new Line();
      for (const one of steps) {
        if (one.do === 'append') line.append(one.count);
        if (one.do === 'wait') line.wait(one.ms);
        if (one.do === 'deliver') line.deliver(one.lose);
        if (one.do === 'puback') line.puback();
        if (one.do === 'ack') line.ack();
        if (one.do === 'reconnect') line.reconnect();
        expect(line.lanes.flights.length).toBeLessThanOrEqual(MAX_FLIGHTS);
      }
      line.settle();
      expect(line.lanes.acked).toBe(line.lanes.last);
      expect(line.lanes.flights).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

class Line {
  lanes = freshLanes(0, 0);
  #now = 0;
  #upto = 0;
  readonly #stored = new Set<number>();
  #wire: { first: number; last: number }[] = [];

  append(count: number): void {
    this.lanes = appended(this.lanes, this.lanes.last + count, this.#now);
    this.#pump();
  }

  wait(ms: number): void {
    this.#now += ms;
    if (isTimedOut(this.lanes, this.#now)) this.lanes = timedOut(this.lanes, this.#now);
    this.#pump();
  }

  deliver(isLost: boolean): void {
    const batch = this.#wire.shift();
    if (batch === undefined || isLost) return;
    for (let seq = batch.first; seq <= batch.last; seq++) this.#stored.add(seq);
    while (this.#stored.has(this.#upto + 1)) this.#upto += 1;
  }

  puback(): void {
    for (const flight of this.lanes.flights) this.lanes = pubacked(this.lanes, flight.id);
    this.#pump();
  }

  ack(): void {
    this.lanes = acknowledged(this.lanes, this.#upto, this.#now);
    this.#pump();
  }

  reconnect(): void {
    this.#wire = [];
    this.lanes = rewound(this.lanes, this.#now);
    this.#pump();
  }

  settle(): void {
    for (let round = 0; round < 400 && this.lanes.acked < this.lanes.last; round++) {
      while (this.#wire.length > 0) this.deliver(false);
      this.puback();
      this.ack();
      const wake = lanesWakeAt(this.lanes, this.#now);
      if (this.#wire.length === 0 && wake !== null) this.wait(wake - this.#now);
    }
  }

  #pump(): void {
    for (let send = nextSend(this.lanes, this.#now); send !== null; send = nextSend(this.lanes, this.#now)) {
      const batch = { first: send.from, last: Math.min(this.lanes.last, send.from + send.limit - 1) };
      this.#wire.push(batch);
      this.lanes = sent(this.lanes, send, { id: this.lanes.nextId, ...batch }, this.#now);
    }
  }
}
