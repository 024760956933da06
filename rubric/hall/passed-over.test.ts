import { describe, expect, test } from 'vitest';
import { stillWaiting } from '../prediction/hall-question.ts';
import { liveSnapshot } from './live.ts';
import { testHall, type TestHall } from './test-hall.ts';

const standing = ({ hall }: TestHall): readonly string[] => stillWaiting(hall).map(({ ticket }) => ticket);

function hallOfFive(): TestHall {
  const hall = testHall();
  hall.open();
  ['A001', 'A002', 'A003', 'A004', 'A005'].forEach((ticket, index) => hall.issue(`9:0${index}:00`, ticket));
  return hall;
}

describe('a ticket that was passed over', () => {
  test('stands before nobody once three later ones of its queue were called, and still counts as waiting', () => {
    const hall = hallOfFive();
    hall.call('9:10:00', 'A002', '1');
    hall.call('9:11:00', 'A003', '2');
    expect(standing(hall)).toEqual(['A001', 'A004', 'A005']);
    hall.call('9:12:00', 'A004', '3');
    expect(standing(hall)).toEqual(['A005']);
    expect(liveSnapshot(hall.hall, 'demo' as never, 0).today.waiting).toBe(2);
  });

  test('is not one because of another queue, a transfer in front, or the same ticket called again', () => {
    const hall = hallOfFive();
    ['V001', 'V002', 'V003'].forEach((ticket, index) => {
      hall.issue(`9:06:0${index}`, ticket, 'gold');
      hall.call(`9:07:0${index}`, ticket, String(index + 1));
    });
    hall.call('9:10:00', 'A002', '1');
    hall.call('9:10:30', 'A002', '1');
    hall.call('9:11:00', 'A003', '2');
    hall.tell('9:12:00', 'ticket.transferred', { ticket: 'A003', counter: '2', toService: 'personal' });
    hall.call('9:13:00', 'A003', '3');
    expect(standing(hall)).toEqual(['A001', 'A004', 'A005']);
  });

  test('does not pass anything on to the next day', () => {
    const hall = hallOfFive();
    ['A003', 'A004', 'A005'].forEach((ticket, index) => hall.call(`9:1${index}:00`, ticket, String(index)));
    hall.close('18:00:00');
    hall.open('2026-12-01', '32:00:00');
    // A clock that was set back: issued before yesterday's last calls.
    hall.issue('9:00:00', 'A001');
    expect(standing(hall)).toEqual(['A001']);
  });
});
