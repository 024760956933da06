import { z } from 'zod';
import { alertKindSchema } from './alert.ts';
import { estimateReasonSchema, estimateSchema } from './estimate.ts';
import { counterIdSchema, dateSchema, epochMsSchema, ratingIdSchema, slugSchema, ticketNumberSchema } from './ids.ts';
import { scaleSchema } from './kiosk-settings.ts';
import { quickCheck, type QuickCheck } from './quick-check.ts';
import { windowScoreSchema } from './score.ts';

/**
 * Event vocabulary: the normalised union of what queue machines, keypads, kiosks and the agent itself report.
 * An event is stored once and never changed. `at` is epoch ms on the agent's checked clock (arrival of the first
 * byte that carried the event); a device's own time travels as data in `deviceAt`.
 */

const head = {
  /** Epoch ms, agent clock. */
  at: epochMsSchema,
  /** Port id of the source device, or "kiosk", "lobby", "agent". */
  src: slugSchema,
  /** Set when nobody said so: derived from another event (e.g. the next call closes an open service). */
  inferred: z.literal(true).optional(),
};
const ticket = ticketNumberSchema;
const counter = counterIdSchema;
/** Pseudonym of a teller, one per bank; never a name or staff number. */
const teller = z.string().regex(/^[a-z0-9]{6,16}$/, '6–16 of a–z, 0–9');

/** Known marks on a stored event; marked events stay and are visible, scoring rules decide what counts. */
export const flagSchema = z.enum([
  'ambiguous-ticket', // numeric display matched several waiting tickets
  'unknown-ticket', // called but never seen issued
  'unsolicited', // rating with no open invitation
  'no-ticket', // rating that belongs to no served ticket
  'duplicate', // second rating of one ticket
  'after-next-call',
  'after-hours',
  'burst',
  'clock-suspect', // device time rejected, see measuring rules
]);
export type Flag = z.infer<typeof flagSchema>;
const flags = z.array(flagSchema).max(8).optional();

function event<T extends string, S extends z.ZodRawShape>(type: T, shape: S) {
  return z.strictObject({ type: z.literal(type), ...head, ...shape });
}

const atCounter = { ticket, counter };

export const ticketEvents = [
  event('ticket.issued', {
    ticket,
    service: slugSchema,
    class: slugSchema,
    /** Time printed on the ticket, if it was accepted as sane. */
    deviceAt: epochMsSchema.optional(),
    flags,
  }),
  event('ticket.called', {
    ...atCounter,
    teller: teller.optional(),
    /** Waiting tickets that the display could mean; present with the flag "ambiguous-ticket". */
    candidates: z.array(ticket).max(26).optional(),
    flags,
  }),
  event('ticket.recalled', atCounter),
  event('ticket.no-show', atCounter),
  event('ticket.started', atCounter),
  event('ticket.finished', { ...atCounter, reason: z.enum(['evaluate', 'key', 'next-call', 'logout', 'day-close']) }),
  event('ticket.transferred', { ...atCounter, toService: slugSchema.optional(), toCounter: counter.optional() }),
  event('ticket.suspended', atCounter),
  event('ticket.resumed', atCounter),
  event('ticket.cancelled', { ticket }),
  event('ticket.prepared', { counter, ticket: ticket.optional() }),
  /** What the hall told this ticket about its wait when it was issued: a range, or that it cannot say, and why. */
  event('wait.estimated', {
    ticket,
    service: slugSchema,
    class: slugSchema,
    /** Tickets of its queue that stood before it. */
    ahead: z.int().min(0),
    estimate: estimateSchema.nullable(),
    reason: estimateReasonSchema.optional(),
    /** Name and version of the predictor. */
    model: slugSchema,
  }),
] as const;

export const counterEvents = [
  event('counter.login', { counter, teller }),
  event('counter.logout', { counter }),
  event('counter.open', { counter }),
  event('counter.paused', { counter }),
  event('counter.closed', { counter }),
] as const;

/** A page keeps a rating for a week at most; then it is refused and set aside there. */
export const MOST_DELAY_MS = 7 * 86_400_000;
export const MOST_COMMENT = 500;

/** Answers in any order; a question that was not answered is left out. */
export const surveyAnswersSchema = z
  .array(
    z.union([
      z.strictObject({ question: slugSchema, level: z.int().min(1).max(5), scale: scaleSchema }),
      z.strictObject({ question: slugSchema, options: z.array(slugSchema).max(12) }),
      z.strictObject({ question: slugSchema, text: z.string().max(MOST_COMMENT) }),
    ]),
  )
  .max(24);
export type SurveyAnswers = z.infer<typeof surveyAnswersSchema>;

export const ratingEvents = [
  event('rating.invited', { counter, ticket: ticket.optional() }),
  event('rating.given', {
    /** Unique within the branch; a page repeats it when it retries, so that one tap counts once. */
    rating: ratingIdSchema,
    channel: z.enum(['evaluator', 'keypad', 'kiosk']),
    counter: counter.optional(),
    ticket: ticket.optional(),
    /** 1 = most negative … `scale` = most positive. */
    level: z.int().min(1).max(5),
    scale: scaleSchema,
    /** How long a page had to keep the tap before the agent could take it, ms; the tap was at `at` − this. */
    delayedMs: z.int().min(1).max(MOST_DELAY_MS).optional(),
    /** What the device sent, before the site's grade table. */
    raw: z.int().min(0).max(255).optional(),
    reasons: z.array(slugSchema).max(6).optional(),
    comment: z.string().max(500).optional(),
    flags,
  }),
  event('rating.expired', { counter, ticket: ticket.optional() }),
  /** What a customer added after the tap; a later one replaces an earlier one as a whole. */
  event('rating.detailed', {
    rating: ratingIdSchema,
    reasons: z.array(slugSchema).max(6).optional(),
    comment: z.string().max(MOST_COMMENT).optional(),
  }),
  /** The customer took it back on the thank-you screen. It stays, and does not count. */
  event('rating.withdrawn', { rating: ratingIdSchema }),
  /** A questionnaire, finished or not; a later one of the same `response` replaces an earlier one as a whole. */
  event('survey.answered', {
    response: ratingIdSchema,
    survey: slugSchema,
    version: z.int().min(1).max(9_999),
    complete: z.boolean(),
    answers: surveyAnswersSchema,
    counter: counter.optional(),
    ticket: ticket.optional(),
    delayedMs: z.int().min(1).max(MOST_DELAY_MS).optional(),
  }),
] as const;

const device = slugSchema;
export const deviceEvents = [
  event('device.online', { device }),
  event('device.offline', { device, reason: z.string().max(200) }),
  event('device.fault', { device, code: slugSchema, detail: z.string().max(200), count: z.int().min(1) }),
  event('device.paper-low', { device }),
  event('device.paper-out', { device }),
] as const;

export const branchEvents = [
  event('assistance.requested', { counter, kind: z.enum(['security', 'manager', 'adviser']) }),
  event('clock.stepped', { byMs: z.int() }),
  /** Carries the rules in force, so that whoever holds the journal can recompute the day without the branch. */
  event('day.opened', {
    date: dateSchema,
    timeZone: z.string().min(1).max(64),
    /** Business hours of this day, epoch ms. */
    opensAt: epochMsSchema,
    closesAt: epochMsSchema,
    /** Wait target per customer class, ms. */
    targets: z.record(slugSchema, z.int().min(1)),
  }),
  event('day.closed', { date: dateSchema }),
  event('score.window', { score: windowScoreSchema }),
  /** `alert` names this one occurrence; what it is about stands in the other fields. */
  event('alert.raised', {
    alert: slugSchema,
    kind: alertKindSchema.optional(),
    service: slugSchema.optional(),
    class: slugSchema.optional(),
    counter: counter.optional(),
    device: slugSchema.optional(),
    ticket: ticket.optional(),
    /** Measured figure and the limit that it passed; ms or a count, as the kind says. */
    value: z.int().min(0).optional(),
    limit: z.int().min(0).optional(),
    detail: z.string().max(200),
  }),
  event('alert.acknowledged', {
    alert: slugSchema,
    comment: z.string().max(200).optional(),
    /** Name of the paired screen it was done on. */
    by: z.string().max(40).optional(),
  }),
  event('alert.cleared', { alert: slugSchema }),
  /** The branch works by this version of what head office configured; `digest` is the SHA-256 of its JSON. */
  event('config.applied', {
    version: z.int().min(1),
    digest: z.string().regex(/^[0-9a-f]{64}$/, '64 hex digits'),
  }),
  /** Signature over the chain so far; `key` names the public key. */
  event('chain.signed', { key: z.string().max(64), signature: z.string().max(512) }),
] as const;

/** An event before the journal gave it a number. */
export const eventBodySchema = z.discriminatedUnion('type', [
  ...ticketEvents,
  ...counterEvents,
  ...ratingEvents,
  ...deviceEvents,
  ...branchEvents,
]);
export type EventBody = z.infer<typeof eventBodySchema>;
export type EventType = EventBody['type'];
export type EventOf<T extends EventType> = Extract<EventBody, { type: T }>;

/** A journalled event: body plus its number, contiguous from 1 within an epoch. */
export type HallEvent = EventBody & { readonly seq: number };

export const EVENT_TYPES: readonly EventType[] = eventBodySchema.options.map((option) => option.shape.type.value);

/** Longest event line in bytes; longer ones are refused at both ends. */
export const MAX_EVENT_LINE_BYTES = 16_384;

export type ParsedLine =
  | { readonly kind: 'event'; readonly event: HallEvent }
  /** A well-formed line of a type this version does not know: stored and counted, never dropped. */
  | { readonly kind: 'unknown'; readonly seq: number; readonly at: number; readonly type: string }
  | { readonly kind: 'malformed'; readonly detail: string };

const lineHeadSchema = z.looseObject({
  seq: z.int().min(1),
  at: epochMsSchema,
  type: z.string().min(1).max(64),
  src: z.string().min(1).max(64),
});
/** One schema per type, so that a line is checked once and not against every type. */
const lineSchemas: ReadonlyMap<string, z.ZodType<HallEvent>> = new Map(
  eventBodySchema.options.map((option) => [
    option.shape.type.value,
    // Adding the number does not change the rest; the type system cannot follow it through the union.
    option.extend({ seq: z.int().min(1) }) as unknown as z.ZodType<HallEvent>,
  ]),
);
/** Made when a type is first met. */
const lineChecks = new Map<string, QuickCheck>();

function quickCheckOf(type: string, schema: z.ZodType): QuickCheck {
  let check = lineChecks.get(type);
  if (check === undefined) lineChecks.set(type, (check = quickCheck(schema)));
  return check;
}

/** The exact journal bytes of an event, without line end: `{"seq":…,"at":…,"type":…,"src":…,…}`. */
export function formatEventLine(seq: number, body: EventBody): string {
  const { at, type, src, ...rest } = body;
  return JSON.stringify({ seq, at, type, src, ...rest });
}

/** Reads one event line; never throws. */
export function parseEventLine(line: string): ParsedLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'malformed', detail: 'not JSON' };
  }
  const type = typeOf(value);
  const schema = lineSchemas.get(type);
  if (schema === undefined) return parseUnknown(value);
  if (quickCheckOf(type, schema)(value)) return { kind: 'event', event: value as HallEvent };
  const result = schema.safeParse(value);
  if (!result.success) return { kind: 'malformed', detail: `${type}: ${firstIssue(result.error)}` };
  return { kind: 'event', event: result.data };
}

function typeOf(value: unknown): string {
  const type = (value as { type?: unknown } | null)?.type;
  return typeof type === 'string' ? type : '';
}

function parseUnknown(value: unknown): ParsedLine {
  const result = lineHeadSchema.safeParse(value);
  if (!result.success) return { kind: 'malformed', detail: firstIssue(result.error) };
  const { seq, at, type } = result.data;
  return { kind: 'unknown', seq, at, type };
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? 'invalid' : `${issue.path.map(String).join('.') || '(root)'}: ${issue.message}`;
}
