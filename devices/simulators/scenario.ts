import { z } from 'zod';
import { counterIdSchema, slugSchema } from '#contract/ids.ts';
import { formatProblems, problemsOf } from '#contract/problems.ts';

/**
 * The course of a simulated day: who comes when, how long things take, how people behave, how the queue host is
 * built. Everything has a default, so `{}` is a busy ordinary day. Shares and probabilities are 0–1, times as named.
 */

const share = z.number().min(0).max(1);
const minutes = z.number().positive().max(600);
const seconds = z.number().min(0).max(3_600);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');

const arrivalsSchema = z.strictObject({
  /** People at the doors when they open: they all take a ticket at once. */
  openingCrowd: z.int().min(0).max(500).default(12),
  /** Customers per hour and open counter, from this time of day until the next entry. */
  profile: z.array(z.strictObject({ from: timeOfDay, perCounterHour: z.number().min(0).max(600) })).default([
    { from: '00:00', perCounterHour: 14 },
    { from: '09:30', perCounterHour: 16 },
    { from: '11:30', perCounterHour: 14 },
    { from: '13:30', perCounterHour: 16 },
    { from: '15:30', perCounterHour: 13 },
  ]),
  /** Weight of each ticket prefix of the site; prefixes not named here weigh 1 / their place in the site's list. */
  mix: z.record(z.string().max(4), z.number().min(0)).default({}),
});

const serviceTimeSchema = z.strictObject({ medianMinutes: minutes, spread: z.number().min(0).max(2) });

const customersSchema = z.strictObject({
  /** Nobody appears although still in the hall a moment ago. */
  noShow: share.default(0.03),
  /** Half of the customers leave unseen after waiting this long; they become no-shows when called. */
  patienceMedianMinutes: minutes.default(40),
  patienceSpread: z.number().min(0).max(2).default(0.6),
  walkSeconds: z.tuple([seconds, seconds]).default([5, 20]),
});

const ratingsSchema = z.strictObject({
  /** Share of served customers whom the teller does not invite to rate. */
  withheld: share.default(0.08),
  /** Share of the invited who press a button. */
  response: share.default(0.72),
  afterSeconds: z.tuple([seconds, seconds]).default([2, 9]),
  /** Weight of each level, most negative first; cut or padded to the site's scale from the positive end. */
  levels: z.array(z.number().min(0)).min(1).max(5).default([1, 2, 14, 83]),
  /** The weight of the negative half grows by this factor once the wait is twice the class target. */
  angerFactor: z.number().min(1).max(100).default(6),
});

const tellersSchema = z.strictObject({
  /** `manual`: nobody sits at the counters; keys come only from `press`. */
  mode: z.enum(['simulated', 'manual']).default('simulated'),
  /** Between two customers. */
  gapMedianSeconds: seconds.default(12),
  /** Recalls before a customer is given up. */
  recalls: z.int().min(0).max(5).default(1),
  recallAfterSeconds: seconds.default(20),
  /** The same key twice within a fraction of a second. */
  doublePress: share.default(0.02),
  /** A start key is pressed when the customer sits down, where the site has one. */
  startKey: share.default(0),
  pausesPerHour: z.number().min(0).max(20).default(0.25),
  pauseMinutes: minutes.default(6),
  /** Per counter: the staff number typed at log-in and the services it takes (absent = all). */
  counters: z
    .record(
      counterIdSchema,
      z.strictObject({
        staff: z
          .string()
          .regex(/^\d{2,8}$/, '2–8 digits')
          .optional(),
        services: z.array(slugSchema).min(1).optional(),
      }),
    )
    .default({}),
});

const hostSchema = z.strictObject({
  /** How evaluators are answered; both forms exist in the field. */
  evaluatorAck: z.enum(['a', 'b']).default('a'),
  /** A call during an open evaluation is refused; otherwise it ends the evaluation. */
  refusesCallWhileRating: z.boolean().default(false),
  /** Share of answers to terminals and evaluators that get lost, so that the device repeats its frame. */
  lostAcks: share.default(0),
  /** Idle terminals show how many wait, and beep when a ticket is taken for them. */
  showsWaiting: z.boolean().default(true),
});

const serviceTimes = z.record(slugSchema, serviceTimeSchema).default({});

const scenarioSchema = z.strictObject({
  scenario: z.literal(1).default(1),
  /** Days to simulate, null = one after the other without end. */
  days: z.int().min(1).nullable().default(null),
  arrivals: arrivalsSchema.prefault({}),
  /** Time at the counter per service of the site; services not named here take the typical one. */
  serviceTimes,
  typicalService: serviceTimeSchema.default({ medianMinutes: 3.2, spread: 0.55 }),
  customers: customersSchema.prefault({}),
  ratings: ratingsSchema.prefault({}),
  tellers: tellersSchema.prefault({}),
  host: hostSchema.prefault({}),
});
export type Scenario = z.infer<typeof scenarioSchema>;
export type ScenarioInput = z.input<typeof scenarioSchema>;

/** A scenario with every default filled in; throws on values outside the schema (a bug in the caller). */
export function scenarioOf(input: ScenarioInput = {}): Scenario {
  return scenarioSchema.parse(input);
}

/** Reads a scenario file; all problems at once, each with its path. */
export function parseScenario(
  text: string,
): { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly message: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, message: `scenario: not JSON: ${(error as Error).message}` };
  }
  const parsed = scenarioSchema.safeParse(value);
  if (parsed.success) return { ok: true, scenario: parsed.data };
  return { ok: false, message: formatProblems('scenario', problemsOf(parsed.error)) };
}
