import { expect, test } from 'vitest';
import { planWarnings } from './warnings.ts';

test('a branch with fewer visits than the composite needs is named, with what is missing', () => {
  const visits = [
    { branch: 'a', kind: 'mystery', n: 1 },
    { branch: 'a', kind: 'mystery', n: 1 },
    { branch: 'a', kind: 'announced', n: 1 },
    { branch: 'b', kind: 'mystery', n: 1 },
    { branch: 'b', kind: 'hotline', n: 9 },
  ] as const;
  expect(planWarnings(['a', 'b', 'c'], visits, { announced: 1, mystery: 2 })).toEqual([
    { code: 'too-few', branch: 'b', kind: 'announced', n: 0, needed: 1 },
    { code: 'too-few', branch: 'b', kind: 'mystery', n: 1, needed: 2 },
    { code: 'too-few', branch: 'c', kind: 'announced', n: 0, needed: 1 },
    { code: 'too-few', branch: 'c', kind: 'mystery', n: 0, needed: 2 },
  ]);
});
