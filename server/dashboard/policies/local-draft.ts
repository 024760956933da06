import { isJson, type Json } from './json-path.ts';

/** What somebody typed and has not saved, kept in the browser so that neither a reload nor an ended session loses it. */
export interface LocalDraft {
  /** Digest of what it was changed from. */
  readonly base: string;
  readonly body: Json;
}

export interface DraftPlace {
  readonly account: string;
  readonly kind: string;
  readonly id: string;
  readonly version: number;
}

/** The part of `localStorage` that is needed. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

function keyOf({ account, kind, id, version }: DraftPlace): string {
  return `hallmeter.draft.${account}.${kind}.${id}.${String(version)}`;
}

/** Null when there is none, or none that can be read. */
export function readLocalDraft(storage: DraftStorage, place: DraftPlace): LocalDraft | null {
  try {
    const kept: unknown = JSON.parse(storage.getItem(keyOf(place)) ?? 'null');
    if (!isJson(kept) || typeof kept['base'] !== 'string' || !isJson(kept['body'])) return null;
    return { base: kept['base'], body: kept['body'] };
  } catch {
    return null;
  }
}

/** False when the browser keeps nothing: full, or forbidden. */
export function keepLocalDraft(storage: DraftStorage, place: DraftPlace, draft: LocalDraft | null): boolean {
  try {
    if (draft === null) storage.removeItem(keyOf(place));
    else storage.setItem(keyOf(place), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}
