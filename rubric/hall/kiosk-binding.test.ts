import { describe, expect, test } from 'vitest';
import { knownTicket, ticketToRate } from './kiosk-binding.ts';
import { at, testHall, type TestHall } from './test-hall.ts';

function served(...finished: readonly (readonly [string, string])[]): TestHall {
  const hall = testHall();
  hall.open();
  for (const [time, ticket] of finished) {
    hall.issue('9:00:00', ticket);
    hall.call(time, ticket);
    hall.finish(time, ticket);
  }
  return hall;
}

describe('the ticket that a counter means', () => {
  test('is the one finished last there, within 15 min', () => {
    const { hall } = served(['9:10:00', 'A001'], ['9:20:00', 'A002']);
    expect(ticketToRate(hall, '1', at('9:21:00'))).toBe('A002');
    expect(ticketToRate(hall, '1', at('9:35:00'))).toBe('A002');
    expect(ticketToRate(hall, '1', at('9:35:01'))).toBeNull();
    expect(ticketToRate(hall, '2', at('9:21:00'))).toBeNull();
  });

  test('is the one finished last when the customer tapped, for a tap that arrives late', () => {
    const { hall } = served(['9:10:00', 'A001'], ['9:20:00', 'A002']);
    expect(ticketToRate(hall, '1', at('9:12:00'))).toBe('A001');
  });

  test('is none when the last is rated: not the one before it', () => {
    const hall = served(['9:10:00', 'A001'], ['9:20:00', 'A002']);
    const rating = { rating: 'tap-00000001', channel: 'kiosk', level: 1, scale: 4, ticket: 'A002' };
    hall.tell('9:21:00', 'rating.given', rating);
    expect(ticketToRate(hall.hall, '1', at('9:21:00'))).toBeNull();
    hall.tell('9:21:10', 'rating.withdrawn', { rating: rating.rating });
    expect(ticketToRate(hall.hall, '1', at('9:21:20'))).toBe('A002');
  });

  test('stands while the next customer is being served', () => {
    const hall = served(['9:10:00', 'A001']);
    hall.issue('9:00:00', 'A002');
    hall.call('9:11:00', 'A002');
    expect(ticketToRate(hall.hall, '1', at('9:12:00'))).toBe('A001');
  });

  test('is unclear where only the next call ends a service', () => {
    const hall = testHall();
    hall.open();
    hall.call('9:05:00', 'A001');
    hall.call('9:10:00', 'A002');
    expect(ticketToRate(hall.hall, '1', at('9:12:00'))).toBeNull();
  });

  test('is no no-show', () => {
    const hall = testHall();
    hall.open();
    hall.call('9:05:00', 'A001');
    hall.tell('9:06:00', 'ticket.no-show', { ticket: 'A001', counter: '1' });
    expect(ticketToRate(hall.hall, '1', at('9:07:00'))).toBeNull();
  });
});

test('a scanned number is known in the way the hall writes it', () => {
  const { hall } = served(['9:10:00', 'A001']);
  expect([' a001 ', 'A001', 'A002', ''].map((ticket) => knownTicket(hall, ticket))).toEqual([
    'A001',
    'A001',
    null,
    null,
  ]);
});
