import { expect, test } from 'vitest';
import { displaySettings } from './settings.ts';

test('a display without wishes is light, Chinese first, and speaks both languages', () => {
  expect(displaySettings('')).toEqual({ first: 'zh', theme: 'light', speech: ['zh', 'en'], screen: 'display' });
});

test('the address says how a display differs', () => {
  expect(displaySettings('?lang=en&theme=dark&speech=en&screen=hall-2')).toEqual({
    first: 'en',
    theme: 'dark',
    speech: ['en'],
    screen: 'hall-2',
  });
  expect(displaySettings('?speech=none').speech).toEqual([]);
  expect(displaySettings('?speech=en,zh').speech).toEqual(['en', 'zh']);
});

test('nonsense is ignored', () => {
  expect(displaySettings('?lang=xx&theme=pink&screen=../etc&speech=constructor')).toEqual({
    first: 'zh',
    theme: 'light',
    speech: [],
    screen: 'display',
  });
});
