import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import type { EntryView, OwnEntry, SavedEntry } from '../../inspections/double-entry/wire.ts';
import { get, request } from '../shell/request.ts';
import { DraftSaver, type SavingState } from './draft-saver.ts';
import { EMPTY_CELL, fieldsOf, readFields, type CellFields, type Fields, type ReadFields } from './fields.ts';
import { dropDraft, dropForeignDrafts, keepDraft, keptDraft, type DraftKey } from './kept-draft.ts';

interface TypingParts {
  readonly view: EntryView;
  readonly own: OwnEntry;
  readonly account: string;
  readonly path: string;
  readonly clock: Clock;
}

export interface Typing {
  readonly fields: Fields;
  readonly read: ReadFields;
  readonly saving: SavingState;
  setCell(cell: string, value: CellFields): void;
  setPrinted(place: string, text: string): void;
  setDay(day: string): void;
  /** The revision that holds everything typed; null when it cannot be saved now. */
  save(): Promise<number | null>;
  /** Over what another window saved. */
  keepMine(): Promise<void>;
  /** Forgets what this tab keeps. */
  forget(): void;
}

/** What is typed, kept in the tab at once and at head office a moment later. */
export function useTyping({ view, own, account, path, clock }: TypingParts): Typing {
  const { card, branch, inspection } = view;
  const key: DraftKey = { account, branch, inspection, entry: own.entry };
  const stored = JSON.stringify(fieldsOf(own));
  const [start] = useState(() => startOf(key, own, stored));
  const [fields, setFields] = useState(start.fields);
  const [saving, setSaving] = useState<SavingState>(start.isElsewhere ? 'elsewhere' : 'saved');
  const sent = useRef(stored);
  const now = useRef(fields);
  const read = useMemo(() => readFields(card, fields), [card, fields]);
  const saver = useRef<DraftSaver>(null);
  saver.current ??= new DraftSaver({
    clock,
    revision: own.revision,
    isElsewhere: start.isElsewhere,
    show: setSaving,
    put: (draft) => {
      sent.current = JSON.stringify(fieldsOf(draft));
      keepDraft(sessionStorage, key, { fields: now.current, revision: draft.revision, sent: sent.current });
      return request<SavedEntry>('PUT', `${path}/entries/${own.entry}`, draft);
    },
  });
  useEffect(() => {
    dropForeignDrafts(sessionStorage, account);
    const { sheet, visitedOn } = readFields(card, start.fields);
    if (JSON.stringify(start.fields) !== stored) saver.current!.changed({ sheet, visitedOn });
    return () => saver.current!.stop();
  }, []);
  const change = (next: Fields): void => {
    now.current = next;
    setFields(next);
    keepDraft(sessionStorage, key, { fields: next, revision: saver.current!.revision, sent: sent.current });
    const { sheet, visitedOn } = readFields(card, next);
    saver.current!.changed({ sheet, visitedOn });
  };
  return {
    fields,
    read,
    saving,
    setCell: (cell, value) => change({ ...now.current, cells: { ...now.current.cells, [cell]: value } }),
    setPrinted: (place, text) => change({ ...now.current, printed: { ...now.current.printed, [place]: text } }),
    setDay: (visitedOn) => change({ ...now.current, visitedOn }),
    save: async () => ((await saver.current!.flush()) ? saver.current!.revision : null),
    async keepMine() {
      const reply = await get<EntryView>(`${path}/entries`);
      if (reply.ok && reply.value.own !== null) await saver.current!.takeOver(reply.value.own.revision);
    },
    forget() {
      saver.current!.stop();
      dropDraft(sessionStorage, key);
    },
  };
}

/** What this tab keeps goes on, unless another window has saved something else since. */
function startOf(key: DraftKey, own: OwnEntry, stored: string): { fields: Fields; isElsewhere: boolean } {
  const kept = keptDraft(sessionStorage, key);
  if (kept === null) return { fields: fieldsOf(own), isElsewhere: false };
  return { fields: kept.fields, isElsewhere: kept.revision !== own.revision && kept.sent !== stored };
}

export function cellFieldsIn(fields: Fields, cell: string): CellFields {
  return fields.cells[cell] ?? EMPTY_CELL;
}
