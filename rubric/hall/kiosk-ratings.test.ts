import { describe, expect, test } from 'vitest';
import { dayScore, halfHourScore } from '../metrics/window-score.ts';
import { dayRecords } from './hall.ts';
import type { HallChange } from './state.ts';
import { at, TEST_DATE, testHall, type TestHall } from './test-hall.ts';
import type { RatingRecord } from './visit.ts';

/** A branch in business hours; A001 finished at counter 1 at 9:10:00. */
function servedHall(): TestHall {
  const hall = testHall();
  hall.open();
  hall.issue('9:00:00', 'A001');
  hall.call('9:05:00', 'A001');
  hall.finish('9:10:00', 'A001');
  return hall;
}

/** A tap at a kiosk. */
function tap(hall: TestHall, time: string, rating: string, fields: Record<string, unknown> = {}): HallChange {
  return hall.tell(time, 'rating.given', {
    src: 'kiosk',
    rating: `tap-${rating}`.padEnd(8, '-'),
    channel: 'kiosk',
    level: 4,
    scale: 4,
    ...fields,
  });
}

function idOf(rating: string): { rating: string } {
  return { rating: `tap-${rating}`.padEnd(8, '-') };
}

function record(hall: TestHall, rating: string): RatingRecord {
  const found = hall.ratings().find((each) => each.rating === idOf(rating).rating);
  if (found === undefined) throw new Error(`no rating ${rating}`);
  return found;
}

function flagsOf(hall: TestHall): readonly string[] {
  return hall.ratings().map(({ flags, counted }) => `${flags.join(' ')}${counted ? ' counted' : ''}`.trim());
}

describe('the ticket of a kiosk rating', () => {
  test('is bound when it was served not long ago', () => {
    const hall = servedHall();
    tap(hall, '9:40:00', 'a', { ticket: 'A001' });
    expect(record(hall, 'a')).toMatchObject({
      visit: `${TEST_DATE}/A001/1`,
      counter: '1',
      ticket: 'A001',
      flags: [],
      counted: true,
    });
    expect(hall.visit('A001').rated).toBe(true);
  });

  test('that was served more than 30 min ago, or never, leaves a lobby rating that says so', () => {
    const hall = servedHall();
    hall.issue('9:20:00', 'A002');
    tap(hall, '9:40:01', 'a', { ticket: 'A001' });
    tap(hall, '9:41:00', 'b', { ticket: 'A002' });
    tap(hall, '9:42:00', 'c', { ticket: 'Z999' });
    expect(flagsOf(hall)).toEqual(['no-ticket counted', 'no-ticket counted', 'no-ticket counted']);
    expect(hall.ratings().map(({ visit }) => visit)).toEqual([null, null, null]);
  });

  test('is judged by when the customer tapped, not by when the tap arrived', () => {
    const hall = servedHall();
    tap(hall, '11:00:00', 'a', { ticket: 'A001', delayedMs: at('11:00:00') - at('9:20:00') });
    expect(record(hall, 'a')).toMatchObject({
      at: at('11:00:00'),
      tappedAt: at('9:20:00'),
      visit: `${TEST_DATE}/A001/1`,
    });
  });

  test('that is rated already at the keypad keeps the first rating', () => {
    const hall = servedHall();
    hall.tell('9:10:05', 'rating.given', { rating: 'keypad-1', channel: 'keypad', counter: '1', level: 1, scale: 4 });
    tap(hall, '9:12:00', 'a', { ticket: 'A001' });
    expect(record(hall, 'a')).toMatchObject({ counted: false, flags: ['duplicate'] });
  });

  test('answers the invitation of its own counter, a rating of the hall answers none', () => {
    const hall = servedHall();
    hall.tell('9:10:00', 'rating.invited', { counter: '1', ticket: 'A001' });
    tap(hall, '9:10:30', 'a', { counter: '1' });
    expect(hall.hall.counters.get('1')?.state).toBe('rating');
    tap(hall, '9:11:30', 'b', { ticket: 'A001', counter: '1' });
    expect(hall.hall.counters.get('1')?.state).not.toBe('rating');
    expect(hall.visit('A001')).toMatchObject({ rated: true, invitationExpired: false });
  });

  test('of another counter than the one named is not guessed', () => {
    const hall = servedHall();
    tap(hall, '9:12:00', 'a', { ticket: 'A001', counter: '2' });
    expect(record(hall, 'a')).toMatchObject({ visit: null, flags: ['no-ticket'], counted: true });
  });
});

describe('taps at one kiosk', () => {
  test('in a burst count once; those of another kiosk have nothing to do with it', () => {
    const hall = servedHall();
    tap(hall, '10:00:00', 'a');
    tap(hall, '10:00:05', 'b');
    tap(hall, '10:00:06', 'c', { src: 'kiosk-2' });
    expect(flagsOf(hall)).toEqual(['counted', 'burst', 'counted']);
  });

  test('that come late in a bunch are no burst when they were made minutes apart', () => {
    const hall = servedHall();
    tap(hall, '10:00:00', 'a', { delayedMs: 1_800_000 });
    tap(hall, '10:00:00', 'b', { delayedMs: 1_200_000 });
    tap(hall, '10:00:00', 'c', { delayedMs: 600_000 });
    expect(flagsOf(hall)).toEqual(['counted', 'counted', 'counted']);
  });

  test('give the same in whatever order they arrive', () => {
    const inOrder = servedHall();
    tap(inOrder, '10:00:00', 'a');
    tap(inOrder, '10:00:05', 'b');
    const late = servedHall();
    tap(late, '10:00:05', 'b');
    const change = tap(late, '10:00:09', 'a', { delayedMs: 9_000 });
    expect(record(late, 'b').flags).toEqual(record(inOrder, 'b').flags);
    expect(record(late, 'a')).toMatchObject({ flags: [], counted: true });
    expect(change.ratings.map(({ rating }) => rating)).toEqual([idOf('a').rating, idOf('b').rating]);
  });

  test('that turn out to be mashing are all handed out again, and the ticket of the first is not rated any more', () => {
    const hall = servedHall();
    tap(hall, '9:12:00', 'a', { ticket: 'A001' });
    for (const [second, rating] of ['b', 'c', 'd'].entries()) tap(hall, `9:12:0${second + 1}`, rating);
    expect(hall.visit('A001').rated).toBe(true);
    const change = tap(hall, '9:12:04', 'e');
    expect(change.ratings).toHaveLength(5);
    expect(change.ratings.every(({ counted, flags }) => !counted && flags.includes('mashing'))).toBe(true);
    expect(change.visits.map(({ ticket, rated }) => [ticket, rated])).toEqual([['A001', false]]);
  });

  test('thirty a second for ten seconds are all kept, and none counts', () => {
    const hall = servedHall();
    for (let n = 0; n < 300; n++) {
      hall.tell('10:00:00', 'rating.given', {
        at: at('10:00:00') + Math.round((n * 1_000) / 30),
        src: 'kiosk',
        rating: `mash-${String(n).padStart(4, '0')}`,
        channel: 'kiosk',
        level: 1,
        scale: 4,
      });
      expect(hall.ratings().filter(({ counted }) => counted).length).toBe(n < 4 ? 1 : 0);
    }
    expect(hall.ratings()).toHaveLength(300);
    const score = dayScore(dayRecords(hall.hall, TEST_DATE)!, { at: at('10:01:00'), upto: 1 });
    expect(score.ratings).toMatchObject({ given: 0, quarantined: 300 });
  });

  test('by a child are set aside as play', () => {
    const hall = servedHall();
    tap(hall, '10:00:00', 'a', { level: 1 });
    tap(hall, '10:00:08', 'b', { level: 2 });
    tap(hall, '10:00:16', 'c', { level: 3 });
    expect(flagsOf(hall)).toEqual(['play', 'burst play', 'burst play']);
  });

  test('outside business hours are set aside, unless a served ticket stands behind them', () => {
    const hall = servedHall();
    tap(hall, '8:30:00', 'a');
    hall.issue('16:50:00', 'A003');
    hall.call('17:35:00', 'A003');
    hall.finish('17:50:00', 'A003');
    tap(hall, '17:30:00', 'b');
    tap(hall, '17:52:00', 'c', { ticket: 'A003' });
    tap(hall, '17:53:00', 'd');
    expect(flagsOf(hall)).toEqual(['after-hours', 'counted', 'counted', 'after-hours']);
  });
});

describe('what a customer adds', () => {
  test('stands with the rating and replaces what was there as a whole', () => {
    const hall = servedHall();
    tap(hall, '10:00:00', 'a', { reasons: ['wait'], comment: '太久' });
    expect(record(hall, 'a')).toMatchObject({ reasons: ['wait'], comment: '太久' });
    const change = hall.tell('10:00:10', 'rating.detailed', { ...idOf('a'), reasons: ['attitude', 'skill'] });
    expect(change.ratings).toEqual([record(hall, 'a')]);
    expect(record(hall, 'a')).toMatchObject({ reasons: ['attitude', 'skill'], comment: null, counted: true });
  });

  test('to a rating that nobody knows is an anomaly', () => {
    const hall = servedHall();
    expect(hall.tell('10:00:10', 'rating.detailed', idOf('a'))).toMatchObject({
      anomalies: ['rating-unknown'],
      ratings: [],
    });
    expect(hall.tell('10:00:10', 'rating.withdrawn', idOf('a')).anomalies).toEqual(['rating-unknown']);
  });
});

describe('a rating taken back', () => {
  test('stays, does not count, and frees its ticket', () => {
    const hall = servedHall();
    tap(hall, '9:12:00', 'a', { ticket: 'A001', level: 1 });
    const change = hall.tell('9:12:04', 'rating.withdrawn', idOf('a'));
    expect(change.ratings).toEqual([expect.objectContaining({ flags: ['withdrawn'], counted: false })]);
    expect(change.visits).toEqual([expect.objectContaining({ ticket: 'A001', rated: false })]);
    tap(hall, '9:12:08', 'b', { ticket: 'A001', level: 4 });
    expect(record(hall, 'b')).toMatchObject({ counted: true, flags: [], visit: `${TEST_DATE}/A001/1` });
    expect(hall.visit('A001').rated).toBe(true);
  });

  test('is out of the picture for the rules about taps', () => {
    const hall = servedHall();
    tap(hall, '10:00:00', 'a');
    tap(hall, '10:00:05', 'b');
    const change = hall.tell('10:00:06', 'rating.withdrawn', idOf('a'));
    expect(flagsOf(hall)).toEqual(['withdrawn', 'counted']);
    expect(change.ratings).toHaveLength(2);
  });

  test('more than 60 s after it was stored stays as it is', () => {
    const hall = servedHall();
    tap(hall, '10:00:00', 'a', { delayedMs: 3_600_000 });
    tap(hall, '10:01:00', 'b');
    expect(hall.tell('10:01:00', 'rating.withdrawn', idOf('a')).anomalies).toEqual([]);
    const late = hall.tell('10:02:01', 'rating.withdrawn', idOf('b'));
    expect(late).toMatchObject({ anomalies: ['withdrawn-late'], ratings: [] });
    expect(flagsOf(hall)).toEqual(['withdrawn', 'counted']);
  });

  test('twice is taken back once', () => {
    const hall = servedHall();
    tap(hall, '10:00:00', 'a');
    hall.tell('10:00:01', 'rating.withdrawn', idOf('a'));
    expect(hall.tell('10:02:00', 'rating.withdrawn', idOf('a'))).toMatchObject({ anomalies: [], ratings: [] });
  });

  test('leaves a half-hour as it was scored before, and the day follows', () => {
    const hall = servedHall();
    tap(hall, '9:29:50', 'a');
    const records = dayRecords(hall.hall, TEST_DATE)!;
    const scored = halfHourScore(records, { from: at('9:00:00'), to: at('9:30:00'), upto: 5 });
    hall.tell('9:30:10', 'rating.withdrawn', idOf('a'));
    expect(scored.ratings).toMatchObject({ given: 1, quarantined: 0 });
    expect(dayScore(records, { at: at('9:31:00'), upto: 6 }).ratings).toMatchObject({ given: 0, quarantined: 1 });
  });
});
