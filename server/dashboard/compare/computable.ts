import type { PolicyList } from '../../policies/wire.ts';
import type { Bilingual } from '../shell/language.ts';

/** A definition that a period can be computed under. */
export interface Computable {
  readonly key: string;
  readonly policy: string;
  readonly version: number;
  readonly title: Bilingual;
}

/** The shipped template, which nobody has approved. */
const TEMPLATE = { policy: 'default', version: 0, title: { zh: '模板（未批准）', en: 'Template, not approved' } };

/** Approved versions, the newest of each first, and the template last. */
export function computableVersions(policies: PolicyList['policies']): readonly Computable[] {
  const approved = policies
    .filter(({ state }) => state === 'approved')
    .map(({ id, version, title }) => ({ policy: id, version, title }))
    .toSorted((a, b) => (a.policy === b.policy ? b.version - a.version : a.policy < b.policy ? -1 : 1));
  return [...approved, TEMPLATE].map((each) => ({ ...each, key: `${each.policy}@${String(each.version)}` }));
}
