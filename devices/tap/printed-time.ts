/** Clock rule of the measuring definitions: a device further away than this is not believed. */
export const MAX_CLOCK_DIFFERENCE_MS = 120_000;

/** Time and date as printed; `date` is null where the ticket shows only the time. */
export interface PrintedTime {
  readonly time: string;
  readonly date: string | null;
}

export type DeviceTime = { readonly ok: true; readonly at: number } | { readonly ok: false; readonly problem: string };

/**
 * Reads a printed local time. `time` is HH:MM or HH:MM:SS, `date` year, month, day in this order, with any separators;
 * without a date the day that brings it nearest to `agentAt` is taken, and in the doubled hour of a clock change the
 * nearer of both readings. Refused when the year differs from the agent's or the clocks are more than 120 s apart
 * (a time without seconds counts as the whole minute). `at` and `agentAt` are epoch ms.
 */
export function readPrintedTime(printed: PrintedTime, agentAt: number, timeZone: string): DeviceTime {
  const agent = Temporal.Instant.fromEpochMilliseconds(agentAt).toZonedDateTimeISO(timeZone);
  const clock = /^(\d{1,2})\D(\d{2})(?:\D(\d{2}))?/.exec(printed.time);
  const dates =
    printed.date === null ? [-1, 0, 1].map((days) => agent.toPlainDate().add({ days })) : [readDate(printed.date)];
  if (clock === null || dates[0] === null) return { ok: false, problem: 'unreadable' };
  const time = readTime(clock);
  if (time === null) return { ok: false, problem: 'unreadable' };
  if (printed.date !== null && dates[0]!.year !== agent.year) {
    return { ok: false, problem: `year ${dates[0]!.year} instead of ${agent.year}` };
  }
  const precisionMs = clock[3] === undefined ? 60_000 : 1_000;
  const distance = (at: number): number => Math.max(at - agentAt, agentAt - (at + precisionMs), 0);
  const nearest = dates
    .flatMap((date) => readings(date!.toPlainDateTime(time), timeZone))
    .reduce((best, at) => (distance(at) < distance(best) ? at : best));
  if (distance(nearest) > MAX_CLOCK_DIFFERENCE_MS) {
    return { ok: false, problem: `${Math.round((nearest - agentAt) / 1000)} s away from the agent's clock` };
  }
  return { ok: true, at: nearest };
}

function readDate(text: string): Temporal.PlainDate | null {
  const [year, month, day] = (text.match(/\d+/g) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  return orNull(() =>
    Temporal.PlainDate.from({ year: year < 100 ? 2000 + year : year, month, day }, { overflow: 'reject' }),
  );
}

function readTime(clock: RegExpExecArray): Temporal.PlainTime | null {
  const [hour, minute, second] = [clock[1], clock[2], clock[3] ?? 0].map(Number) as [number, number, number];
  return orNull(() => Temporal.PlainTime.from({ hour, minute, second }, { overflow: 'reject' }));
}

/** Temporal answers an impossible date or time by throwing; here it is just what the machine printed. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readings(local: Temporal.PlainDateTime, timeZone: string): number[] {
  return (['earlier', 'later'] as const).map(
    (disambiguation) => local.toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds,
  );
}
