import { expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { Debounced } from './debounced.ts';

function counting() {
  const clock = new VirtualClock(0);
  const gates: (() => void)[] = [];
  let runs = 0;
  const debounced = new Debounced(clock, 1_000, () => {
    runs += 1;
    return new Promise((done) => gates.push(done));
  });
  return { clock, gates, debounced, runs: () => runs };
}

test('many wishes within the delay are one run', () => {
  const { clock, debounced, runs } = counting();
  debounced.ask();
  clock.advance(500);
  debounced.ask();
  expect(runs()).toBe(0);
  clock.advance(500);
  expect(runs()).toBe(1);
});

test('what is asked for during a run is run after it, never beside it', async () => {
  const { clock, gates, debounced, runs } = counting();
  debounced.ask();
  clock.advance(1_000);
  debounced.ask();
  clock.advance(1_000);
  expect(runs()).toBe(1);
  gates.shift()!();
  const settled = debounced.settle();
  await expect.poll(() => runs()).toBe(2);
  gates.shift()!();
  await settled;
  expect(runs()).toBe(2);
});

test('settling runs at once what still waits, and nothing when nothing was asked for', async () => {
  const { gates, debounced, runs } = counting();
  await debounced.settle();
  debounced.ask();
  const settled = debounced.settle();
  await expect.poll(() => gates.length).toBe(1);
  gates.shift()!();
  await settled;
  expect(runs()).toBe(1);
});
