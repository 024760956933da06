import fc from 'fast-check';
import { expect, test } from 'vitest';
import { histogramOf, mergeHistograms } from '#rubric/metrics/histogram.ts';
import { mergePacked, packHistogram } from './packed-histogram.ts';

const histogram = fc.array(fc.integer({ min: 0, max: 20_000_000 })).map(histogramOf);

test('packed histograms add up to what the histograms themselves add up to, in any order', () => {
  fc.assert(
    fc.property(fc.array(histogram), (histograms) => {
      const packed = histograms.map(packHistogram);
      expect(mergePacked(packed)).toEqual(mergeHistograms(histograms));
      expect(mergePacked(packed.toReversed())).toEqual(mergePacked(packed));
    }),
  );
});

test('bytes that are no histogram are refused', () => {
  expect(() => mergePacked([Buffer.alloc(8, 0xff)])).toThrow('no bin');
  expect(() => mergePacked([Buffer.alloc(5)])).toThrow(RangeError);
});
