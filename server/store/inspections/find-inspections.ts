import { sql, type ExpressionBuilder } from 'kysely';
import type { Reader } from '../database.ts';
import type { Tables } from '../tables.ts';
import { isOpen, isVisible, isWhole, type Sight } from './sight.ts';
import type { InspectionsTables } from './tables.ts';

type Row = InspectionsTables['inspection'];

/** An inspection as far as whoever asks may see it. */
export interface SeenInspection extends Pick<
  Row,
  | 'branch'
  | 'id'
  | 'plan'
  | 'kind'
  | 'card'
  | 'card_version'
  | 'mode'
  | 'state'
  | 'announced_at'
  | 'released_at'
  | 'respondents'
> {
  readonly branch_zh: string;
  readonly branch_en: string;
  /** All of it may be seen; otherwise as its branch sees it. */
  readonly whole: boolean;
  readonly inspector: string | null;
  readonly second: string | null;
  readonly from_on: string | null;
  readonly to_on: string | null;
  /** Only the month (2026-10) where the day could tell who it was. */
  readonly visited_on: string | null;
  readonly signed_at: number | null;
  readonly result: string | null;
}

export interface InspectionFilter {
  readonly branch?: string | undefined;
  readonly kind?: Row['kind'] | undefined;
  readonly state?: Row['state'] | undefined;
  /** First days between these. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface Slice {
  readonly limit: number;
  readonly offset: number;
}

/** Latest first. */
export async function findInspections(
  reader: Reader,
  sight: Sight,
  { filter, slice }: { readonly filter: InspectionFilter; readonly slice: Slice },
): Promise<readonly SeenInspection[]> {
  const rows = await seen(reader, sight)
    .where((is) => matches(is, filter))
    .orderBy('inspection.from_on', 'desc')
    .orderBy('inspection.branch')
    .orderBy('inspection.id')
    .limit(slice.limit)
    .offset(slice.offset)
    .execute();
  return rows.map(asSeen);
}

export async function findInspection(
  reader: Reader,
  sight: Sight,
  { branch, id }: { readonly branch: string; readonly id: string },
): Promise<SeenInspection | null> {
  const row = await seen(reader, sight)
    .where('inspection.branch', '=', branch)
    .where('inspection.id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : asSeen(row);
}

/** How many there are in each state, with the same conditions. */
export async function countInspections(
  reader: Reader,
  sight: Sight,
  filter: InspectionFilter,
): Promise<readonly { readonly state: Row['state']; readonly n: number }[]> {
  return reader
    .selectFrom('inspection')
    .select((of) => ['inspection.state', of.fn.countAll<number>().as('n')])
    .where(isVisible(sight))
    .where((is) => matches(is, filter))
    .groupBy('inspection.state')
    .orderBy('inspection.state')
    .execute();
}

function matches(is: ExpressionBuilder<Tables, 'inspection'>, filter: InspectionFilter) {
  const { branch, kind, state, from, to } = filter;
  return is.and([
    ...(branch === undefined ? [] : [is('inspection.branch', '=', branch)]),
    ...(kind === undefined ? [] : [is('inspection.kind', '=', kind)]),
    ...(state === undefined ? [] : [is('inspection.state', '=', state)]),
    ...(from === undefined ? [] : [is('inspection.from_on', '>=', from)]),
    ...(to === undefined ? [] : [is('inspection.from_on', '<=', to)]),
  ]);
}

function seen(reader: Reader, sight: Sight) {
  const open = isOpen(sight);
  const whole = isWhole(sight);
  const flag = (condition: typeof open) => sql<number>`CASE WHEN ${condition} THEN 1 ELSE 0 END`;
  return reader
    .selectFrom('inspection')
    .innerJoin('unit', 'unit.id', 'inspection.branch')
    .select([
      'inspection.branch',
      'inspection.id',
      'inspection.kind',
      'inspection.card',
      'inspection.card_version',
      'inspection.mode',
      'inspection.state',
      'inspection.announced_at',
      'inspection.released_at',
      'inspection.respondents',
      'unit.name_zh as branch_zh',
      'unit.name_en as branch_en',
      flag(whole).as('whole'),
      sql<string | null>`CASE WHEN ${whole} THEN inspection.plan END`.as('plan'),
      sql<string | null>`CASE WHEN ${open} THEN inspection.inspector END`.as('inspector'),
      sql<string | null>`CASE WHEN ${open} THEN inspection.second END`.as('second'),
      sql<string | null>`CASE WHEN ${open} THEN inspection.from_on END`.as('from_on'),
      sql<string | null>`CASE WHEN ${open} THEN inspection.to_on END`.as('to_on'),
      sql<number | null>`CASE WHEN ${open} THEN inspection.signed_at END`.as('signed_at'),
      sql<string | null>`CASE WHEN ${open} THEN inspection.visited_on ELSE substr(inspection.visited_on, 1, 7) END`.as(
        'visited_on',
      ),
      sql<string | null>`CASE WHEN ${whole} OR inspection.state = 'released' THEN inspection.result END`.as('result'),
    ])
    .where(isVisible(sight));
}

function asSeen<T extends { readonly whole: number }>(row: T): Omit<T, 'whole'> & { readonly whole: boolean } {
  return { ...row, whole: row.whole === 1 };
}
