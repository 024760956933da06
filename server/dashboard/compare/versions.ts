import type { PolicyRef } from '../../scoring/wire.ts';

/** Which two versions of which definition are compared. */
export interface Versions {
  readonly policy: string;
  readonly from: number;
  readonly to: number;
}

/** What the address asks for, else the two newest of the first definition that has two; null when none has. */
export function chosenVersions(
  policies: readonly PolicyRef[],
  query: Readonly<Record<string, string>>,
): Versions | null {
  const comparable = comparablePolicies(policies);
  const policy = comparable.find((each) => each === query['policy']) ?? comparable[0];
  if (policy === undefined) return null;
  const versions = versionsOf(policies, policy);
  const known = (text: string | undefined): number | undefined => versions.find((each) => String(each) === text);
  return {
    policy,
    from: known(query['from']) ?? versions.at(-2)!,
    to: known(query['to']) ?? versions.at(-1)!,
  };
}

/** Definitions with at least two versions. */
export function comparablePolicies(policies: readonly PolicyRef[]): readonly string[] {
  return [...new Set(policies.map(({ policy }) => policy))]
    .filter((policy) => versionsOf(policies, policy).length > 1)
    .toSorted();
}

/** Ascending. */
export function versionsOf(policies: readonly PolicyRef[], policy: string): readonly number[] {
  return policies
    .filter((each) => each.policy === policy)
    .map(({ version }) => version)
    .toSorted((a, b) => a - b);
}
