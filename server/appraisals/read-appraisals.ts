import { evaluateSheet } from '#rubric/scorecards/evaluate.ts';
import { sheetSchema } from '#rubric/scorecards/sheet.ts';
import { json, viewerOf, type Answer, type Asked } from '../api/route.ts';
import { bankDay } from '../bank-day.ts';
import { findAppraisals } from '../store/appraisals/find-appraisals.ts';
import { findStaff } from '../store/appraisals/find-staff.ts';
import type { InspectionsTables } from '../store/inspections/tables.ts';
import { fitsPeople, isPeriod, NO_PERIOD, type AppraisalParts } from './parts.ts';
import { isSuperiorAt, relationTo } from './relation.ts';
import { cardResults, type Appraised, type CardResults } from './results.ts';
import type { AppraisalsView, AppraisalTasks } from './wire.ts';

type Row = InspectionsTables['appraisal'];

/** What was said of everybody at a branch. */
export async function readResults(parts: AppraisalParts, { scope, params }: Asked): Promise<Answer> {
  const { branch = '', period = '' } = params;
  if (!isPeriod(period, parts.clock.now())) return NO_PERIOD;
  const { read } = parts.database;
  const staff = await findStaff(read, scope, branch);
  const rows = Map.groupBy(await findAppraisals(read, scope, { branch, period }), ({ subject }) => subject);
  // Whoever has left is listed where something was said of them.
  const listed = staff.filter(({ pseudonym, has_left }) => has_left === 0 || rows.has(pseudonym));
  const people: AppraisalsView['people'][number][] = [];
  for (const { pseudonym } of listed)
    people.push({ pseudonym, results: await resultsOf(parts, rows.get(pseudonym) ?? []) });
  return json({ period, people } satisfies AppraisalsView);
}

/** Whom the viewer may appraise; and of what was said, only what concerns the viewer. */
export async function readTasks(parts: AppraisalParts, asked: Asked): Promise<Answer> {
  const { branch = '', period = '' } = asked.params;
  const now = parts.clock.now();
  if (!isPeriod(period, now)) return NO_PERIOD;
  const { read } = parts.database;
  const viewer = viewerOf(asked);
  const { account } = viewer;
  const staff = await findStaff(read, asked.scope, branch);
  const present = staff.filter(({ has_left }) => has_left === 0);
  const isStaff = present.some((each) => each.account === account);
  const appraiser = { account, isStaff, isSuperior: await isSuperiorAt(read, viewer, branch) };
  const rows = await findAppraisals(read, asked.scope, { branch, period });
  const done = new Set(rows.filter((row) => row.account === account).map(({ subject }) => subject));
  const self = staff.find((each) => each.account === account);
  const ownRows = rows.filter(({ subject }) => subject === self?.pseudonym);
  const cards = await parts.cards.all(read, bankDay(now, {}));
  return json({
    period,
    people: present.flatMap((member) => {
      const relation = relationTo(member, appraiser);
      const { pseudonym } = member;
      return relation === null ? [] : [{ pseudonym, relation, isDone: done.has(pseudonym) }];
    }),
    cards: cards.filter(fitsPeople),
    own: self === undefined ? null : await resultsOf(parts, ownRows),
  } satisfies AppraisalTasks);
}

/** Of one person, a card after the other. */
async function resultsOf({ database, cards }: AppraisalParts, rows: readonly Row[]): Promise<readonly CardResults[]> {
  const byCard = Map.groupBy(rows, ({ card, version }) => `${card}/${String(version)}`);
  const results: CardResults[] = [];
  for (const key of [...byCard.keys()].toSorted()) {
    const [first] = byCard.get(key)!;
    const card = await cards.version(database.read, first!.card, first!.version);
    if (card === null) throw new Error(`${key} was appraised on and cannot be read`);
    const appraised = byCard.get(key)!.map(({ relation, body }): Appraised => {
      const sheet = sheetSchema.parse(JSON.parse(body));
      const evaluated = evaluateSheet(card, sheet);
      if (!evaluated.ok) throw new Error(`an appraisal does not fit ${key}`, { cause: evaluated.problems });
      return { relation, sheet, result: evaluated.result };
    });
    results.push(cardResults(card, appraised));
  }
  return results;
}
