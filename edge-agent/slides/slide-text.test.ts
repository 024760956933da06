import { expect, test } from 'vitest';
import { readAlt, readNotice } from './slide-text.ts';

test('a notice has a title and text in Chinese, then in English', () => {
  const bytes = Buffer.from(
    '\uFEFF国庆节安排\r\n10月1日至3日休息。\r\n4日起正常营业。\r\n---\r\nNational Day\r\nClosed 1–3 October.\r\n',
  );
  expect(readNotice(bytes)).toEqual({
    ok: true,
    value: {
      kind: 'notice',
      title: { zh: '国庆节安排', en: 'National Day' },
      text: { zh: '10月1日至3日休息。\n4日起正常营业。', en: 'Closed 1–3 October.' },
    },
  });
});

test('one language is enough', () => {
  expect(readNotice(Buffer.from('请勿吸烟'))).toMatchObject({ value: { title: { zh: '请勿吸烟', en: '' } } });
  expect(readNotice(Buffer.from('---\nNo smoking'))).toMatchObject({ value: { title: { zh: '', en: 'No smoking' } } });
});

test('what an older Windows editor saved as GB18030 is read', () => {
  expect(readNotice(Buffer.from([0xcd, 0xa8, 0xd6, 0xaa]))).toMatchObject({ value: { title: { zh: '通知' } } });
});

test('control characters do not reach the screen', () => {
  expect(readNotice(Buffer.from('a\u0007b\u001b[2Jc'))).toMatchObject({ value: { title: { zh: 'a b [2Jc' } } });
});

test.each([
  ['nothing', Buffer.from('  \n\n---\n'), 'empty'],
  ['bytes that are no text', Buffer.from([0xff, 0xff, 0xff]), 'neither UTF-8 nor GB18030'],
  ['a long title', Buffer.from('长'.repeat(81)), 'a title of more than 80'],
  ['a long text', Buffer.from(`标题\n${'长'.repeat(401)}`), 'a text of more than 400'],
])('%s is no notice', (_what, bytes, problem) => {
  expect(readNotice(bytes)).toEqual({ ok: false, problem: expect.stringContaining(problem) as string });
});

test('the text beside a picture says what it shows, Chinese first', () => {
  expect(readAlt(Buffer.from('春季理财\nSpring offers\n'))).toEqual({
    ok: true,
    value: { zh: '春季理财', en: 'Spring offers' },
  });
  expect(readAlt(Buffer.from('春季理财'))).toMatchObject({ value: { en: '' } });
  expect(readAlt(Buffer.from('\n'))).toMatchObject({ ok: false });
  expect(readAlt(Buffer.from('长'.repeat(121)))).toMatchObject({ ok: false });
});
