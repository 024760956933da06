import { listAt, textAt, withValue, type Json } from '../policies/json-path.ts';

/** Changes to a scorecard's draft that touch more than one field. Drafts may be wrong anywhere. */

export type ListName = 'sections' | 'items' | 'roles' | 'grades';

/** One line of the outline: a section or an item, where it stands in the draft and how deep. */
export interface OutlineRow {
  readonly list: 'sections' | 'items';
  readonly index: number;
  readonly depth: number;
  /** Its section, or the section around it, is none that can be reached from the top. */
  readonly isLost: boolean;
}

/** Sections with their items below them, in the order of the card; what leads nowhere comes last. */
export function outlineOf(card: Json): readonly OutlineRow[] {
  const sections = listAt(card, 'sections');
  const items = listAt(card, 'items');
  const rows: OutlineRow[] = [];
  const placed = new Set<number>();
  const place = (index: number, depth: number): void => {
    placed.add(index);
    rows.push({ list: 'sections', index, depth, isLost: false });
    const id = textAt(sections[index], 'id');
    items.forEach((item, at) => {
      if (textAt(item, 'section') === id && firstOf(sections, id) === index)
        rows.push({ list: 'items', index: at, depth: depth + 1, isLost: false });
    });
    sections.forEach((section, at) => {
      if (!placed.has(at) && textAt(section, 'parent') === id && id !== '') place(at, depth + 1);
    });
  };
  sections.forEach((section, index) => {
    if (textAt(section, 'parent') === '') place(index, 0);
  });
  const lost = (list: OutlineRow['list'], index: number): OutlineRow => ({ list, index, depth: 0, isLost: true });
  const shown = new Set(rows.flatMap(({ list, index }) => (list === 'items' ? [index] : [])));
  return [
    ...rows,
    ...sections.flatMap((_, index) => (placed.has(index) ? [] : [lost('sections', index)])),
    ...items.flatMap((_, index) => (shown.has(index) ? [] : [lost('items', index)])),
  ];
}

function firstOf(entries: readonly Json[], id: string): number {
  return entries.findIndex((entry) => textAt(entry, 'id') === id);
}

/** The nearest entry with the same section or parent, before (-1) or after (+1); null at the end. */
function neighbourOf(card: Json, list: ListName, index: number, step: -1 | 1): number | null {
  const entries = listAt(card, list);
  const group = (entry: Json | undefined): string =>
    list === 'items' ? textAt(entry, 'section') : list === 'sections' ? textAt(entry, 'parent') : '';
  for (let at = index + step; at >= 0 && at < entries.length; at += step) {
    if (group(entries[at]) === group(entries[index])) return at;
  }
  return null;
}

export interface EntryPlace {
  readonly list: ListName;
  readonly index: number;
}

export interface Moved {
  readonly card: Json;
  readonly index: number;
}

export function canMove(card: Json, { list, index }: EntryPlace, step: -1 | 1): boolean {
  return neighbourOf(card, list, index, step) !== null;
}

export function moveEntry(card: Json, { list, index }: EntryPlace, step: -1 | 1): Moved {
  const other = neighbourOf(card, list, index, step);
  if (other === null) return { card, index };
  const entries = [...listAt(card, list)];
  [entries[index], entries[other]] = [entries[other]!, entries[index]!];
  return { card: withValue(card, list, entries), index: other };
}

export function removeEntry(card: Json, { list, index }: EntryPlace): Json {
  return withValue(
    card,
    list,
    listAt(card, list).filter((_, at) => at !== index),
  );
}

export function addEntry(card: Json, list: ListName, fields: Json = {}): Moved {
  const entries = listAt(card, list);
  const entry = { id: freeId(entries, PREFIX[list]), title: { zh: '', en: '' }, ...fields };
  return { card: withValue(card, list, [...entries, entry]), index: entries.length };
}

const PREFIX: Readonly<Record<ListName, string>> = {
  sections: 'section',
  items: 'item',
  roles: 'role',
  grades: 'grade',
};

function freeId(entries: readonly Json[], prefix: string): string {
  const taken = new Set(entries.map((entry) => textAt(entry, 'id')));
  let number = entries.length + 1;
  while (taken.has(`${prefix}-${String(number)}`)) number += 1;
  return `${prefix}-${String(number)}`;
}

/** Fields that name an entry of a list. */
const REFERENCES: Readonly<Record<ListName, readonly (readonly ['sections' | 'items', string])[]>> = {
  sections: [
    ['sections', 'parent'],
    ['items', 'section'],
  ],
  roles: [
    ['items', 'responsibleRole'],
    ['items', 'roles'],
  ],
  grades: [['items', 'veto.capsAt']],
  items: [],
};

/** Gives an entry another id, everywhere. Of two with the same id the references stay with that id. */
export function renameEntry(card: Json, { list, index }: EntryPlace, id: string): Json {
  const old = textAt(card, `${list}.${String(index)}.id`);
  const renamed = withValue(card, `${list}.${String(index)}.id`, id);
  const isShared = listAt(card, list).filter((entry) => textAt(entry, 'id') === old).length > 1;
  if (old === '' || isShared) return renamed;
  return REFERENCES[list].reduce((draft, [from, field]) => withReferences(draft, { from, field, old, id }), renamed);
}

interface Renaming {
  readonly from: 'sections' | 'items';
  readonly field: string;
  readonly old: string;
  readonly id: string;
}

function withReferences(card: Json, { from, field, old, id }: Renaming): Json {
  const entries = listAt(card, from).map((entry) => {
    const value = field === 'roles' ? entry['roles'] : textAt(entry, field);
    if (Array.isArray(value))
      return withValue(
        entry,
        field,
        value.map((each: unknown) => (each === old ? id : each)),
      );
    return value === old ? withValue(entry, field, id) : entry;
  });
  return entries.length === 0 ? card : withValue(card, from, entries);
}
