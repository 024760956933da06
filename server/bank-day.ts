import { localDate } from '#rubric/hall/days.ts';

/** All banks that use this so far keep one time. */
const HOME_ZONE = 'Asia/Shanghai';

/** The bank's day at an instant, YYYY-MM-DD. */
export function bankDay(at: number, { timeZone = HOME_ZONE }: { readonly timeZone?: string | undefined }): string {
  return localDate(at, timeZone);
}
