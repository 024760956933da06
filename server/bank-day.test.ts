import { expect, test } from 'vitest';
import { bankDay, startOfBankDay } from './bank-day.ts';

test.each(['Asia/Shanghai', 'UTC', 'America/New_York', 'Asia/Kolkata', undefined])(
  'a day in %s begins with its first millisecond',
  (timeZone) => {
    const start = startOfBankDay('2026-11-30', { timeZone });
    expect([start - 1, start, start + 86_399_999].map((at) => bankDay(at, { timeZone }))).toEqual([
      '2026-11-29',
      '2026-11-30',
      '2026-11-30',
    ]);
  },
);
