import { afterEach, beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { heartbeatRequestSchema } from '#contract/screens.ts';
import { startHeartbeat } from './heartbeat.ts';

let clock: VirtualClock;
let bodies: unknown[];
let answers: (() => Response)[];
let reloads: number;
let stop: () => void;

const ok = (build: unknown) => (): Response => Response.json({ build });

beforeEach(() => {
  clock = new VirtualClock(0);
  bodies = [];
  reloads = 0;
});

afterEach(() => stop());

function start(...planned: (() => Response)[]): void {
  answers = planned;
  stop = startHeartbeat({
    clock,
    beat: () => ({ screen: 'hall-2', role: 'display', pending: 0, refused: 0 }),
    onNewBuild: () => (reloads += 1),
    ask: (async (_url: string, { body }: RequestInit) => {
      bodies.push(JSON.parse(body as string));
      return answers[bodies.length - 1]!();
    }) as typeof fetch,
  });
}

/** Lets answers arrive. */
async function arrived(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function beats(count: number): Promise<void> {
  await arrived();
  while (bodies.length < count) {
    clock.advance(15_000);
    await arrived();
  }
}

test('a heartbeat is sent at once and every fifteen seconds, in the shape of the contract', async () => {
  start(ok('a'), ok('a'), ok('a'));
  await arrived();
  clock.advance(14_999);
  expect(bodies).toHaveLength(1);
  clock.advance(1);
  await beats(3);
  expect(bodies.map((body) => heartbeatRequestSchema.parse(body))).toHaveLength(3);
  expect([clock.now(), reloads]).toEqual([30_000, 0]);
});

test('another build than the first one heard is told', async () => {
  start(ok('a'), ok('b'));
  await beats(2);
  expect(reloads).toBe(1);
});

test('an agent that is away, older, or without built pages changes nothing', async () => {
  const away = (): Response => {
    throw new TypeError('network');
  };
  start(
    () => new Response('', { status: 404 }),
    ok(null),
    away,
    () => new Response('<html>'),
    ok('a'),
    away,
    ok('a'),
  );
  await beats(7);
  expect(reloads).toBe(0);
});

test('a stopped page sends nothing more', async () => {
  start(ok('a'), ok('a'));
  await beats(1);
  stop();
  clock.advance(60_000);
  expect(bodies).toHaveLength(1);
});
