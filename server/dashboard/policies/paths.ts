import type { PolicySummary } from '../../policies/wire.ts';
import { hrefOf } from '../shell/router.ts';

/** Addresses of versions: at head office and in the page. */

export type PolicyRef = Pick<PolicySummary, 'kind' | 'id' | 'version'>;

export function pathOf({ kind, id, version }: PolicyRef): string {
  return `/api/policies/${kind}/${id}/${String(version)}`;
}

const PAGE = { scorecard: 'scorecards', composite: 'weights' } as const;

export function placeOf({ kind, id, version }: PolicyRef, tab?: string): string {
  return hrefOf([PAGE[kind], id, String(version)], tab === undefined ? {} : { tab });
}

export function listPlaceOf(kind: PolicyRef['kind']): string {
  return hrefOf([PAGE[kind]]);
}
