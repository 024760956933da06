import { localDate } from '#rubric/hall/days.ts';

/** All banks that use this so far keep one time. */
const HOME_ZONE = 'Asia/Shanghai';

/** The bank's day at an instant, YYYY-MM-DD. */
export function bankDay(at: number, { timeZone = HOME_ZONE }: { readonly timeZone?: string | undefined }): string {
  return localDate(at, timeZone);
}

/** When a day of the bank begins, epoch ms. */
export function startOfBankDay(
  date: string,
  { timeZone = HOME_ZONE }: { readonly timeZone?: string | undefined },
): number {
  const guess = Date.parse(`${date}T00:00:00Z`);
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(guess);
  const name = parts.find(({ type }) => type === 'timeZoneName')!.value;
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === '-' ? guess + offsetMs : guess - offsetMs;
}
