import { expect, test } from 'vitest';
import { browserJobStore } from './job-store.ts';
import type { Job, KeptJob } from './job.ts';
import { MemoryStorage } from './memory-storage.ts';

const ID = 'tap-00000001';
const RATING: Job = { kind: 'rating', id: ID, body: { rating: ID, level: 4, scale: 4 } };
const KEPT: KeptJob = { job: RATING, at: 1_000 };
const DETAIL: KeptJob = { job: { kind: 'detail', id: ID, body: { reasons: [], comment: '好' } }, at: 1_500 };

test('what was kept is found again, the newest version of each job', () => {
  const storage = new MemoryStorage();
  const store = browserJobStore(storage);
  store.put(KEPT);
  store.put({ job: { kind: 'detail', id: ID, body: { reasons: ['waiting'], comment: '' } }, at: 1_200 });
  store.put(DETAIL);
  expect(browserJobStore(storage).all()).toEqual([KEPT, DETAIL]);
  store.remove(RATING);
  expect(store.all()).toEqual([DETAIL]);
});

test('a rating kept by the first version of the page is still found, and removed once it is stored', () => {
  const storage = new MemoryStorage();
  const request = { rating: ID, level: 4, scale: 4, reasons: ['waiting'] };
  storage.setItem(`hallmeter.rating.${ID}`, JSON.stringify({ request, sendAt: 900 }));
  const store = browserJobStore(storage);
  const [old] = store.all();
  expect(old).toEqual({ job: { kind: 'rating', id: ID, body: request }, at: 900 });
  store.remove(old!.job);
  expect(storage.length).toBe(0);
});

test('what is set aside no longer waits, is counted, and can be taken back', () => {
  const storage = new MemoryStorage();
  const store = browserJobStore(storage);
  store.put(KEPT);
  store.setAside(KEPT, '400');
  expect(store.all()).toEqual([]);
  expect(store.refused()).toEqual([KEPT]);
  store.takeBack(RATING);
  expect(storage.length).toBe(0);
});

test('a rating refused before the update is counted and can be taken back too', () => {
  const storage = new MemoryStorage();
  const request = { rating: ID, level: 9, scale: 4 };
  storage.setItem(`hallmeter.refused.${ID}`, JSON.stringify({ request, sendAt: 900, status: 400 }));
  const store = browserJobStore(storage);
  expect(store.refused().length).toBe(1);
  store.takeBack(store.refused()[0]!.job);
  expect(storage.length).toBe(0);
});

test.each([
  'null',
  '{',
  '7',
  '{"job":null,"at":1}',
  '{"job":{"kind":"prize","id":"x"},"at":1}',
  '{"job":{"kind":"rating","id":"tap-00000001"},"at":1}',
  '{"request":{},"sendAt":1}',
])('an entry that cannot be read (%s) is left alone and breaks nothing', (text) => {
  const storage = new MemoryStorage();
  storage.setItem(`hallmeter.job.rating.${ID}`, text);
  expect(browserJobStore(storage).all()).toEqual([]);
  expect(storage.length).toBe(1);
});

test('a device that cannot keep anything does not break the page, and loses nothing it already has', () => {
  const storage = new MemoryStorage();
  const store = browserJobStore(storage);
  store.put(KEPT);
  storage.full = true;
  store.put(DETAIL);
  store.setAside(KEPT, '400');
  expect(store.all()).toEqual([KEPT]);
});

test('words of what was refused long ago are forgotten, choices stay', () => {
  const storage = new MemoryStorage();
  const store = browserJobStore(storage);
  store.setAside(DETAIL, '400');
  const words = { question: 'wish', text: '多开窗口' };
  const choice = { question: 'wait', options: ['long'] };
  const body = { survey: 'intercept', version: 1, complete: true, answers: [choice, words] };
  store.setAside({ job: { kind: 'survey', id: 'response-1', body }, at: 1_500 }, '422');
  store.setAside(
    { job: { kind: 'rating', id: ID, body: { rating: ID, level: 4, scale: 4, comment: '好' } }, at: 3_000 },
    '400',
  );
  store.forgetWords(2_000);
  const held = JSON.stringify(store.refused());
  expect(store.refused()).toHaveLength(3);
  expect(held).not.toContain('多开窗口');
  expect(held).toContain('long');
  // Not old enough.
  expect(held.split('好')).toHaveLength(2);
});
