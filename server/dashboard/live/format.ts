/** Figures as head office reads them. `null` always means "not enough data" and is worded by the caller. */

/** Hundredths of a point → "72.18". Integer arithmetic: no rounding of what was already rounded once. */
export function formatScore(hundredths: number | null): string | null {
  if (hundredths === null) return null;
  return `${Math.trunc(hundredths / 100)}.${String(Math.abs(hundredths % 100)).padStart(2, '0')}`;
}

/** Share in 1/10,000 → "93.5 %". */
export function formatShare(tenThousandths: number | null): string | null {
  return tenThousandths === null ? null : `${(tenThousandths / 100).toFixed(1)} %`;
}

/** Milliseconds → "7:05", "1:02:09". */
export function formatDuration(ms: number | null): string | null {
  if (ms === null) return null;
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const rest = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  return seconds < 3_600 ? rest.replace(/^0/, '') : `${Math.floor(seconds / 3_600)}:${rest}`;
}

/** Epoch ms → "14:03:22" in the given zone, the browser's own if none is given. */
export function formatTime(at: number, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(at);
}

/** Epoch ms → "2026-11-24 14:03" in the browser's zone. */
export function formatDateTime(at: number): string {
  return `${new Intl.DateTimeFormat('sv-SE').format(at)} ${formatTime(at).slice(0, 5)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
