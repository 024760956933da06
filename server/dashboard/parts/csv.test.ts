import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

test('fields with separators are quoted, what is missing is empty', () => {
  expect(csvOf([['a,b', 'say "x"', null, -1.5, 'two\nlines']])).toBe('\uFEFF"a,b","say ""x""",,-1.5,"two\nlines"\r\n');
});

test.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx'])('the text %j cannot become a formula', (text) => {
  expect(csvOf([[text]]).replaceAll('"', '')).toBe(`\uFEFF'${text}\r\n`);
});
