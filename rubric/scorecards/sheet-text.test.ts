import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sheetText } from './sheet-text.ts';
import { sheetSchema } from './sheet.ts';
import { cardFrom, plainCard, sheet } from './test-card.ts';

const card = cardFrom(plainCard());
const filled = sheet(card, { clean: true, lit: false, soft: '0.5' }, { entries: { lit: { note: '灯坏' } } });

test('the order in which things were answered and written does not change the text', () => {
  const turned = { version: 1, entries: filled.entries.toReversed(), scorecard: 'plain' };
  expect(sheetText(turned)).toBe(sheetText(filled));
});

test('another answer is another text', () => {
  const other = sheet(card, { clean: true, lit: true, soft: '0.5' }, { entries: { lit: { note: '灯坏' } } });
  expect(sheetText(other)).not.toBe(sheetText(filled));
});

test('what is read back from the text is the same sheet, whatever was typed', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 50 }), fc.nat(1_000_000), (text, count) => {
      const typed = sheet(card, { clean: { type: 'text', text }, lit: { type: 'count', count } });
      const again = sheetSchema.parse(JSON.parse(sheetText(typed)));
      expect(again).toEqual(typed);
      expect(sheetText(again)).toBe(sheetText(typed));
    }),
  );
});
