import { expect, test } from 'vitest';
import type { HallConfig } from '#contract/local-api.ts';
import { SAMPLE_HALL } from '../shared/sample-hall.ts';
import { counterChoice } from './counter-choice.ts';

const { counters } = SAMPLE_HALL;

test('a screen at a counter says so in its address and asks nobody', () => {
  const { fixed, offered } = counterChoice('?counter=2', counters);
  expect([fixed?.id, offered.length]).toEqual(['2', 0]);
});

test('a screen in the hall lets the person say which counter', () => {
  expect(counterChoice('?lang=en', counters)).toEqual({ fixed: null, offered: counters });
});

test('a counter that the hall does not have is as good as none', () => {
  expect(counterChoice('?counter=99', counters)).toEqual({ fixed: null, offered: counters });
});

test('nobody is asked where the address says so, or where there is one counter or very many', () => {
  const many = Array.from({ length: 9 }, (_, id) => ({ id: String(id), name: { zh: '窗', en: 'c' } }));
  expect(counterChoice('?counter=none', counters).offered).toEqual([]);
  expect(counterChoice('', counters.slice(0, 1)).offered).toEqual([]);
  expect(counterChoice('', many as HallConfig['counters']).offered).toEqual([]);
});
