import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { eventBodySchema, parseEventLine, type EventType } from './events.ts';
import { quickCheck } from './quick-check.ts';

/** Free keys, tuples. */
const UNSEEN = ['day.opened', 'score.window'];

type Fields = Record<string, unknown>;

function exampleOf(type: EventType): Fields {
  const text = readFileSync(new URL(`../examples/events/${type}.json`, import.meta.url), 'utf8');
  return z.looseObject({ valid: z.record(z.string(), z.unknown()) }).parse(JSON.parse(text)).valid;
}

const CASES = eventBodySchema.options.map((option) => {
  const type = option.shape.type.value;
  const schema: z.ZodType = option.extend({ seq: z.int().min(1) });
  return { type, schema, example: exampleOf(type), check: quickCheck(schema) };
});

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(0, -0, -1, 0.5, 1, 5, 6, 2 ** 53, 1e300, '', 'A001', 'a b', 'ordinary', 'x'.repeat(33), [], {}),
  fc.integer({ min: -2, max: 300 }),
);

/** Valid events with a field changed, dropped or added, in any order. */
const mutated = fc
  .record({
    picked: fc.constantFrom(...CASES),
    order: fc.boolean(),
    changes: fc.array(fc.record({ at: fc.nat(12), to: fc.option(value) }), { maxLength: 2 }),
    added: fc.option(fc.record({ key: fc.constantFrom('flags', 'inferred', 'extra', '__proto__', 'raw'), value })),
  })
  .map(({ picked, order, changes, added }) => {
    const entries = Object.entries(picked.example);
    for (const { at, to } of changes) {
      const index = at % Math.max(1, entries.length);
      if (entries[index] === undefined) continue;
      if (to === null) entries.splice(index, 1);
      else entries[index] = [entries[index][0], to];
    }
    if (added !== null) entries.push([added.key, added.value]);
    const text = `{${(order ? entries : entries.toReversed()).map(([key, each]) => `${JSON.stringify(key)}:${JSON.stringify(each)}`).join(',')}}`;
    return { picked, value: JSON.parse(text) as unknown };
  });

test('what it accepts is accepted by the schema, unchanged', () => {
  fc.assert(
    fc.property(mutated, ({ picked, value: candidate }) => {
      if (!picked.check(candidate)) return;
      expect(picked.schema.safeParse(candidate)).toEqual({ success: true, data: candidate });
    }),
    { numRuns: 3_000 },
  );
});

test('a line is read as an event exactly when the schema of its type accepts it', () => {
  fc.assert(
    fc.property(mutated, ({ value: candidate }) => {
      const own = CASES.find(({ type }) => type === (candidate as Fields)['type']);
      const accepted = own?.schema.safeParse(candidate);
      const parsed = parseEventLine(JSON.stringify(candidate));
      expect(parsed.kind === 'event' ? parsed.event : null).toEqual(accepted?.success === true ? accepted.data : null);
    }),
    { numRuns: 3_000 },
  );
});

test('only types that hold what it cannot see are left to the schema', () => {
  const unseen = CASES.filter(({ check, example }) => !check(example)).map(({ type }) => type);
  expect(unseen).toEqual(UNSEEN);
});

describe('it leaves to the schema', () => {
  test.each([
    ['a record', z.record(z.string(), z.int()), {}],
    ['a loose object', z.looseObject({ a: z.int() }), { a: 1 }],
    ['a number that need not be whole', z.number(), 0.5],
    ['two patterns at once', z.string().regex(/^a/).regex(/b$/), 'ab'],
  ])('%s', (_, schema, accepted) => {
    expect(schema.safeParse(accepted).success).toBe(true);
    expect(quickCheck(schema)(accepted)).toBe(false);
  });
});
