import { expect, test } from 'vitest';
import { browserRatingStore } from './rating-store.ts';
import type { KeptRating } from './rating-store.ts';
import { MemoryStorage } from './memory-storage.ts';

const KEPT: KeptRating = {
  request: { rating: 'tap-00000001', level: 4, scale: 4, reasons: ['waiting'] },
  sendAt: 1_000,
};

test('a kept rating is there again after a reload, until it is removed', () => {
  const storage = new MemoryStorage();
  browserRatingStore(storage).put(KEPT);
  expect(browserRatingStore(storage).all()).toEqual([KEPT]);
  browserRatingStore(storage).remove('tap-00000001');
  expect(browserRatingStore(storage).all()).toEqual([]);
});

test('other entries and damaged ones are left alone', () => {
  const storage = new MemoryStorage();
  storage.setItem('hallmeter.hall', '{}');
  storage.setItem('hallmeter.rating.x', '{"request":');
  storage.setItem('hallmeter.rating.y', '{"request":{"level":1}}');
  browserRatingStore(storage).put(KEPT);
  expect(browserRatingStore(storage).all()).toEqual([KEPT]);
  expect(storage.length).toBe(4);
});

test('a refused rating is out of the way, but not gone', () => {
  const storage = new MemoryStorage();
  const store = browserRatingStore(storage);
  store.put(KEPT);
  store.setAside(KEPT, 400);
  expect(store.all()).toEqual([]);
  expect(JSON.parse(storage.getItem('hallmeter.refused.tap-00000001')!)).toEqual({ ...KEPT, status: 400 });
});

test('a full device throws nothing at the person', () => {
  const storage = new MemoryStorage();
  storage.full = true;
  const store = browserRatingStore(storage);
  expect(() => store.put(KEPT)).not.toThrow();
  expect(store.all()).toEqual([]);
});
