const MOST_ENTRIES = 200;
const MOST_BYTES = 20 * 1024 * 1024;

/** The texts spoken last: counters and waiting numbers come again and again. */
export interface WavCache {
  get(key: string): Buffer | null;
  put(key: string, wav: Buffer): void;
  readonly bytes: number;
  readonly entries: number;
}

export function createWavCache(mostEntries = MOST_ENTRIES, mostBytes = MOST_BYTES): WavCache {
  /** Least recently used first: a Map keeps the order of insertion. */
  const kept = new Map<string, Buffer>();
  let bytes = 0;

  function remove(key: string): void {
    bytes -= kept.get(key)?.length ?? 0;
    kept.delete(key);
  }

  return {
    get(key) {
      const wav = kept.get(key);
      if (wav === undefined) return null;
      kept.delete(key);
      kept.set(key, wav);
      return wav;
    },
    put(key, wav) {
      remove(key);
      kept.set(key, wav);
      bytes += wav.length;
      for (const oldest of kept.keys()) {
        if (kept.size <= mostEntries && bytes <= mostBytes) break;
        remove(oldest);
      }
    },
    get bytes() {
      return bytes;
    },
    get entries() {
      return kept.size;
    },
  };
}
