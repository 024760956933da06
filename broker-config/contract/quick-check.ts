import { z } from 'zod';

/**
 * A cheap first look at parsed JSON, made from the schema itself: true only when the schema would accept the value
 * as it is. False decides nothing, then the schema is asked. Refinements, transforms and pattern flags are not seen:
 * use it for schemas without them only.
 */
export type QuickCheck = (value: unknown) => boolean;

type Node = Readonly<Record<string, unknown>>;
type Build = (node: Node) => QuickCheck;

export function quickCheck(schema: z.ZodType): QuickCheck {
  return build(z.toJSONSchema(schema, { unrepresentable: 'any' }));
}

const NOT_SEEN: QuickCheck = () => false;

/** Per type: the keywords that its check understands; any other one makes the schema decide. */
const TYPES: Readonly<Record<string, { readonly keywords: readonly string[]; readonly build: Build }>> = {
  string: { keywords: ['pattern', 'format', 'minLength', 'maxLength', 'enum', 'const'], build: stringCheck },
  integer: { keywords: ['minimum', 'maximum'], build: integerCheck },
  boolean: { keywords: ['const'], build: booleanCheck },
  number: { keywords: ['const'], build: constCheck },
  array: { keywords: ['items', 'maxItems'], build: arrayCheck },
  object: { keywords: ['properties', 'required', 'additionalProperties'], build: objectCheck },
};

function build(node: Node): QuickCheck {
  const known = TYPES[String(node['type'])];
  if (known === undefined) return Array.isArray(node['anyOf']) ? anyCheck(node) : NOT_SEEN;
  const understood = Object.keys(node).every(
    (key) => key === 'type' || key === '$schema' || known.keywords.includes(key),
  );
  return understood ? known.build(node) : NOT_SEEN;
}

function stringCheck(node: Node): QuickCheck {
  const { pattern, format, minLength = 0, maxLength = Infinity, const: only } = node;
  if (format !== undefined && pattern === undefined) return NOT_SEEN;
  const allowed = only === undefined ? node['enum'] : [only];
  if (Array.isArray(allowed)) return (value) => allowed.includes(value);
  const expression = typeof pattern === 'string' ? new RegExp(pattern) : null;
  const [least, most] = [Number(minLength), Number(maxLength)];
  return (value) =>
    typeof value === 'string' &&
    value.length >= least &&
    value.length <= most &&
    (expression === null || expression.test(value));
}

function integerCheck({ minimum = -Infinity, maximum = Infinity }: Node): QuickCheck {
  const [least, most] = [Number(minimum), Number(maximum)];
  return (value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
}

function booleanCheck(node: Node): QuickCheck {
  return 'const' in node ? constCheck(node) : (value) => typeof value === 'boolean';
}

function constCheck(node: Node): QuickCheck {
  return 'const' in node ? (value) => value === node['const'] : NOT_SEEN;
}

function anyCheck(node: Node): QuickCheck {
  const checks = (node['anyOf'] as readonly Node[]).map(build);
  return (value) => checks.some((check) => check(value));
}

function arrayCheck({ items, maxItems = Infinity }: Node): QuickCheck {
  if (typeof items !== 'object') return NOT_SEEN;
  const [check, most] = [build(items as Node), Number(maxItems)];
  return (value) => Array.isArray(value) && value.length <= most && value.every(check);
}

function objectCheck({ properties, required = [], additionalProperties }: Node): QuickCheck {
  if (additionalProperties !== false || typeof properties !== 'object') return NOT_SEEN;
  const fields = Object.entries(properties as Readonly<Record<string, Node>>).map(([key, node]) => ({
    key,
    check: build(node),
    isRequired: (required as readonly string[]).includes(key),
  }));
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    let left = 0;
    for (const _ in value) left += 1;
    for (const { key, check, isRequired } of fields) {
      const field = (value as Record<string, unknown>)[key];
      if (field === undefined ? isRequired : !check(field)) return false;
      if (field !== undefined) left -= 1;
    }
    // What is left over is not in the schema.
    return left === 0;
  };
}
