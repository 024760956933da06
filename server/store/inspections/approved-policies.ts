import { readComposite } from '#rubric/composite/definition.ts';
import { readScorecard } from '#rubric/scorecards/lint.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { CardSource } from '../../inspections/card-source.ts';
import type { PoliciesTables } from '../policies/tables.ts';
import type { Reader } from '../database.ts';

type Kind = PoliciesTables['policy']['kind'];

/** Policies as they stand in the database. */
export const APPROVED_POLICIES: CardSource = {
  async inForce(reader, card, date) {
    const [body] = await bodiesInForce(reader, 'scorecard', date, card);
    return body === undefined ? null : cardFrom(body);
  },
  async version(reader, card, version) {
    const row = await reader
      .selectFrom('policy')
      .select('body')
      .where('kind', '=', 'scorecard')
      .where('id', '=', card)
      .where('version', '=', version)
      .executeTakeFirst();
    return row === undefined ? null : cardFrom(row.body);
  },
  async all(reader, date) {
    return (await bodiesInForce(reader, 'scorecard', date)).map(cardFrom);
  },
  async composite(reader, date) {
    const [body] = await bodiesInForce(reader, 'composite', date);
    if (body === undefined) return null;
    const read = readComposite(JSON.parse(body));
    if (!read.ok) throw new Error('an approved composite definition does not read', { cause: read.problems });
    return read.definition;
  },
};

/** By id; of each the latest approved version that has begun, unless its last day is over. */
// oxlint-disable-next-line max-params -- a reader, and three conditions of one question
async function bodiesInForce(reader: Reader, kind: Kind, date: string, id?: string): Promise<readonly string[]> {
  let begun = reader
    .selectFrom('policy')
    .select(['id', 'to_on', 'body'])
    .where('kind', '=', kind)
    .where('state', '=', 'approved')
    .where('from_on', '<=', date);
  if (id !== undefined) begun = begun.where('id', '=', id);
  const rows = await begun.orderBy('id').orderBy('version', 'desc').execute();
  const latest = [...Map.groupBy(rows, (row) => row.id).values()].map(([first]) => first!);
  return latest.filter(({ to_on: to }) => to === null || date <= to).map(({ body }) => body);
}

/** What was approved was checked before. */
function cardFrom(body: string): Scorecard {
  const read = readScorecard(JSON.parse(body));
  if (!read.ok) throw new Error('an approved scorecard does not read', { cause: read.problems });
  return read.card;
}
