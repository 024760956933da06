import { refuse, type Answer, type Asked } from '../api/route.ts';
import type { CompositeWindow } from '#rubric/composite/score.ts';
import type { ScoresKey } from '../store/scoring/find-scores.ts';
import type { CompositeSource, NamedDefinition } from './composite-source.ts';
import { lastDayOf, windowOf } from './periods.ts';

/** Which period under which definition is asked for. */
export interface AskedScores {
  readonly period: string;
  readonly window: CompositeWindow;
  readonly named: NamedDefinition;
  readonly key: ScoresKey;
}

/** From the path and `?policy=…&version=…`; without them the definition in force on the last day of the period. */
export async function askedScores(
  { params, query }: Pick<Asked, 'params' | 'query'>,
  source: CompositeSource,
): Promise<AskedScores | Answer> {
  const asked = askedPeriod(params);
  if ('kind' in asked) return asked;
  const { period, window } = asked;
  const { policy, version } = query;
  if (policy === undefined && version === undefined)
    return { ...asked, ...keyed(period, await source.inForce(lastDayOf(window))) };
  const named = await askedVersion(source, policy, version);
  return 'kind' in named ? named : { ...asked, ...keyed(period, named) };
}

export function askedPeriod(params: Asked['params']): Pick<AskedScores, 'period' | 'window'> | Answer {
  const period = params['period'] ?? '';
  const window = windowOf(period);
  if (window !== null) return { period, window };
  return refuse(
    400,
    'malformed',
    `"${period.slice(0, 20)}" is no period; expected a quarter (2026-Q4) or a month (2026-11).`,
  );
}

export async function askedVersion(
  source: CompositeSource,
  policy: string | undefined,
  version: string | undefined,
): Promise<NamedDefinition | Answer> {
  const number = /^\d{1,4}$/.test(version ?? '') ? Number(version) : null;
  if (policy === undefined || number === null)
    return refuse(400, 'malformed', 'expected ?policy=<id>&version=<number> together');
  const named = await source.version(policy, number);
  const name = `${policy.slice(0, 40)} ${String(number)}`;
  return named ?? refuse(404, 'no-such-version', `There is no approved definition "${name}".`);
}

function keyed(period: string, named: NamedDefinition): Pick<AskedScores, 'named' | 'key'> {
  return { named, key: { period, policy: named.ref.policy, version: named.ref.version } };
}
