import type { Fields } from './fields.ts';

/**
 * What is being typed, kept in this tab only, so that a reload loses nothing, not even what is no answer yet. It goes
 * when the entry is handed in, and whatever another account left in the tab goes at once.
 */
export interface KeptDraft {
  readonly fields: Fields;
  /** Revision that it went on from, and what of it was sent last. */
  readonly revision: number;
  readonly sent: string;
}

export interface DraftKey {
  readonly account: string;
  readonly branch: string;
  readonly inspection: string;
  readonly entry: string;
}

const PREFIX = 'hallmeter-entry/';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

function nameOf({ account, branch, inspection, entry }: DraftKey): string {
  return `${PREFIX}${account}/${branch}/${inspection}/${entry}`;
}

export function keepDraft(store: Store, key: DraftKey, draft: KeptDraft): void {
  store.setItem(nameOf(key), JSON.stringify(draft));
}

export function keptDraft(store: Store, key: DraftKey): KeptDraft | null {
  const text = store.getItem(nameOf(key));
  return text === null ? null : (JSON.parse(text) as KeptDraft);
}

export function dropDraft(store: Store, key: DraftKey): void {
  store.removeItem(nameOf(key));
}

/** Drafts of other accounts that used this tab. */
export function dropForeignDrafts(store: Store, account: string): void {
  const names = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
  for (const name of names) {
    if (name.startsWith(PREFIX) && !name.startsWith(`${PREFIX}${account}/`)) store.removeItem(name);
  }
}
