import { z } from 'zod';
import { dateSchema } from '#contract/ids.ts';
import { rolesOf } from '#rubric/scorecards/card-tree.ts';
import { formatPoints } from '#rubric/scorecards/format-points.ts';
import { parsePoints, pointsSchema } from '#rubric/scorecards/points.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { cellOf, sheetSchema, type Answer, type Sheet, type SheetEntry } from '#rubric/scorecards/sheet.ts';

/** A paper sheet as somebody typed it in. */
export interface TypedSheet {
  readonly sheet: Sheet;
  /** Day of the visit as it stands on the paper, YYYY-MM-DD. */
  readonly visitedOn: string | null;
}

/** What stands in one place of the paper: an answer, a printed total, the day of the visit; null = nothing. */
export type Written = SheetEntry | string | null;

export const entrySchema = sheetSchema.shape.entries.element;
export const writtenSchema = z.union([entrySchema, pointsSchema, dateSchema]).nullable();

/** Names of the places of a paper: cells by item or item/role, the others with a colon, which no item has. */
export const VISIT_DATE = 'visit:date';
const PRINTED_TOTAL = 'printed:total';
const PRINTED_LISTS = ['sections', 'items', 'roles'] as const;

/** Every place of a paper on this card, in the order of the card. */
export function placesOf(card: Scorecard): readonly string[] {
  return [
    VISIT_DATE,
    ...card.items.flatMap((item) => rolesOf(card, item).map((role) => cellOf(item.id, role))),
    ...PRINTED_LISTS.flatMap((list) => card[list].map(({ id }) => `printed:${list}/${id}`)),
    PRINTED_TOTAL,
  ];
}

/**
 * What was typed, by place, in one form: numbers as shortest decimals, so that "1.0" is "1"; no white space at the
 * ends; evidence in order. Empty places are not in it.
 */
export function writtenOf({ sheet, visitedOn }: TypedSheet): ReadonlyMap<string, Written> {
  const written = new Map<string, Written>();
  if (visitedOn !== null) written.set(VISIT_DATE, visitedOn);
  for (const entry of sheet.entries) written.set(cellOf(entry.item, entry.role), inOneForm(entry));
  const { printed } = sheet;
  if (printed === undefined) return written;
  for (const list of PRINTED_LISTS) {
    for (const [id, points] of Object.entries(printed[list])) written.set(`printed:${list}/${id}`, inOneForm(points));
  }
  if (printed.total !== undefined) written.set(PRINTED_TOTAL, inOneForm(printed.total));
  return written;
}

/** The sheet that has exactly this written on it. */
export function typedFrom(card: Scorecard, written: ReadonlyMap<string, Written>): TypedSheet {
  const entries: SheetEntry[] = [];
  const printed = { sections: {}, items: {}, roles: {} } as Record<string, Record<string, string>>;
  let hasPrinted = false;
  for (const place of placesOf(card)) {
    const value = written.get(place) ?? null;
    if (value === null || place === VISIT_DATE || place === PRINTED_TOTAL) continue;
    if (typeof value !== 'string') entries.push(value);
    else {
      const [list = '', id = ''] = place.slice('printed:'.length).split('/');
      printed[list]![id] = value;
      hasPrinted = true;
    }
  }
  const total = textOf(written.get(PRINTED_TOTAL));
  const sheet = {
    scorecard: card.id,
    version: card.version,
    entries,
    ...(hasPrinted || total !== null ? { printed: { ...(total === null ? {} : { total }), ...printed } } : {}),
  };
  return { sheet: sheetSchema.parse(sheet), visitedOn: textOf(written.get(VISIT_DATE)) };
}

function textOf(value: Written | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** The one form of `writtenOf`. */
export function inOneForm(written: Written): Written {
  if (written === null) return null;
  if (typeof written !== 'string') return canonicalEntry(written);
  return isDay(written) ? written : canonicalPoints(written);
}

/** Rather than points. */
export function isDay(text: string): boolean {
  return text.includes('-');
}

/** Keys always in the same order, so that equal entries are equal text. */
function canonicalEntry({ item, role, answer, ...rest }: SheetEntry): SheetEntry {
  const responsible = rest.responsible?.trim();
  const note = rest.note?.trim();
  return {
    item,
    ...(role === undefined ? {} : { role }),
    answer: canonicalAnswer(answer),
    evidence: [...new Set(rest.evidence.map((reference) => reference.trim()))].toSorted(),
    ...(responsible === undefined || responsible === '' ? {} : { responsible }),
    ...(rest.elderly === undefined ? {} : { elderly: rest.elderly }),
    ...(note === undefined || note === '' ? {} : { note }),
    ...(rest.penaltyAmount === undefined ? {} : { penaltyAmount: String(rest.penaltyAmount).trim() }),
  };
}

function canonicalAnswer(answer: Answer): Answer {
  switch (answer.type) {
    case 'points':
      return { type: 'points', points: canonicalPoints(answer.points) };
    case 'count':
      return { type: 'count', count: answer.count };
    case 'timer':
      return { type: 'timer', ms: answer.ms };
    case 'choice':
      return { type: 'choice', option: answer.option };
    case 'text':
      // A sheet cannot hold an empty text: one of white space only stays one.
      return { type: 'text', text: answer.text.trim() || ' ' };
    default:
      return { type: answer.type };
  }
}

function canonicalPoints(text: string): string {
  return formatPoints(parsePoints(text));
}
