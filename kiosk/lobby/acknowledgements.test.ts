import { beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { Acknowledgements, progressAfter } from './acknowledgements.ts';
import type { PostOutcome } from './acknowledgements.ts';

let clock: VirtualClock;
let posts: { alert: string; comment: string; answer: (outcome: PostOutcome) => void }[];
let changes: number;
let acknowledgements: Acknowledgements;

beforeEach(() => {
  clock = new VirtualClock(0);
  posts = [];
  changes = 0;
  acknowledgements = new Acknowledgements({
    post: (alert, comment) => new Promise((resolve) => posts.push({ alert, comment, answer: resolve })),
    clock,
    random: () => 1,
    onChange: () => (changes += 1),
  });
});

/** Lets the answer arrive. */
async function answer(index: number, outcome: PostOutcome): Promise<void> {
  posts[index]!.answer(outcome);
  await Promise.resolve();
  await Promise.resolve();
}

test.each([
  [200, null],
  [204, null],
  [404, 'gone'],
  [409, 'gone'],
  [400, 'refused'],
  [422, 'refused'],
  [503, 'retrying'],
  [429, 'retrying'],
  [401, 'retrying'],
  ['unreachable', 'retrying'],
] as const)('the answer %s means %s', (outcome, progress) => {
  expect(progressAfter(outcome)).toBe(progress);
});

test('a second tap while the first is on its way sends nothing', () => {
  acknowledgements.acknowledge('a1', '');
  acknowledgements.acknowledge('a1', '');
  expect(posts).toHaveLength(1);
});

test('an agent that is away is asked again until it answers, with the same comment', async () => {
  acknowledgements.acknowledge('a1', '已处理');
  await answer(0, 'unreachable');
  expect(acknowledgements.progress('a1')).toBe('retrying');
  clock.advance(1_000);
  await answer(1, 503);
  clock.advance(1_999);
  expect(posts).toHaveLength(2);
  clock.advance(1);
  expect(posts.map(({ comment }) => comment)).toEqual(['已处理', '已处理', '已处理']);
  await answer(2, 204);
  acknowledgements.reconcile([{ alert: 'a1', acknowledgedAt: 5 }]);
  expect(acknowledgements.progress('a1')).toBeNull();
  clock.advance(600_000);
  expect(posts).toHaveLength(3);
});

test('the button does not come back between the answer and the view that shows it', async () => {
  acknowledgements.acknowledge('a1', '');
  await answer(0, 200);
  expect(acknowledgements.progress('a1')).toBe('sending');
  acknowledgements.reconcile([{ alert: 'a1', acknowledgedAt: null }]);
  expect(acknowledgements.progress('a1')).toBe('sending');
});

test('a view that never follows gives the button back', async () => {
  acknowledgements.acknowledge('a1', '');
  await answer(0, 200);
  clock.advance(10_000);
  expect(acknowledgements.progress('a1')).toBeNull();
});

test('a comment that was refused can be changed and sent again', async () => {
  acknowledgements.acknowledge('a1', 'x');
  await answer(0, 400);
  expect(acknowledgements.progress('a1')).toBe('refused');
  acknowledgements.acknowledge('a1', 'y');
  expect([posts[1]!.comment, acknowledgements.progress('a1')]).toEqual(['y', 'sending']);
});

test('an alert that is over meanwhile is forgotten, and so is its late answer', async () => {
  acknowledgements.acknowledge('a1', '');
  acknowledgements.acknowledge('a2', '');
  acknowledgements.reconcile([{ alert: 'a2', acknowledgedAt: null }]);
  const before = changes;
  await answer(0, 'unreachable');
  clock.advance(60_000);
  expect([acknowledgements.progress('a1'), acknowledgements.progress('a2')]).toEqual([null, 'sending']);
  expect([posts.length, changes]).toEqual([2, before]);
});

test('nothing is sent after the page has gone', async () => {
  acknowledgements.acknowledge('a1', '');
  await answer(0, 'unreachable');
  acknowledgements.stop();
  clock.advance(60_000);
  expect(posts).toHaveLength(1);
});
