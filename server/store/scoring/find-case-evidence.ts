import type { CaseEvidence } from '#rubric/composite/evidence.ts';
import type { CompositeWindow } from '#rubric/composite/score.ts';
import type { Reader } from '../database.ts';
import type { ScoringTables } from './tables.ts';

export interface CaseQuestion {
  readonly kind: ScoringTables['service_case']['kind'];
  readonly window: CompositeWindow;
  /** A case that is open and due today or later is not judged yet. */
  readonly today: string;
}

/**
 * Cases of a branch that were due in [from, to), and whether they were settled in time. Null while the bank has no
 * record of any case of this kind from before the end of the window: then nothing arose that anybody would have noted.
 */
export async function findCaseEvidence(
  reader: Reader,
  branch: string,
  { kind, window, today }: CaseQuestion,
): Promise<readonly CaseEvidence[] | null> {
  const rows = await reader
    .selectFrom('service_case')
    .select(['id', 'due_on', 'settled_on'])
    .where('branch', '=', branch)
    .where('kind', '=', kind)
    .where('due_on', '>=', window.from)
    .where('due_on', '<', window.to)
    .orderBy('id')
    .execute();
  const judged = rows.filter(({ due_on: due, settled_on: settled }) => settled !== null || due < today);
  if (judged.length === 0 && !(await isRecorded(reader, kind, window.to))) return null;
  return judged.map(({ id, due_on: due, settled_on: settled }) => ({ id, met: settled !== null && settled <= due }));
}

async function isRecorded(reader: Reader, kind: CaseQuestion['kind'], before: string): Promise<boolean> {
  const any = await reader
    .selectFrom('service_case')
    .select('id')
    .where('kind', '=', kind)
    .where('opened_on', '<', before)
    .limit(1)
    .executeTakeFirst();
  return any !== undefined;
}
