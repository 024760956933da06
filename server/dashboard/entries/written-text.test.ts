import { expect, test } from 'vitest';
import type { Written } from '../../inspections/double-entry/typed-sheet.ts';
import { ENTRY_TEXTS } from './texts.ts';
import { writtenLines } from './written-text.ts';

const HASH = 'ab'.repeat(32);

test.each<[Written, readonly string[]]>([
  [null, [ENTRY_TEXTS.en.blank]],
  ['12.5', ['12.5']],
  ['2026-11-02', ['2026-11-02']],
  [{ item: 'a', answer: { type: 'pass' }, evidence: [] }, [ENTRY_TEXTS.en.met]],
  [{ item: 'a', answer: { type: 'text', text: '<b>原话</b>' }, evidence: [] }, ['<b>原话</b>']],
  [
    { item: 'a', answer: { type: 'points', points: '0.5' }, evidence: ['7', HASH], responsible: 'T07', note: '积水' },
    [
      '0.5',
      `${ENTRY_TEXTS.en.responsible}: T07`,
      `${ENTRY_TEXTS.en.note}: 积水`,
      `${ENTRY_TEXTS.en.evidence}: 7, abababababab…`,
    ],
  ],
])('%j', (written, lines) => {
  expect(writtenLines(written, undefined, { language: 'en', texts: ENTRY_TEXTS.en })).toEqual(lines);
});
