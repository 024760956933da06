import type { RatingRequest } from '#contract/local-api.ts';

/** A rating that the agent has not confirmed yet. */
export interface KeptRating {
  readonly request: RatingRequest;
  /** Not before this time: the person may still add to it. */
  readonly sendAt: number;
}

/** Where ratings survive a reload. */
export interface RatingStore {
  /** A device that refuses (full, storage switched off) leaves the rating to the page's memory. */
  put(kept: KeptRating): void;
  remove(rating: string): void;
  all(): readonly KeptRating[];
  /** Out of the way, not deleted: the agent will never take it, somebody has to look. */
  setAside(kept: KeptRating, status: number): void;
}

const KEPT = 'hallmeter.rating.';
const REFUSED = 'hallmeter.refused.';

/** One key per rating: two windows of the same device cannot overwrite each other's list. */
export function browserRatingStore(storage: Storage): RatingStore {
  return {
    put: (kept) => void write(storage, KEPT + kept.request.rating, kept),
    remove: (rating) => storage.removeItem(KEPT + rating),
    all() {
      const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
      return keys.filter((key) => key.startsWith(KEPT)).flatMap((key) => parsed(storage.getItem(key)));
    },
    setAside(kept, status) {
      if (write(storage, REFUSED + kept.request.rating, { ...kept, status })) {
        storage.removeItem(KEPT + kept.request.rating);
      }
    },
  };
}

function write(storage: Storage, key: string, value: unknown): boolean {
  try {
    storage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** An entry that cannot be read is left where it is. */
function parsed(text: string | null): readonly KeptRating[] {
  try {
    const kept = JSON.parse(text ?? 'null') as Partial<KeptRating> | null;
    return typeof kept?.request?.rating === 'string' && typeof kept.sendAt === 'number' ? [kept as KeptRating] : [];
  } catch {
    return [];
  }
}
