import { dateAfter } from '../inspections/planning/quarter.ts';
import { lastDayOf, windowOf } from '../scoring/periods.ts';
import type { Problem } from '#contract/problems.ts';
import { versionProblems } from '#rubric/scorecards/versions.ts';
import type { ApprovedDays } from '../store/policies/approved-days.ts';
import type { PolicyKind } from '../store/policies/tables.ts';

/** Whether a version may hold when it says, beside those that are approved already. */

export interface Beginning {
  readonly kind: PolicyKind;
  readonly id: string;
  readonly version: number;
  readonly effective: { readonly from: string; readonly to: string | null };
}

export interface Standing {
  /** Approved versions of the kind, of all ids. */
  readonly approved: readonly ApprovedDays[];
  /** Last day for which results have been released; null when there are none. */
  readonly releasedUpto: string | null;
}

export function effectiveProblems(beginning: Beginning, { approved, releasedUpto }: Standing): readonly Problem[] {
  const own = approved.filter(({ id }) => id === beginning.id);
  const others = beginning.kind === 'composite' ? approved.filter(({ id }) => id !== beginning.id) : [];
  return [
    ...ownProblems(beginning, own),
    ...others.flatMap((other) => (overlaps(beginning, other, approved) ? [overlapOf(other)] : [])),
    ...pastProblems(beginning, own, releasedUpto),
  ];
}

/** In words about the version that is to begin: the approved ones cannot be changed any more. */
function ownProblems(beginning: Beginning, own: readonly ApprovedDays[]): readonly Problem[] {
  const { id, version, effective } = beginning;
  const list = [
    ...own.map((other) => ({
      id: other.id,
      version: other.version,
      effective: { from: other.from_on!, to: other.to_on },
      approval: null,
    })),
    { id, version, effective, approval: null },
  ];
  const at = String(own.length);
  return versionProblems(list).map(({ path, expected, zh }) => {
    const [index = '', ...field] = path.split('.');
    if (index === at) return { path: field.join('.'), expected, ...(zh === undefined ? {} : { zh }) };
    const other = own[Number(index)]!;
    const last = other.to_on !== null && other.to_on >= effective.from && other.from_on! < effective.from;
    const [day, name] = [last ? other.to_on : other.from_on!, String(other.version)];
    return {
      path: 'effective.from',
      expected: `a day after ${day}, ${last ? `the last one of version ${name}` : `when version ${name} begins`}`,
      zh: `晚于${day}（第${name}版的${last ? '最后一日' : '启用日'}）`,
    };
  });
}

/** Only one composite definition may hold on a day: otherwise a branch would have two scores. */
function overlaps({ effective }: Beginning, other: ApprovedDays, approved: readonly ApprovedDays[]): boolean {
  const end = other.to_on ?? dayBeforeNext(other, approved);
  const startsAfter = end !== null && effective.from > end;
  const endsBefore = effective.to !== null && effective.to < other.from_on!;
  return !startsAfter && !endsBefore;
}

/** A version without a last day ends when the next one of its id begins; null = it goes on. */
function dayBeforeNext(version: ApprovedDays, approved: readonly ApprovedDays[]): string | null {
  const begins = approved
    .filter(({ id, from_on }) => id === version.id && from_on! > version.from_on!)
    .map(({ from_on }) => from_on!)
    .toSorted()[0];
  if (begins === undefined) return null;
  return dateAfter(begins, -1);
}

function overlapOf({ id, version }: ApprovedDays): Problem {
  return {
    path: 'effective.from',
    expected: `a time in which no other definition holds; "${id}" version ${String(version)} does`,
    zh: `这段时间已有“${id}”第${String(version)}版有效`,
  };
}

/** What was released stays as it was; the first version has no results of an earlier one to change. */
function pastProblems(
  { effective }: Beginning,
  own: readonly ApprovedDays[],
  releasedUpto: string | null,
): readonly Problem[] {
  if (own.length === 0 || releasedUpto === null || effective.from > releasedUpto) return [];
  const expected = `a day after ${releasedUpto}, up to which results are released`;
  return [{ path: 'effective.from', expected, zh: `晚于${releasedUpto}（此前的结果已发布）` }];
}

/** Last day of `2026-Q4` or `2026-11`; null for anything else. */
export function lastDayOfPeriod(period: string): string | null {
  const window = windowOf(period);
  return window === null ? null : lastDayOf(window);
}
