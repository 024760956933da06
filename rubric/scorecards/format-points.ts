import type { Thousandths } from './points.ts';

/** Shortest decimal text: 26720 → "26.72", -100 → "-0.1". */
export function formatPoints(points: Thousandths): string {
  const size = Math.abs(points);
  const decimals = String(size % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${points < 0 ? '-' : ''}${String(Math.floor(size / 1000))}${decimals === '' ? '' : `.${decimals}`}`;
}
