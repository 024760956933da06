/**
 * Repeatable chance for what is played through: the same seed gives the same numbers on every machine. Uniform in
 * [0, 1). mulberry32 by Tommy Ettinger (public domain); not for secrets.
 */
export function seededUnit(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
