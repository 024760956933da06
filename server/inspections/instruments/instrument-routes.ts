import { json, refuse, viewerOf, type Answer, type Asked, type Route } from '../../api/route.ts';
import type { ScorecardResult } from '#rubric/scorecards/result.ts';
import { countVisits } from '../../store/inspections/count-visits.ts';
import { findInspections, type SeenInspection } from '../../store/inspections/find-inspections.ts';
import { findPlannedBranches } from '../../store/inspections/find-planned-branches.ts';
import { sightOf, type Sight } from '../../store/inspections/sight.ts';
import { HEAD_OFFICE } from '../../organisation/ensure-units.ts';
import type { InspectionParts } from '../inspection-routes.ts';
import { readCards } from '../inspection-view.ts';
import { minimumVisits } from '../planning/desk.ts';
import { daysOfQuarter, type Days } from '../planning/quarter.ts';
import { planWarnings } from '../planning/warnings.ts';
import type { InstrumentRow, InstrumentsView, Kind } from '../wire.ts';
import { hallMonthOf, placesOf, surveyOf } from './beside.ts';

/** What a quarter has beside the composite, and where visits are too few for one. */
export function instrumentRoutes(parts: InspectionParts): readonly Route[] {
  return [{ method: 'GET', path: '/api/instruments/:quarter', answer: (asked) => ofQuarter(parts, asked) }];
}

const ROWS_AT_MOST = 5_000;

async function ofQuarter({ database, cards }: InspectionParts, asked: Asked): Promise<Answer> {
  const quarter = asked.params['quarter']!;
  const days = daysOfQuarter(quarter);
  if (days === null) return refuse(400, 'malformed', 'This is no quarter; write it as 2026-Q4.');
  const { read } = database;
  const sight = sightOf(viewerOf(asked));
  const surveys = await releasedOf(read, sight, { days, kind: 'intercept' });
  const calls = await releasedOf(read, sight, { days, kind: 'hotline' });
  const months = await releasedOf(read, sight, { days, kind: 'monthly' });
  const cardOf = await readCards(read, cards, [...surveys, ...months]);
  const measured = surveys.map((row) => surveyOf(resultOf(row), row.respondents));
  const places = placesOf(measured);
  const branches = await findPlannedBranches(read, asked.scope, { unit: HEAD_OFFICE, on: days.from });
  const released = await countVisits(read, asked.scope, { ...days, released: true });
  const { minimum, isApproved } = await minimumVisits(read, cards, days.from);
  const view: InstrumentsView = {
    quarter,
    surveys: surveys.map((row, index) => ({
      ...rowOf(row),
      survey: measured[index]!,
      place: measured.length > 1 ? places[index]! : null,
      titles: titlesOf(cardOf(row)?.items),
    })),
    calls: calls.map((row) => ({ ...rowOf(row), share: resultOf(row).share })),
    months: months.map((row) => ({
      ...rowOf(row),
      month: hallMonthOf(resultOf(row)),
      titles: titlesOf(cardOf(row)?.roles),
    })),
    tooFew: planWarnings(
      branches.map(({ branch }) => branch),
      released,
      minimum,
    ),
    names: Object.fromEntries(branches.map(({ branch, zh, en }) => [branch, { zh, en }])),
    isMinimumApproved: isApproved,
  };
  return json(view);
}

function releasedOf(
  read: InspectionParts['database']['read'],
  sight: Sight,
  { days, kind }: { readonly days: Days; readonly kind: Kind },
): Promise<readonly SeenInspection[]> {
  const filter = { ...days, kind, state: 'released' as const };
  return findInspections(read, sight, { filter, slice: { limit: ROWS_AT_MOST, offset: 0 } });
}

function resultOf({ result }: SeenInspection): ScorecardResult {
  if (result === null) throw new Error('a released inspection has no result');
  return JSON.parse(result) as ScorecardResult;
}

function rowOf({ branch, id, branch_zh: zh, branch_en: en, visited_on: visitedOn }: SeenInspection): InstrumentRow {
  return { branch, id, visitedOn, name: { zh, en } };
}

type Titled = { readonly id: string; readonly title: { readonly zh: string; readonly en: string } };

function titlesOf(list: readonly Titled[] | undefined): InstrumentsView['names'] {
  return Object.fromEntries((list ?? []).map(({ id, title }) => [id, title]));
}
