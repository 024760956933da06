import { describe, expect, test } from 'vitest';
import { counterService } from './hall.ts';
import { TEST_DATE, testHall, type TestHall } from './test-hall.ts';
import { toFourSteps, type RatingRecord } from './visit.ts';

let made = 0;

function rate(hall: TestHall, time: string, fields: Record<string, unknown> = {}): RatingRecord | undefined {
  made += 1;
  const change = hall.tell(time, 'rating.given', {
    rating: `rating-${String(made).padStart(6, '0')}`,
    channel: 'evaluator',
    counter: '1',
    level: 4,
    scale: 4,
    ...fields,
  });
  return change.ratings[0];
}

/** A001 finished at counter 1 at 9:10:00, its customer invited. */
function servedHall(): TestHall {
  const hall = testHall();
  hall.open();
  hall.issue('9:00:00', 'A001');
  hall.issue('9:00:00', 'A002');
  hall.call('9:05:00', 'A001');
  hall.finish('9:10:00', 'A001');
  hall.tell('9:10:00', 'rating.invited', { ticket: 'A001', counter: '1' });
  return hall;
}

describe('an invitation', () => {
  test('is stored with the visit and answered by the rating', () => {
    const hall = servedHall();
    expect(counterService(hall.hall, '1')).toEqual({ ticket: 'A001', state: 'finished', invitationOpen: true });
    expect(hall.hall.counters.get('1')?.state).toBe('rating');
    const rating = rate(hall, '9:10:08', { level: 3 });
    expect(rating).toMatchObject({
      date: TEST_DATE,
      visit: `${TEST_DATE}/A001/1`,
      leg: 1,
      ticket: 'A001',
      level4: 3,
      flags: [],
      counted: true,
    });
    expect(hall.visit('A001')).toMatchObject({ rated: true, invitationExpired: false });
    expect(counterService(hall.hall, '1')?.invitationOpen).toBe(false);
    expect(hall.hall.counters.get('1')?.state).toBe('idle');
  });

  test('expires when told so, or with the next call', () => {
    const told = servedHall();
    told.tell('9:10:30', 'rating.expired', { counter: '1', ticket: 'A001' });
    expect(told.visit('A001').invitationExpired).toBe(true);
    expect(counterService(told.hall, '1')?.invitationOpen).toBe(false);
    const called = servedHall();
    called.call('9:10:20', 'A002');
    expect(called.visit('A001').invitationExpired).toBe(true);
    called.tell('9:10:20', 'rating.expired', { counter: '1', ticket: 'A001' });
    expect(called.hall.counters.get('1')?.state).toBe('called');
  });

  test('given during the service waits for its end', () => {
    const hall = testHall();
    hall.open();
    hall.issue('9:00:00', 'A001');
    hall.call('9:05:00', 'A001');
    hall.tell('9:09:00', 'rating.invited', { counter: '1' });
    expect(hall.hall.counters.get('1')?.state).toBe('called');
    hall.finish('9:09:01', 'A001');
    expect(hall.hall.counters.get('1')?.state).toBe('rating');
    expect(hall.visit('A001').invitedAt).not.toBeNull();
  });

  test('without a ticket is an anomaly, and the invitation stands all the same', () => {
    const hall = testHall();
    hall.open();
    expect(hall.tell('9:00:00', 'rating.invited', { counter: '1' }).anomalies).toEqual(['nothing-to-invite']);
    expect(hall.hall.counters.get('1')?.state).toBe('rating');
  });
});

describe('a rating that is set aside', () => {
  test('has no served ticket at its counter', () => {
    const hall = testHall();
    hall.open();
    expect(rate(hall, '9:00:00')).toMatchObject({
      counted: false,
      visit: null,
      flags: ['after-hours', 'no-ticket', 'unsolicited'],
    });
    hall.tell('9:00:00', 'counter.open', { counter: '1' });
    expect(rate(hall, '9:00:01')).toMatchObject({ counted: false, flags: ['no-ticket', 'unsolicited'] });
  });

  test('comes more than 120 s after the end', () => {
    expect(rate(servedHall(), '9:12:00')).toMatchObject({ counted: true, flags: [] });
    expect(rate(servedHall(), '9:12:01')).toMatchObject({ counted: false, flags: ['no-ticket'], visit: null });
  });

  test('is about a no-show', () => {
    const hall = testHall();
    hall.open();
    hall.issue('9:00:00', 'A001');
    hall.call('9:05:00', 'A001');
    hall.tell('9:06:00', 'ticket.no-show', { ticket: 'A001', counter: '1' });
    expect(rate(hall, '9:06:10')).toMatchObject({ counted: false, flags: ['no-ticket', 'unsolicited'] });
  });

  test('is about a ticket of another counter', () => {
    const hall = servedHall();
    hall.tell('9:10:00', 'counter.open', { counter: '2' });
    expect(rate(hall, '9:10:10', { counter: '2', ticket: 'A001' })).toMatchObject({ counted: false, visit: null });
  });

  test('comes after the next call, with or without its ticket number', () => {
    for (const ticket of [{ ticket: 'A001' }, {}]) {
      const hall = servedHall();
      hall.call('9:10:20', 'A002');
      expect(rate(hall, '9:10:30', ticket)).toMatchObject({
        counted: false,
        visit: `${TEST_DATE}/A001/1`,
        flags: ['after-next-call', 'unsolicited'],
      });
      expect(hall.visit('A001').rated).toBe(false);
    }
  });

  test('but one pressed before the next call and journalled after it counts', () => {
    const hall = servedHall();
    hall.call('9:10:20', 'A002');
    expect(rate(hall, '9:10:19', { ticket: 'A001' })).toMatchObject({ counted: true });
  });

  test('is the second of one ticket: the first is kept', () => {
    const hall = servedHall();
    expect(rate(hall, '9:10:05', { level: 1 })).toMatchObject({ counted: true });
    expect(rate(hall, '9:10:06', { level: 4 })).toMatchObject({ counted: false, flags: ['duplicate', 'unsolicited'] });
    expect(hall.ratings()).toHaveLength(2);
  });

  test('comes after hours for a ticket that was issued after hours', () => {
    const hall = testHall();
    hall.open();
    hall.issue('16:59:00', 'A001');
    hall.issue('17:30:00', 'A002');
    hall.call('17:20:00', 'A001');
    hall.finish('17:25:00', 'A001');
    expect(rate(hall, '17:25:10')).toMatchObject({ counted: true });
    hall.call('17:31:00', 'A002');
    hall.finish('17:40:00', 'A002');
    expect(rate(hall, '17:40:10')).toMatchObject({ counted: false, flags: ['after-hours', 'unsolicited'] });
  });

  test('comes from a closed counter that invited nobody', () => {
    const hall = testHall();
    hall.open();
    hall.issue('9:00:00', 'A001');
    hall.call('9:05:00', 'A001');
    hall.tell('9:10:00', 'counter.logout', { counter: '1' });
    expect(rate(hall, '9:10:05')).toMatchObject({ counted: false, flags: ['after-hours', 'unsolicited'] });
    const invited = servedHall();
    invited.tell('9:10:03', 'counter.logout', { counter: '1' });
    expect(rate(invited, '9:10:05')).toMatchObject({ counted: true, flags: [] });
  });

  test('was flagged by the agent', () => {
    expect(rate(servedHall(), '9:10:05', { flags: ['burst'] })).toMatchObject({ counted: false, flags: ['burst'] });
  });
});

describe('other ratings', () => {
  test('an unsolicited rating of a served ticket counts and says so', () => {
    const hall = testHall();
    hall.open();
    hall.issue('9:00:00', 'A001');
    hall.call('9:05:00', 'A001');
    expect(rate(hall, '9:06:00')).toMatchObject({
      counted: true,
      flags: ['unsolicited'],
      visit: `${TEST_DATE}/A001/1`,
    });
  });

  test('a lobby kiosk needs no ticket', () => {
    const hall = servedHall();
    const rating = rate(hall, '16:00:00', { channel: 'kiosk', counter: undefined, scale: 5, level: 5 });
    expect(rating).toMatchObject({ counted: true, visit: null, counter: null, level4: 4, flags: [] });
    expect(rate(hall, '16:01:00', { channel: 'kiosk', counter: '1' })).toMatchObject({ counted: true, visit: null });
  });

  test('a tap told twice is stored once', () => {
    const hall = servedHall();
    const fields = { channel: 'kiosk', counter: undefined, rating: 'the-same-tap' };
    rate(hall, '9:20:00', fields);
    expect(rate(hall, '9:20:01', fields)).toBeUndefined();
    expect(hall.hall.anomalies.get('rating-repeated')).toBe(1);
    expect(hall.ratings()).toHaveLength(1);
  });

  test('a rating after the close belongs to the day of its ticket and does not reopen it', () => {
    const hall = servedHall();
    hall.close('9:10:30');
    expect(rate(hall, '9:10:40')).toMatchObject({ date: TEST_DATE, visit: `${TEST_DATE}/A001/1`, counted: true });
    expect(rate(hall, '21:00:00', { channel: 'kiosk', counter: undefined })).toMatchObject({ date: TEST_DATE });
    expect(hall.open('2026-12-01', '32:00:00').checkpoint).toBe(true);
  });
});

test.each([
  [3, [1, 2, 3]],
  [4, [1, 2, 3, 4]],
  [5, [1, 1, 2, 3, 4]],
] as const)('levels on %i buttons are matched to four steps by their words', (scale, steps) => {
  expect(steps.map((_, index) => toFourSteps(index + 1, scale))).toEqual(steps);
  expect([toFourSteps(0, scale), toFourSteps(9, scale)]).toEqual([steps[0], steps.at(-1)]);
});
