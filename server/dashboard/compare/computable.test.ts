import { expect, test } from 'vitest';
import type { PolicyList } from '../../policies/wire.ts';
import { computableVersions } from './computable.ts';

const summary = (id: string, version: number, state: string) =>
  ({ id, version, state, title: { zh: id, en: id } }) as PolicyList['policies'][number];

test('what is approved can be computed under, the newest first, and the template', () => {
  const versions = computableVersions([
    summary('default', 1, 'approved'),
    summary('default', 3, 'draft'),
    summary('strict', 1, 'withdrawn'),
    summary('default', 2, 'approved'),
    summary('a', 1, 'approved'),
  ]);
  expect(versions.map(({ key }) => key)).toEqual(['a@1', 'default@2', 'default@1', 'default@0']);
});

test('before anything is approved there is the template', () => {
  expect(computableVersions([]).map(({ key }) => key)).toEqual(['default@0']);
});
