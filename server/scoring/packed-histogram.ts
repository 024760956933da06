import type { SparseHistogram } from '#contract/score.ts';
import { OVERFLOW_BIN } from '#rubric/metrics/histogram.ts';

/**
 * Histograms of waits as bytes: pairs of bin and count, each a 32-bit little-endian number. Tens of thousands of them
 * are added up in the time that it takes to parse the JSON of a few hundred.
 */

const PAIR_BYTES = 8;

export function packHistogram(histogram: SparseHistogram): Buffer {
  const bytes = Buffer.alloc(histogram.length * PAIR_BYTES);
  histogram.forEach(([bin, count], index) => {
    bytes.writeUInt32LE(bin, index * PAIR_BYTES);
    bytes.writeUInt32LE(count, index * PAIR_BYTES + 4);
  });
  return bytes;
}

/** The sum; in any order the same. Throws a RangeError on bytes that are no histogram. */
export function mergePacked(packed: Iterable<Buffer>): SparseHistogram {
  const counts = new Float64Array(OVERFLOW_BIN + 1);
  for (const bytes of packed) {
    for (let at = 0; at < bytes.length; at += PAIR_BYTES) {
      const bin = bytes.readUInt32LE(at);
      if (bin > OVERFLOW_BIN) throw new RangeError(`a histogram has no bin ${String(bin)}`);
      counts[bin]! += bytes.readUInt32LE(at + 4);
    }
  }
  return [...counts].flatMap((count, bin): [number, number][] => (count > 0 ? [[bin, count]] : []));
}
