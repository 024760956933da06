import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { lastDigits } from '#rubric/statistics/last-digit.ts';
import { json, refuse, type Answer, type Asked, type Route } from '../../api/route.ts';
import type { Scope } from '../../auth/viewer.ts';
import { windowOf } from '../../scoring/periods.ts';
import { countVisits } from '../../store/agreement/count-visits.ts';
import { listDoubleVisits } from '../../store/agreement/list-double-visits.ts';
import { listTypedPapers } from '../../store/agreement/list-typed-papers.ts';
import type { SignedSheet, VisitWindow } from '../../store/agreement/signed-sheet.ts';
import { countingSheet } from '../../store/inspections/counting-sheet.ts';
import type { DoubleEntryParts } from '../double-entry/asked.ts';
import { sheetOf, typedOf } from '../double-entry/entry-json.ts';
import { MIN_PAIRS, raterAgreement } from './rater-agreement.ts';
import { typingAccuracy, type TypedPaper } from './typing-accuracy.ts';
import type { AgreementView, CardAgreement, TypedTimes } from './wire.ts';

type Parts = Pick<DoubleEntryParts, 'database' | 'cards'>;

/** Of all visits, so many should be scored twice. */
const GOAL = { low: 500, high: 1_000 };

export function agreementRoutes(parts: Parts): readonly Route[] {
  return [{ method: 'GET', path: '/api/agreement', answer: (asked) => answerAgreement(parts, asked) }];
}

async function answerAgreement(parts: Parts, { query, scope }: Asked): Promise<Answer> {
  const period = query['period'] ?? '';
  const window = windowOf(period);
  if (window === null) return refuse(400, 'malformed', 'expected ?period=2026-Q4 or ?period=2026-11');
  const { read } = parts.database;
  const cards = keptCards(parts);
  const doubles = byVisit(await listDoubleVisits(read, scope, window));
  const { papers, times } = await typedPapers(parts, cards, { scope, window });
  return json({
    period,
    visits: await countVisits(read, scope, window),
    doubleVisits: doubles.length,
    goal: GOAL,
    minPairs: MIN_PAIRS,
    cards: await cardAgreements(cards, doubles),
    typing: typingAccuracy(papers),
    typedTimes: times,
  } satisfies AgreementView);
}

type Cards = (sheet: SignedSheet) => Promise<Scorecard>;

function keptCards({ database, cards }: Parts): Cards {
  const kept = new Map<string, Promise<Scorecard | null>>();
  return async ({ card, card_version }) => {
    const key = `${card}/${String(card_version)}`;
    const found = kept.get(key) ?? cards.version(database.read, card, card_version);
    kept.set(key, found);
    const read = await found;
    if (read === null) throw new Error(`${key} is used by a signed inspection and cannot be read`);
    return read;
  };
}

/** In the order of the query. */
function byVisit(sheets: readonly SignedSheet[]): readonly (readonly SignedSheet[])[] {
  return [...Map.groupBy(sheets, ({ branch, inspection }) => `${branch}/${inspection}`).values()];
}

async function cardAgreements(
  cards: Cards,
  visits: readonly (readonly SignedSheet[])[],
): Promise<readonly CardAgreement[]> {
  const byCard = Map.groupBy(visits, ([sheet]) => `${sheet!.card}/${String(sheet!.card_version)}`);
  const names = [...byCard.keys()].toSorted();
  return Promise.all(
    names.map(async (name) => {
      const pairs = byCard.get(name)!.map((sheets) => ({
        own: sheetOf(countedOf(sheets)),
        second: sheetOf(sheets.find(({ entry }) => entry === 'second-scorer')!),
      }));
      return raterAgreement(await cards(byCard.get(name)![0]![0]!), pairs);
    }),
  );
}

function countedOf(sheets: readonly SignedSheet[]): SignedSheet {
  const counted = countingSheet(sheets);
  if (counted === null) throw new Error('a signed inspection has no sheet that counts');
  return counted;
}

async function typedPapers(
  { database }: Parts,
  cards: Cards,
  { scope, window }: { readonly scope: Scope; readonly window: VisitWindow },
): Promise<{ readonly papers: readonly TypedPaper[]; readonly times: TypedTimes }> {
  const papers: TypedPaper[] = [];
  const seconds: number[] = [];
  for (const sheets of byVisit(await listTypedPapers(database.read, scope, window))) {
    const [first, second] = (['first-entry', 'second-entry'] as const).map((entry) =>
      sheets.find((sheet) => sheet.entry === entry),
    );
    if (first === undefined || second === undefined) continue;
    papers.push({
      card: await cards(first),
      first: typedOf(first),
      second: typedOf(second),
      people: [first.person, second.person],
    });
    const { entries } = sheetOf(countedOf(sheets));
    seconds.push(...entries.flatMap(({ answer }) => (answer.type === 'timer' ? [Math.round(answer.ms / 1_000)] : [])));
  }
  const digits = lastDigits(seconds);
  return {
    papers,
    times: { n: seconds.length, digits: digits === null ? null : { counts: digits.counts, p: digits.p } },
  };
}
