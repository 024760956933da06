import { expect, test } from 'vitest';
import { createWavCache } from './wav-cache.ts';

test('the least recently used goes first when there are too many', () => {
  const cache = createWavCache(2, 1_000);
  cache.put('a', Buffer.alloc(1));
  cache.put('b', Buffer.alloc(1));
  cache.get('a');
  cache.put('c', Buffer.alloc(1));
  expect(['a', 'b', 'c'].map((key) => cache.get(key) !== null)).toEqual([true, false, true]);
});

test('neither many nor large sounds fill the memory, and one too large is not kept', () => {
  const cache = createWavCache(200, 100);
  cache.put('a', Buffer.alloc(60));
  cache.put('a', Buffer.alloc(50));
  cache.put('b', Buffer.alloc(50));
  expect([cache.entries, cache.bytes]).toEqual([2, 100]);
  cache.put('c', Buffer.alloc(1));
  expect([cache.get('a'), cache.bytes]).toEqual([null, 51]);
  cache.put('huge', Buffer.alloc(101));
  expect([cache.get('huge'), cache.entries, cache.bytes]).toEqual([null, 0, 0]);
});
