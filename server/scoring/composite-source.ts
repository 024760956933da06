import { DEFAULT_COMPOSITE } from '#rubric/composite/default-composite.ts';
import { readComposite, type CompositeDefinition } from '#rubric/composite/definition.ts';
import type { Reader } from '../store/database.ts';
import { findApprovedComposite, findCompositeInForce } from '../store/scoring/find-definition.ts';
import type { PolicyRef } from './wire.ts';

/** A definition with the name under which composites are kept. */
export interface NamedDefinition {
  readonly ref: PolicyRef;
  readonly definition: CompositeDefinition;
}

/** Where definitions of composites come from. */
export interface CompositeSource {
  /** What holds on a day; as long as nobody has approved anything, the shipped template. */
  inForce(date: string): Promise<NamedDefinition>;
  /** Null when there is no such approved version. */
  version(policy: string, version: number): Promise<NamedDefinition | null>;
}

/** Version 0 is the shipped template: approved versions begin with 1. */
const TEMPLATE_VERSION = 0;

export const TEMPLATE: NamedDefinition = named(DEFAULT_COMPOSITE, TEMPLATE_VERSION);

export function storedComposites(reader: Reader): CompositeSource {
  return {
    async inForce(date) {
      const row = await findCompositeInForce(reader, date);
      return row === undefined ? TEMPLATE : named(JSON.parse(row.body), row.version);
    },
    async version(policy, version) {
      if (policy === TEMPLATE.ref.policy && version === TEMPLATE_VERSION) return TEMPLATE;
      const row = await findApprovedComposite(reader, policy, version);
      return row === undefined ? null : named(JSON.parse(row.body), row.version);
    },
  };
}

function named(json: unknown, version: number): NamedDefinition {
  const read = readComposite(json);
  if (!read.ok) throw new Error(`a stored composite definition is not sound: ${JSON.stringify(read.problems)}`);
  const definition = { ...read.definition, version };
  return { ref: { policy: definition.id, version, approved: version !== TEMPLATE_VERSION }, definition };
}
