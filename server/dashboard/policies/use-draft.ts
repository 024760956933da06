import { useEffect, useState } from 'preact/hooks';
import type { PolicySaved, PolicyView, SaveDraft } from '../../policies/wire.ts';
import { request, type Reply } from '../shell/request.ts';
import { isJson, type Json } from './json-path.ts';
import { keepLocalDraft, readLocalDraft, type DraftPlace } from './local-draft.ts';
import { pathOf } from './paths.ts';

export interface DraftDesk {
  readonly body: Json;
  readonly isDirty: boolean;
  /** Where what is not saved stands now. */
  readonly note: 'none' | 'kept' | 'not-kept' | 'restored' | 'conflict';
  readonly change: (body: Json) => void;
  readonly save: () => Promise<Reply<PolicySaved>>;
  /** Back to what is saved. */
  readonly discard: () => void;
  /** After a conflict: the next saving replaces what somebody else saved. */
  readonly keepMine: () => void;
}

interface State {
  readonly body: Json;
  readonly base: string;
  readonly note: DraftDesk['note'];
}

/** The text of a version while somebody changes it. Make it anew (by key) for another version or state. */
export function useDraft(view: PolicyView, account: string): DraftDesk {
  const { kind, id, version } = view;
  const place: DraftPlace = { account, kind, id, version };
  const [state, setState] = useState<State>(() => begin(view, place));
  // Saved by somebody else, and nothing of ours stands against it.
  useEffect(() => {
    setState((now) => (now.note === 'none' && now.base !== view.digest ? savedState(view) : now));
  }, [view.digest]);
  const change = (body: Json): void => {
    const isKept = keepLocalDraft(localStorage, place, { base: state.base, body });
    const note = state.note === 'conflict' ? 'conflict' : isKept ? 'kept' : 'not-kept';
    setState({ ...state, body, note });
  };
  const save = async (): Promise<Reply<PolicySaved>> => {
    const { body, base } = state;
    const reply = await request<PolicySaved>('PUT', pathOf(view), { base, body } satisfies SaveDraft);
    if (reply.ok) {
      // Whatever was typed while it was being saved stays unsaved.
      setState((now) => {
        const isSaved = now.body === body;
        keepLocalDraft(localStorage, place, isSaved ? null : { base: reply.value.digest, body: now.body });
        return { body: now.body, base: reply.value.digest, note: isSaved ? 'none' : 'kept' };
      });
    } else if (reply.code === 'changed-meanwhile') setState((now) => ({ ...now, note: 'conflict' }));
    return reply;
  };
  return {
    body: state.body,
    isDirty: state.note !== 'none',
    note: state.note,
    change,
    save,
    discard() {
      keepLocalDraft(localStorage, place, null);
      setState(savedState(view));
    },
    keepMine() {
      keepLocalDraft(localStorage, place, { base: view.digest, body: state.body });
      setState({ ...state, base: view.digest, note: 'kept' });
    },
  };
}

function begin(view: PolicyView, place: DraftPlace): State {
  const kept = view.state === 'draft' ? readLocalDraft(localStorage, place) : null;
  if (kept === null) return savedState(view);
  return { ...kept, note: kept.base === view.digest ? 'restored' : 'conflict' };
}

function savedState({ body, digest }: PolicyView): State {
  return { body: isJson(body) ? body : {}, base: digest, note: 'none' };
}
