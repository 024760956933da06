/** Figures of the agreement page as text. */

/** 1/10,000 → "0.692"; null = has no value. */
export function coefficient(tenThousandths: number | null): string {
  return tenThousandths === null ? '–' : (tenThousandths / 10_000).toFixed(3).replace('-', '−');
}

/** 1/10,000 → "5.0 %". */
export function percent(tenThousandths: number): string {
  return `${(tenThousandths / 100).toFixed(1)} %`;
}

/** k of n → "16.7 %". */
export function shareOf(k: number, n: number): string {
  return n === 0 ? '–' : percent((k * 10_000) / n);
}

/** Thousandths of a point → "+0.45". */
export function signedPoints(thousandths: number): string {
  const text = (Math.abs(thousandths) / 1_000).toFixed(2);
  if (thousandths === 0) return text;
  return `${thousandths > 0 ? '+' : '−'}${text}`;
}

/** The quarters up to that of a day (YYYY-MM-DD), newest first. */
export function quartersUpto(day: string, count: number): readonly string[] {
  const latest = Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
  return Array.from({ length: count }, (_, back) => {
    const quarter = latest - back;
    return `${String(Math.floor(quarter / 4))}-Q${String((quarter % 4) + 1)}`;
  });
}

export function goalState(
  { visits, doubleVisits }: { readonly visits: number; readonly doubleVisits: number },
  { low, high }: { readonly low: number; readonly high: number },
): 'below' | 'within' | 'above' {
  if (doubleVisits * 10_000 < low * visits) return 'below';
  return doubleVisits * 10_000 > high * visits ? 'above' : 'within';
}
