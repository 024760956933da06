import { DEFAULT_COMPOSITE } from '#rubric/composite/default-composite.ts';
import { readComposite, type CompositeDefinition } from '#rubric/composite/definition.ts';
import { compositeInForce, compositeVersion } from '../policies/in-force.ts';
import type { Reader } from '../store/database.ts';
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

export const TEMPLATE: NamedDefinition = template();

function template(): NamedDefinition {
  const read = readComposite(DEFAULT_COMPOSITE);
  if (!read.ok) throw new Error(`the shipped template is not sound: ${JSON.stringify(read.problems)}`);
  return named({ ...read.definition, version: TEMPLATE_VERSION });
}

export function storedComposites(reader: Reader): CompositeSource {
  return {
    async inForce(date) {
      const definition = await compositeInForce(reader, date);
      return definition === null ? TEMPLATE : named(definition);
    },
    async version(policy, version) {
      if (policy === TEMPLATE.ref.policy && version === TEMPLATE_VERSION) return TEMPLATE;
      const definition = await compositeVersion(reader, policy, version);
      return definition === null ? null : named(definition);
    },
  };
}

function named(definition: CompositeDefinition): NamedDefinition {
  const { id: policy, version } = definition;
  const grades = definition.grades.map(({ id, title }) => ({ id, zh: title.zh, en: title.en }));
  return { ref: { policy, version, approved: version !== TEMPLATE_VERSION, grades }, definition };
}
