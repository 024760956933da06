import { expect, test } from 'vitest';
import { entryText } from './entry-text.ts';

const entry = (answer: object, fields: object = {}): string =>
  JSON.stringify({ item: 'a', answer, evidence: [], ...fields });

test.each<[string | null, string, string]>([
  [null, '未作答', 'no answer'],
  [entry({ type: 'pass' }), '合格', 'pass'],
  [entry({ type: 'points', points: '0.5' }), '0.5', '0.5'],
  [entry({ type: 'timer', ms: 185_000 }), '3:05', '3:05'],
  [entry({ type: 'text', text: '<b>原话</b>' }), '<b>原话</b>', '<b>原话</b>'],
  [
    entry({ type: 'fail' }, { note: '积水', responsible: 'T07', evidence: ['x', 'y'] }),
    '不合格 · T07 · 积水 · 证据 2 份',
    'fail · T07 · 积水 · 2 file(s) of evidence',
  ],
])('%s', (json, zh, en) => {
  expect([entryText(json, 'zh'), entryText(json, 'en')]).toEqual([zh, en]);
});
