import { describe, expect, test } from 'vitest';
import { destination, keyOf, newcomers, pressed, spaced } from './code-entry.ts';

test('digits add up to six and no further, and can be taken back', () => {
  expect(['1', '2', '3', '4', '5', '6', '7'].map((key) => keyOf(key)!).reduce(pressed, '')).toBe('123456');
  expect(pressed('12', 'back')).toBe('1');
  expect(pressed('', 'back')).toBe('');
  expect(pressed('12', 'clear')).toBe('');
});

test('a keyboard works like the pad', () => {
  expect(['7', 'Backspace', 'Delete'].map(keyOf)).toEqual(['7', 'back', 'clear']);
  for (const key of ['a', 'Enter', '１', ' ', '12']) expect(keyOf(key)).toBeNull();
});

test('a code is read in two halves', () => {
  expect(spaced('482913')).toBe('482 913');
});

describe('a paired screen goes', () => {
  test('where it wanted to go', () => {
    expect(destination('kiosk', '?to=%2Fkiosk%3Fcounter%3D3')).toBe('/kiosk?counter=3');
    expect(destination('lobby', '?to=/lobby')).toBe('/lobby');
  });

  test.each([
    '',
    '?to=',
    '?to=/',
    '?to=/display',
    '?to=//evil.example',
    '?to=https://evil.example/lobby',
    '?to=/lobby.evil',
    '?to=/lobby/..',
  ])('to the page of its role when "%s" is not that page', (search) => {
    expect(destination('lobby', search)).toBe('/lobby');
  });
});

test('a screen that was not there before is a newcomer', () => {
  const [a, b, c] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
  expect(newcomers([a, b], [b, c])).toEqual([c]);
  expect(newcomers([], [])).toEqual([]);
});
