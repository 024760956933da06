import { z } from 'zod';

/**
 * Points of scorecards. Written as decimal text ("0.5", "8"), reckoned in whole thousandths, so that 0.1 + 0.2 is 0.3
 * and half-point items add up on every machine.
 */

const DECIMAL = /^(?:0|[1-9]\d{0,4})(?:\.\d{1,3})?$/;

/** A number of points as text, 0–99999.999, at most three decimals. */
export const pointsSchema = z.string().regex(DECIMAL, 'points as text, like "2" or "0.5", at most three decimals');

/** Whole thousandths of a point. */
export type Thousandths = number;

/** Thousandths of points that `pointsSchema` accepts; throws a RangeError on other text. */
export function parsePoints(text: string): Thousandths {
  if (!DECIMAL.test(text)) throw new RangeError(`not a number of points: ${text}`);
  const [whole = '0', decimals = ''] = text.split('.');
  return Number(whole) * 1000 + Number(decimals.padEnd(3, '0'));
}
