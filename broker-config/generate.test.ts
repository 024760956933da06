import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TOPICS } from '#contract/topics.ts';
import { driftedFiles, mosquittoAcl, topicReference } from './generate.ts';

test('the generated files on disk agree with the topic table', () => {
  expect(driftedFiles()).toEqual([]);
});

test('a changed or missing file is named', () => {
  const changed = (file: URL): string => readFileSync(file, 'utf8').replace('/live', '/alive');
  expect(driftedFiles(changed).length).toBe(2);
  expect(
    driftedFiles(() => {
      throw new Error('no such file');
    }).length,
  ).toBe(2);
});

test('the ACL gives a branch nothing but its own topics', () => {
  const patterns = mosquittoAcl()
    .split('\n')
    .filter((line) => line.startsWith('pattern'));
  expect(patterns).toEqual([
    'pattern write hm/1/%u/up',
    'pattern write hm/1/%u/score',
    'pattern write hm/1/%u/live',
    'pattern write hm/1/%u/status',
    'pattern read hm/1/%u/down',
  ]);
});

test('every topic of the table stands in the reference', () => {
  for (const rule of TOPICS) expect(topicReference()).toContain(`hm/1/<branch>/${rule.kind}`);
});
