import { describe, expect, test } from 'vitest';
import { thresholdsSchema } from '#contract/branch-config.ts';
import { stalledLimitMs, waitingLimit, waitLimitMs } from './limits.ts';

const THRESHOLDS = thresholdsSchema.parse({
  waiting: 12,
  stalledMinutes: 8,
  queues: [
    { service: 'personal', waiting: 20 },
    { service: 'personal', class: 'gold', waiting: 5, waitMinutes: 3 },
    { service: 'wealth', waiting: 0, waitMinutes: 0 },
    { service: 'corporate', waitMinutes: 30 },
  ],
});
const TARGETS = { ordinary: 600_000, gold: 300_000 };

describe('limits of a queue', () => {
  test.each([
    ['personal', 'ordinary', 20, 600_000],
    ['personal', 'gold', 5, 180_000],
    ['corporate', 'ordinary', 12, 1_800_000],
    ['corporate', 'unknown', 12, 1_800_000],
    ['loans', 'gold', 12, 300_000],
    ['loans', 'unknown', 12, null],
    ['wealth', 'gold', null, null],
  ])('%s, %s: %s people, %s ms', (service, customerClass, people, wait) => {
    const queue = { service, class: customerClass };
    expect(waitingLimit(THRESHOLDS, queue)).toBe(people);
    expect(waitLimitMs(THRESHOLDS, TARGETS, queue)).toBe(wait);
  });

  test('0 is no limit', () => {
    expect(stalledLimitMs(THRESHOLDS)).toBe(480_000);
    expect(stalledLimitMs({ ...THRESHOLDS, stalledMinutes: 0 })).toBeNull();
    expect(waitingLimit({ ...THRESHOLDS, waiting: 0 }, { service: 'loans', class: 'gold' })).toBeNull();
  });
});
