import type { Direction, MessageContent } from '#devices/message.ts';
import { compileField, type FieldValue, type ReadField } from '#devices/framing/fields.ts';
import type { KindSpec } from '#devices/framing/framing-schema.ts';
import { argumentsOf, coerce, type NeutralValue } from '#devices/framing/neutral.ts';
import type { Condition, RuleSpec, ValueSpec } from '#devices/framing/profile.ts';

/** Turns a (transformed) frame into the neutral message it stands for. */
export type Interpret = (frame: Uint8Array) => MessageContent;

/** Makes the interpreter of one frame kind on a line of one direction: first rule that holds wins. */
export function compileRules(kind: KindSpec, rules: readonly RuleSpec[], direction: Direction): Interpret {
  const names = Object.keys(kind.fields);
  const readers = names.map((name) => compileField(kind.fields[name]!));
  const applicable = rules
    .filter((rule) => rule.kind === kind.id && (rule.direction?.includes(direction) ?? true))
    .map((rule) => compileRule(rule, names));
  const address = names.indexOf('address');
  const values = new FieldValues(readers);
  return (frame) => {
    values.load(frame);
    for (const rule of applicable) {
      const content = rule(values);
      if (content !== null) return content;
    }
    const sender = address < 0 ? undefined : values.get(address);
    return { name: 'other', address: typeof sender === 'number' ? sender : null, label: `unknown-${kind.id}` };
  };
}

/** Named groups of a pattern, in the order they are written. */
export function groupNames(pattern: string): readonly string[] {
  return Object.keys(new RegExp(`${pattern}|`, 'su').exec('')?.groups ?? {});
}

/** Patterns in profiles match the whole value. */
function wholePattern(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'su');
}

type Groups = Readonly<Record<string, string>>;
const NO_GROUPS: Groups = {};

/** The fields of one frame, each decoded at most once and only when a rule asks. */
class FieldValues {
  readonly #readers: readonly ReadField[];
  readonly #values: FieldValue[];
  readonly #known: boolean[];
  /** Named groups of the patterns of the rule at work. */
  groups: Groups = NO_GROUPS;
  #frame: Uint8Array = new Uint8Array(0);

  constructor(readers: readonly ReadField[]) {
    this.#readers = readers;
    this.#values = readers.map(() => undefined);
    this.#known = readers.map(() => false);
  }

  load(frame: Uint8Array): void {
    this.#frame = frame;
    this.#known.fill(false);
  }

  get(index: number): FieldValue {
    if (!this.#known[index]!) {
      this.#values[index] = this.#readers[index]!(this.#frame);
      this.#known[index] = true;
    }
    return this.#values[index];
  }
}

type Holds = (values: FieldValues) => boolean;
type ReadValue = (values: FieldValues) => NeutralValue | undefined;

function compileRule(rule: RuleSpec, fields: readonly string[]): (values: FieldValues) => MessageContent | null {
  // Comparing numbers is much cheaper than building a text and matching it, and throws out most rules.
  const conditions = Object.entries(rule.when)
    .toSorted(([, a], [, b]) => Number(typeof a === 'string') - Number(typeof b === 'string'))
    .map(([field, condition]) => compileCondition(fields.indexOf(field), condition));
  const types = argumentsOf(rule.name);
  const assignments = Object.entries(types).map(([name, type]) => ({
    name,
    type,
    read: compileValue(rule.set[name] ?? null, fields),
  }));
  return (values) => {
    values.groups = NO_GROUPS;
    for (const holds of conditions) if (!holds(values)) return null;
    const content: Record<string, NeutralValue> = { name: rule.name };
    for (const { name, type, read } of assignments) {
      const value = read(values);
      const argument = value === undefined ? undefined : coerce(value, type);
      if (argument === undefined) return null;
      content[name] = argument;
    }
    // Names and argument types were checked against the vocabulary (NEUTRAL) when the profile was parsed.
    return content as unknown as MessageContent;
  };
}

function compileCondition(field: number, condition: Condition): Holds {
  if (typeof condition === 'number') return (values) => values.get(field) === condition;
  if (typeof condition === 'string') return compilePattern(field, condition);
  const numberHolds = compileNumbers(condition);
  return (values) => {
    const value = values.get(field);
    return typeof value === 'number' && numberHolds(value);
  };
}

function compileNumbers(condition: Exclude<Condition, string | number>): (value: number) => boolean {
  if ('in' in condition) return (value) => condition.in.includes(value);
  if ('not' in condition) return (value) => !condition.not.includes(value);
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = condition;
  return (value) => value >= min && value <= max;
}

function compilePattern(field: number, pattern: string): Holds {
  if (/^[\w ]+$/.test(pattern)) return (values) => values.get(field) === pattern;
  const expression = wholePattern(pattern);
  const named = groupNames(pattern).length > 0;
  return (values) => {
    const value = values.get(field);
    if (typeof value !== 'string') return false;
    if (!named) return expression.test(value);
    const match = expression.exec(value);
    if (match !== null) values.groups = { ...values.groups, ...match.groups };
    return match !== null;
  };
}

function compileValue(spec: ValueSpec, fields: readonly string[]): ReadValue {
  if (typeof spec === 'object' && spec !== null) {
    const read = compileReference(spec.from, fields);
    const map = new Map(Object.entries(spec.map));
    return (values) => {
      const value = read(values);
      return value === undefined ? undefined : map.get(String(value));
    };
  }
  if (typeof spec === 'string' && spec.startsWith('$')) return compileReference(spec, fields);
  return () => spec;
}

function compileReference(reference: string, fields: readonly string[]): ReadValue {
  const name = reference.slice(1);
  const field = fields.indexOf(name);
  return field >= 0 ? (values) => values.get(field) : (values) => values.groups[name];
}
