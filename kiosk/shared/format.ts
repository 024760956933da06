import type { Language } from './language.ts';

/** Running time as people read it on a board: "7:05", "1:02:09". Negative (clocks apart) shows as zero. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const rest = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  return seconds < 3_600 ? rest.replace(/^0/, '') : `${Math.floor(seconds / 3_600)}:${rest}`;
}

/** Whole minutes, rounded down. */
export function wholeMinutes(ms: number): number {
  return Math.max(0, Math.floor(ms / 60_000));
}

/** Wall clock of the branch, 24 hours: "14:03", with seconds "14:03:22". */
export function formatTime(at: number, timeZone: string, seconds = false): string {
  const parts: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone };
  return new Intl.DateTimeFormat('en-GB', seconds ? { ...parts, second: '2-digit' } : parts).format(at);
}

/** Share of a whole as "87 %", null when there is no whole. */
export function formatShare(part: number, whole: number): string | null {
  return whole === 0 ? null : `${Math.round((100 * part) / whole)} %`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** A duration as one says it: "12 分钟", "12 min"; rounded to whole minutes. */
export function minutesWords(ms: number, language: Language): string {
  const minutes = Math.round(ms / 60_000);
  if (language === 'zh') return minutes < 1 ? '1 分钟以内' : `${minutes} 分钟`;
  return minutes < 1 ? 'less than 1 min' : `${minutes} min`;
}
