import { expect, test } from 'vitest';
import { demoHall } from './hall/demo-hall.ts';
import { MemoryJournal } from './journal/memory-journal.ts';
import { simulatePastDays, weekdaysBefore } from './past-days.ts';

test('weekends are no business days', () => {
  expect(weekdaysBefore('2026-11-30', 6)).toEqual([
    '2026-11-20',
    '2026-11-23',
    '2026-11-24',
    '2026-11-25',
    '2026-11-26',
    '2026-11-27',
  ]);
});

test('each past day is opened, lived through and closed in the journal', async () => {
  const site = demoHall();
  const journal = new MemoryJournal(site.branch.id);
  const dates = weekdaysBefore('2026-11-30', 2);
  await simulatePastDays({ site, journal, dates, seed: 7, pseudonym: () => 'teller01', log: { write: () => {} } });
  const days = journal.events().flatMap((event) => (event.type === 'day.closed' ? [event.date] : []));
  expect(days).toEqual(dates);
  expect(journal.events().filter(({ type }) => type === 'ticket.called').length).toBeGreaterThan(200);
});
