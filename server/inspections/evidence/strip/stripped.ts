/** A file without what it tells of place, device and people, or why it cannot be had. */
export type Stripped =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** Not what its beginning says, or cut off. */
  | { readonly ok: false; readonly reason: 'unreadable' }
  /** Holds pictures that move, or tracks of something else than sound. */
  | { readonly ok: false; readonly reason: 'not-taken' };

export const UNREADABLE: Stripped = { ok: false, reason: 'unreadable' };
export const NOT_TAKEN: Stripped = { ok: false, reason: 'not-taken' };
