import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Slide } from '#contract/display-view.ts';
import { framesOf, pageOf, turnOf } from './rotation.ts';

const NOTICE: Slide = {
  kind: 'notice',
  title: { zh: '通知', en: 'Notice' },
  text: { zh: '周六营业', en: 'Open on Saturday' },
};
const PICTURE: Slide = { kind: 'picture', url: '/api/slides/1f', alt: { zh: '春季', en: 'Spring' } };

test('each has its turn for eight seconds, the same on every screen', () => {
  expect([0, 7_999, 8_000, 16_000, 24_000].map((now) => turnOf(3, now))).toEqual([0, 0, 1, 2, 0]);
  expect(turnOf(0, 8_000)).toBe(0);
});

test('services that do not fit take turns in pages of equal size', () => {
  expect(pageOf([1, 2, 3, 4, 5], 3, 0)).toEqual({ items: [1, 2, 3], index: 0, pages: 2, rows: 3 });
  expect(pageOf([1, 2, 3, 4, 5], 3, 8_000).items).toEqual([4, 5]);
  expect(pageOf([1, 2, 3, 4], 3, 0).items).toEqual([1, 2]);
  expect(pageOf([], 3, 0)).toEqual({ items: [], index: 0, pages: 1, rows: 0 });
});

test('every item is on exactly one page, and no page is too long', () => {
  fc.assert(
    fc.property(fc.nat(70), fc.integer({ min: 1, max: 9 }), (count, most) => {
      const items = Array.from({ length: count }, (_, index) => index);
      const { pages } = pageOf(items, most, 0);
      const shown = Array.from({ length: pages }, (_, page) => pageOf(items, most, page * 8_000).items);
      expect(shown.flat()).toEqual(items);
      expect(Math.max(...shown.map(({ length }) => length))).toBeLessThanOrEqual(most);
    }),
  );
});

test('a notice is shown in one language after the other, a picture with its words', () => {
  expect(framesOf([NOTICE, PICTURE], 'en', new Set())).toEqual([
    { kind: 'notice', language: 'en', title: 'Notice', text: 'Open on Saturday' },
    { kind: 'notice', language: 'zh', title: '通知', text: '周六营业' },
    { kind: 'picture', url: '/api/slides/1f', alt: 'Spring' },
  ]);
});

test('a notice in one language takes one turn, and a picture that does not load takes none', () => {
  const chinese: Slide = { ...NOTICE, title: { zh: '通知', en: '' }, text: { zh: '', en: '' } };
  expect(framesOf([chinese, PICTURE], 'zh', new Set(['/api/slides/1f']))).toEqual([
    { kind: 'notice', language: 'zh', title: '通知', text: '' },
  ]);
});
