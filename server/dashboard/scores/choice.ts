import type { PolicyRef } from '../../scoring/wire.ts';
import type { Place } from '../shell/router.ts';

/** Definition that the address asks for; null = the one in force. */
export function chosenPolicy({ query: { policy, version } }: Place): { policy: string; version: number } | null {
  if (policy === undefined || version === undefined || !/^(?:0|[1-9]\d{0,3})$/.test(version)) return null;
  return { policy, version: Number(version) };
}

/** Of an API path: `?policy=…&version=…`, empty for the definition in force; `more` goes along. */
export function policyQuery(place: Place, more: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams({ ...policyOf(place), ...more }).toString();
  return search === '' ? '' : `?${search}`;
}

/** What a link within the scores takes along, so that one stays under the same definition. */
export function policyOf(place: Place): Readonly<Record<string, string>> {
  const chosen = chosenPolicy(place);
  return chosen === null ? {} : { policy: chosen.policy, version: String(chosen.version) };
}

/** One value for a select. */
export function keyOfPolicy({ policy, version }: Pick<PolicyRef, 'policy' | 'version'>): string {
  return `${policy}@${String(version)}`;
}
