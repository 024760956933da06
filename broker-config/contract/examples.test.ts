import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { downMessageSchema } from './down.ts';
import { batchHeaderSchema } from './envelope.ts';
import { EVENT_TYPES, eventBodySchema, formatEventLine, parseEventLine, type EventBody } from './events.ts';
import { branchLiveSchema, branchSummarySchema, dayReportSchema } from './head-office-api.ts';
import { liveSnapshotSchema } from './live.ts';
import {
  errorReplySchema,
  hallConfigSchema,
  ratingDetailRequestSchema,
  ratingReplySchema,
  ratingRequestSchema,
  surveyRequestSchema,
} from './local-api.ts';
import { acknowledgeRequestSchema, lobbyViewSchema, ticketHistorySchema } from './lobby-view.ts';
import { displayViewSchema } from './display-view.ts';
import {
  heartbeatReplySchema,
  heartbeatRequestSchema,
  pairedScreensSchema,
  pairingCodeSchema,
  pairReplySchema,
  pairRequestSchema,
  unlockRequestSchema,
} from './screens.ts';
import { problemsOf } from './problems.ts';
import { scoreMessageSchema } from './score.ts';
import { statusMessageSchema } from './status.ts';

const exampleSchema = z.strictObject({
  valid: z.record(z.string(), z.unknown()),
  invalid: z
    .array(z.strictObject({ why: z.string(), path: z.string(), value: z.record(z.string(), z.unknown()) }))
    .min(2),
});

const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  'messages/batch-header': batchHeaderSchema,
  'messages/down.ack': downMessageSchema,
  'messages/down.want': downMessageSchema,
  'messages/down.retry': downMessageSchema,
  'messages/down.config': downMessageSchema,
  'messages/down.command': downMessageSchema,
  'messages/score': scoreMessageSchema,
  'messages/live': liveSnapshotSchema,
  'messages/status': statusMessageSchema,
  'local-api/rating-request': ratingRequestSchema,
  'local-api/rating-reply': ratingReplySchema,
  'local-api/hall-config': hallConfigSchema,
  'local-api/lobby-view': lobbyViewSchema,
  'local-api/error-reply': errorReplySchema,
  'local-api/rating-detail-request': ratingDetailRequestSchema,
  'local-api/survey-request': surveyRequestSchema,
  'local-api/display-view': displayViewSchema,
  'local-api/ticket-history': ticketHistorySchema,
  'local-api/acknowledge-request': acknowledgeRequestSchema,
  'local-api/heartbeat-request': heartbeatRequestSchema,
  'local-api/heartbeat-reply': heartbeatReplySchema,
  'local-api/unlock-request': unlockRequestSchema,
  'local-api/pair-request': pairRequestSchema,
  'local-api/pair-reply': pairReplySchema,
  'local-api/pairing-code': pairingCodeSchema,
  'local-api/paired-screens': pairedScreensSchema,
  'head-office-api/branch-summary': branchSummarySchema,
  'head-office-api/branch-live': branchLiveSchema,
  'head-office-api/day-report': dayReportSchema,
};

function examplesIn(folder: string): string[] {
  const url = new URL(`../examples/${folder}/`, import.meta.url);
  return readdirSync(url).map((file) => file.replace(/\.json$/, ''));
}

function example(name: string): z.infer<typeof exampleSchema> {
  return exampleSchema.parse(JSON.parse(readFileSync(new URL(`../examples/${name}.json`, import.meta.url), 'utf8')));
}

/** A problem at the path itself, inside it, or (a key that is missing or too many) on the object that holds it. */
function touches(error: z.ZodError, path: string): boolean {
  const holder = path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : '(root)';
  return problemsOf(error).some((p) => p.path === path || p.path === holder || p.path.startsWith(`${path}.`));
}

test('every event type of the vocabulary has an example, and no example is left over', () => {
  expect(examplesIn('events').toSorted()).toEqual([...EVENT_TYPES].toSorted());
});

test('every message and API type has an example, and no example is left over', () => {
  const found = ['messages', 'local-api', 'head-office-api'].flatMap((folder) =>
    examplesIn(folder).map((name) => `${folder}/${name}`),
  );
  expect(found.toSorted()).toEqual(Object.keys(SCHEMAS).toSorted());
});

describe.each(EVENT_TYPES)('event %s', (type) => {
  const { valid, invalid } = example(`events/${type}`);

  test('the valid example survives the way to a line and back', () => {
    const parsed = parseEventLine(JSON.stringify(valid));
    expect(parsed).toMatchObject({ kind: 'event', event: valid });
    const { seq, ...body } = valid as { seq: number } & EventBody;
    expect(JSON.parse(formatEventLine(seq, body))).toEqual(valid);
  });

  test.each(invalid)('refuses $why', ({ path, value }) => {
    expect(parseEventLine(JSON.stringify(value)).kind).toBe('malformed');
    const { seq: _, ...body } = value;
    const result = eventBodySchema.safeParse(body);
    expect(result.success).toBe(false);
    expect(touches(result.error!, path)).toBe(true);
  });
});

describe.each(Object.entries(SCHEMAS))('%s', (name, schema) => {
  const { valid, invalid } = example(name);

  test('accepts the valid example unchanged', () => {
    expect(schema.parse(valid)).toEqual(valid);
  });

  test.each(invalid)('refuses $why', ({ path, value }) => {
    const result = schema.safeParse(value);
    expect(result.success).toBe(false);
    expect(touches(result.error!, path)).toBe(true);
  });
});
