import { DEFAULT_COMPOSITE } from '#rubric/composite/default-composite.ts';
import { SHIPPED_SCORECARDS } from '#rubric/scorecards/shipped.ts';
import type { PolicyKind } from '../store/policies/tables.ts';
import { isObject, storedBody, type JsonObject } from './policy-json.ts';

/** What a bank can begin with. Nothing of it is in force before the bank has approved its own version. */

export function templatesOf(kind: PolicyKind): readonly JsonObject[] {
  return (kind === 'scorecard' ? SHIPPED_SCORECARDS : [DEFAULT_COMPOSITE]).filter(isObject);
}

export function templateNames(kind: PolicyKind) {
  return templatesOf(kind).map((json) => {
    const { title_zh: zh, title_en: en } = storedBody(json);
    return { id: String(json['id']), title: { zh, en } };
  });
}

/** An empty scorecard, with what every one has; not sound until somebody has filled it in. */
export function emptyPolicy(kind: PolicyKind): JsonObject {
  if (kind === 'composite') return templatesOf('composite')[0]!;
  return {
    scorecard: 1,
    kind: 'additive',
    title: { zh: '', en: '' },
    source: { zh: '', en: '' },
    sections: [],
    items: [],
  };
}
