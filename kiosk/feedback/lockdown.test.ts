import { expect, test } from 'vitest';
import { isBrowserKey } from './lockdown.ts';

const PLAIN = { ctrlKey: false, altKey: false, metaKey: false, inField: false };

test.each([
  ['F1', {}],
  ['F5', {}],
  ['F11', {}],
  ['F12', { inField: true }],
  ['BrowserBack', {}],
  ['ContextMenu', {}],
  ['Backspace', {}],
  ['r', { ctrlKey: true }],
  ['+', { ctrlKey: true }],
  ['w', { ctrlKey: true, inField: true }],
  ['ArrowLeft', { altKey: true }],
  ['Backspace', { altKey: true, inField: true }],
  ['q', { metaKey: true }],
  ['Delete', { ctrlKey: true, altKey: true }],
])('%s %j is kept from the browser', (key, held) => {
  expect(isBrowserKey({ ...PLAIN, key, ...held })).toBe(true);
});

test.each([
  ['a', {}],
  ['A', { inField: true }],
  ['Backspace', { inField: true }],
  ['Tab', {}],
  ['Enter', {}],
  ['Escape', {}],
  ['ArrowLeft', {}],
  ['@', { ctrlKey: true, altKey: true, inField: true }],
  ['Process', { inField: true }],
  ['Fn', {}],
])('%s %j stays with the person', (key, held) => {
  expect(isBrowserKey({ ...PLAIN, key, ...held })).toBe(false);
});
