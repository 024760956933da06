import { expect, test } from 'vitest';
import { surveyEntry } from './apply-survey.ts';
import { at, TEST_DATE, testHall } from './test-hall.ts';

const RESPONSE = 'response-0001';

function answered(complete: boolean, level: number) {
  const answers = [{ question: 'attentive', level, scale: 5 }];
  return { response: RESPONSE, survey: 'intercept', version: 2, complete, answers };
}

test('a questionnaire is kept as last answered, on the day on which it began', () => {
  const hall = testHall();
  hall.open();
  hall.tell('16:59:00', 'survey.answered', answered(false, 3));
  hall.close('17:30:00');
  hall.tell('17:31:00', 'survey.answered', { ...answered(true, 5), counter: '2', delayedMs: 60_000 });
  expect(surveyEntry(hall.hall, RESPONSE)).toEqual({
    seq: 4,
    record: {
      ...answered(true, 5),
      at: at('17:31:00'),
      answeredAt: at('17:30:00'),
      date: TEST_DATE,
      counter: '2',
      ticket: null,
    },
  });
  expect(surveyEntry(hall.hall, 'response-0002')).toBeNull();
});

test('a new day lets go of it', () => {
  const hall = testHall();
  hall.open();
  hall.tell('10:00:00', 'survey.answered', answered(false, 3));
  hall.close('18:00:00');
  hall.open('2026-12-01', '32:00:00');
  expect(surveyEntry(hall.hall, RESPONSE)).toBeNull();
});
