import { expect, test } from 'vitest';
import type { FunnelView } from '../../scoring/wire.ts';
import { outermostFirst } from './outermost-first.ts';

type Point = FunnelView['points'][number];

test('branches below the limits stand first, then those above, then the others by share and id', () => {
  const point = (branch: string, verdict: Point['verdict'], share: number): Point => ({
    name: { branch, zh: branch, en: branch, region: null },
    n: 100,
    share,
    verdict,
  });
  const points = [
    point('f', 'within', 9_000),
    point('e', 'within', 9_000),
    point('d', 'above-95', 9_900),
    point('c', 'above-998', 9_999),
    point('b', 'below-95', 8_000),
    point('a', 'below-998', 7_000),
  ];
  expect(outermostFirst({ points }).map(({ name }) => name.branch)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});
