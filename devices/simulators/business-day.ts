import type { Site } from '#devices/sites/site.ts';

/** One day of a hall in epoch ms. */
export interface BusinessDay {
  /** Local date, YYYY-MM-DD. */
  readonly date: string;
  readonly opensAt: number;
  readonly closesAt: number;
  /** Numbers start again here, or when the last service after it is over. */
  readonly resetsAt: number;
}

/** The day whose closing time is next after `at`: today while the hall has not closed, else tomorrow. */
export function businessDayAt(site: Site, at: number): BusinessDay {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(site.timeZone).toPlainDate();
  const day = dayOf(site, today);
  return at < day.closesAt ? day : dayOf(site, today.add({ days: 1 }));
}

export function nextBusinessDay(site: Site, day: BusinessDay): BusinessDay {
  return dayOf(site, Temporal.PlainDate.from(day.date).add({ days: 1 }));
}

/** Epoch ms of a time of day (HH:MM, 24:00 = next midnight) on a local date. */
export function localTime(date: string, timeOfDay: string, timeZone: string): number {
  const plain = Temporal.PlainDate.from(date);
  const [day, time] = timeOfDay === '24:00' ? [plain.add({ days: 1 }), '00:00'] : [plain, timeOfDay];
  return day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;
}

function dayOf(site: Site, plain: Temporal.PlainDate): BusinessDay {
  const date = plain.toString();
  const { open, close, dayClose } = site.hours;
  const at = (time: string): number => localTime(date, time, site.timeZone);
  return { date, opensAt: at(open), closesAt: at(close), resetsAt: at(dayClose) };
}
