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
export function wholePattern(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'su');
}

/** The fields of one frame, each decoded at most once and only when a rule asks. */
class FieldValues {
  readonly #readers: readonly ReadField[];
  readonly #values: FieldValue[];
  readonly #known: boolean[];
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

type Groups = Record<string, string>;
type Holds = (values: FieldValues, groups: Groups) => boolean;
type ReadValue = (values: FieldValues, groups: Groups) => NeutralValue | undefined;

function compileRule(rule: RuleSpec, fields: readonly string[]): (values: FieldValues) => MessageContent | null {
  const conditions = Object.entries(rule.when).map(([field, condition]) =>
    compileCondition(fields.indexOf(field), condition),
  );
  const types = argumentsOf(rule.name);
  const assignments = Object.entries(types).map(([name, type]) => ({
    name,
    type,
    read: compileValue(rule.set[name] ?? null, fields),
  }));
  return (values) => {
    const groups: Groups = {};
    for (const holds of conditions) if (!holds(values, groups)) return null;
    const content: Record<string, NeutralValue> = { name: rule.name };
    for (const { name, type, read } of assignments) {
      const value = read(values, groups);
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
  return (values) => {
    const value = values.get(field);
    return typeof value === 'number' && numberHolds(value, condition);
  };
}

function numberHolds(value: number, condition: Exclude<Condition, string | number>): boolean {
  if ('in' in condition) return condition.in.includes(value);
  if ('not' in condition) return !condition.not.includes(value);
  const { min, max } = condition as { min?: number; max?: number };
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

function compilePattern(field: number, pattern: string): Holds {
  const expression = wholePattern(pattern);
  const named = groupNames(pattern).length > 0;
  return (values, groups) => {
    const value = values.get(field);
    if (typeof value !== 'string') return false;
    if (!named) return expression.test(value);
    const match = expression.exec(value);
    if (match !== null) Object.assign(groups, match.groups);
    return match !== null;
  };
}

function compileValue(spec: ValueSpec, fields: readonly string[]): ReadValue {
  if (typeof spec === 'object' && spec !== null) {
    const read = compileReference(spec.from, fields);
    const map = new Map(Object.entries(spec.map));
    return (values, groups) => {
      const value = read(values, groups);
      return value === undefined ? undefined : map.get(String(value));
    };
  }
  if (typeof spec === 'string' && spec.startsWith('$')) return compileReference(spec, fields);
  return () => spec;
}

function compileReference(reference: string, fields: readonly string[]): ReadValue {
  const name = reference.slice(1);
  const field = fields.indexOf(name);
  return field >= 0 ? (values) => values.get(field) : (_, groups) => groups[name];
}
