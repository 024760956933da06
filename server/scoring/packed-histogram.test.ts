import fc from 'fast-check';
import { expect, test } from 'vitest';
import { histogramOf, mergeHistograms } from '#rubric/metrics/histogram.ts';
import { mergePacked, packHistogram } from './packed-histogram.ts';

const histogram = fc.array(fc.integer({ min: 0, max: 20_000_000 })).map(histogramOf);

test('packed histograms add up to what the histograms themselves add up to, in any order', () => {
  fc.assert(
    fc.property(fc.array(histogram), (histograms) => {
      const packed = histograms.map(packHistogram);
      expect(mergePacked(packed.join(''))).toEqual(mergeHistograms(histograms));
      expect(mergePacked(packed.toReversed().join(''))).toEqual(mergePacked(packed.join('')));
    }),
  );
});

test('counts of any size come back', () => {
  const large: [number, number][] = [
    [0, 2 ** 40],
    [31, 31],
    [64, 32],
    [480, 1_024],
  ];
  expect(mergePacked(packHistogram(large))).toEqual(large);
});

test('text that is no histogram is refused', () => {
  expect(() => mergePacked('oo?1')).toThrow('no bin');
  expect(() => mergePacked('1')).toThrow('in the middle');
  expect(() => mergePacked('11')).toThrow('in the middle');
  expect(() => mergePacked('1P')).toThrow('in the middle');
  expect(() => mergePacked('[1]')).toThrow(RangeError);
  expect(() => mergePacked('{}')).toThrow('no "{"');
});
