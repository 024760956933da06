import type { Reader } from '../database.ts';
import type { PoliciesTables } from '../policies/tables.ts';

type Definition = Pick<PoliciesTables['policy'], 'version' | 'body'>;

function approved(reader: Reader) {
  return reader
    .selectFrom('policy')
    .select(['version', 'body'])
    .where('kind', '=', 'composite')
    .where('state', '=', 'approved');
}

/** The newest approved definition that has begun, unless its last day has passed. */
export async function findCompositeInForce(reader: Reader, date: string): Promise<Definition | undefined> {
  const newest = await approved(reader)
    .select('to_on')
    .where('from_on', '<=', date)
    .orderBy('from_on', 'desc')
    .orderBy('id')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest === undefined || (newest.to_on !== null && newest.to_on < date) ? undefined : newest;
}

export async function findApprovedComposite(
  reader: Reader,
  policy: string,
  version: number,
): Promise<Definition | undefined> {
  return approved(reader).where('id', '=', policy).where('version', '=', version).executeTakeFirst();
}
