import { expect, test } from 'vitest';
import { setAsideByRule } from './ratings.ts';
import { aRating } from './test-visit.ts';

test('what does not count is told by rule, most first; what only marks a rating is not a rule', () => {
  const ratings = [
    aRating({ flags: ['unsolicited'] }),
    aRating({ channel: 'kiosk', flags: ['no-ticket'] }),
    aRating({ flags: ['no-ticket', 'unsolicited'], counted: false }),
    aRating({ channel: 'kiosk', flags: ['burst', 'mashing'], counted: false }),
    aRating({ channel: 'kiosk', flags: ['burst'], counted: false }),
  ];
  expect(setAsideByRule(ratings)).toEqual([
    { rule: 'burst', ratings: 2 },
    { rule: 'mashing', ratings: 1 },
    { rule: 'no-ticket', ratings: 1 },
  ]);
  expect(setAsideByRule([])).toEqual([]);
});
