/** Is a time, or a number, that a queue machine prints to be believed? Source: clock rules of the measuring definitions. */

/** Further off than this a device time is not used. */
export const MAX_OFFSET_MS = 120_000;
/** A device clock drifts by seconds a day; an offset that changes by more than this at once is not drift. */
export const MAX_OFFSET_JUMP_MS = 30_000;

export type ClockFault =
  | 'week-year' // right day and month, year of the ISO week: the classic YYYY for yyyy around New Year
  | 'year-differs'
  | 'offset'
  | 'offset-jump';

export interface DeviceTimeVerdict {
  readonly accepted: boolean;
  readonly fault: ClockFault | null;
  /** Device − agent: a health figure of the branch, also when the time is rejected. */
  readonly offsetMs: number;
}

export interface DeviceTime {
  /** Epoch ms, both. */
  readonly deviceAt: number;
  readonly agentAt: number;
  /** Offset of the last accepted device time, null before the first. */
  readonly lastOffsetMs: number | null;
  /** IANA zone that the device prints in. */
  readonly timeZone: string;
}

/** Accepts or rejects a device time; of several faults the most telling one is named. */
export function judgeDeviceTime({ deviceAt, agentAt, lastOffsetMs, timeZone }: DeviceTime): DeviceTimeVerdict {
  const offsetMs = deviceAt - agentAt;
  const fault = faultOf(local(deviceAt, timeZone), local(agentAt, timeZone), offsetMs, lastOffsetMs);
  return { accepted: fault === null, fault, offsetMs };
}

function local(at: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
}

function faultOf(
  device: Temporal.PlainDate,
  agent: Temporal.PlainDate,
  offsetMs: number,
  lastOffsetMs: number | null,
): ClockFault | null {
  if (device.year !== agent.year) {
    const sameDay = device.month === agent.month && device.day === agent.day;
    return sameDay && device.year === agent.yearOfWeek ? 'week-year' : 'year-differs';
  }
  if (Math.abs(offsetMs) > MAX_OFFSET_MS) return 'offset';
  const jumped = lastOffsetMs !== null && Math.abs(offsetMs - lastOffsetMs) > MAX_OFFSET_JUMP_MS;
  return jumped ? 'offset-jump' : null;
}

export type NumberVerdict =
  | 'next' // runs forward
  | 'same'
  | 'recall' // runs backward within a day: an earlier number called again, not a new day
  | 'new-day' // runs backward, or starts at 1 again, with a change of date
  | 'other-series'; // another prefix: says nothing about this one

/**
 * What a called number means after the one called before it. Numbers are a prefix of letters and digits, e.g. "R017";
 * `dateChanged`: the agent's local date differs between the two calls.
 */
export function judgeNumber(previous: string, next: string, dateChanged: boolean): NumberVerdict {
  const [before, after] = [split(previous), split(next)];
  if (before === null || after === null || before.prefix !== after.prefix) return 'other-series';
  if (dateChanged && (after.number < before.number || after.number === 1)) return 'new-day';
  if (after.number === before.number) return 'same';
  return after.number > before.number ? 'next' : 'recall';
}

function split(ticket: string): { readonly prefix: string; readonly number: number } | null {
  const match = /^(.*?)(\d+)$/.exec(ticket);
  return match === null ? null : { prefix: match[1] ?? '', number: Number(match[2]) };
}
