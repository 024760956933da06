import { expect, test } from 'vitest';
import { branchIdSchema } from '#contract/ids.ts';
import { liveSnapshotSchema } from '#contract/live.ts';
import { lobbyViewSchema } from '#contract/lobby-view.ts';
import { liveSnapshot } from './live.ts';
import { lobbyRatings } from './lobby-ratings.ts';
import { at, testHall } from './test-hall.ts';

function busyHall(taps: number) {
  const hall = testHall();
  hall.open();
  for (let n = 10; n < 10 + taps; n++) {
    const fields = { rating: `tap-000000${n}`, channel: 'kiosk', level: 3, scale: 4, src: 'kiosk' };
    hall.tell(`10:${n}:00`, 'rating.given', n === 12 ? { ...fields, delayedMs: 7_200_000 } : fields);
  }
  return hall;
}

test('the board gets the last twelve, newest tap first, in the shape of the contract; the live message has eight', () => {
  const { hall } = busyHall(14);
  const ratings = lobbyViewSchema.shape.ratings.parse(lobbyRatings(hall));
  expect(ratings).toHaveLength(12);
  expect(ratings[0]).toMatchObject({ rating: '15', at: at('10:23:00'), counted: true });
  // Tapped before opening, two hours before it arrived.
  expect(ratings.at(-1)).toMatchObject({ rating: '4', at: at('8:12:00'), flags: ['after-hours'] });
  expect(JSON.stringify(ratings)).not.toContain('tap-');
  const live = liveSnapshotSchema.parse(liveSnapshot(hall, branchIdSchema.parse('demo'), at('11:00:00')));
  expect(live.lastRatings).toHaveLength(8);
});

test('what was added or taken back shows, with the rule that set it aside', () => {
  const hall = busyHall(2);
  hall.tell('10:11:20', 'rating.detailed', { rating: 'tap-00000011', reasons: ['wait'], comment: '太久' });
  hall.tell('10:11:30', 'rating.withdrawn', { rating: 'tap-00000011' });
  expect(lobbyRatings(hall.hall)[0]).toEqual({
    rating: '3',
    at: at('10:11:00'),
    level: 3,
    scale: 4,
    channel: 'kiosk',
    counter: null,
    ticket: null,
    reasons: ['wait'],
    comment: '太久',
    counted: false,
    flags: ['withdrawn'],
  });
});
