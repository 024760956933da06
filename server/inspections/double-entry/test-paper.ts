import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { cardFrom, item, plainCard } from '#rubric/scorecards/test-card.ts';

/** Test helper: a small card with one item of each kind that is typed differently. */
export const PAPER_CARD: Scorecard = cardFrom({
  ...plainCard(),
  sections: [
    { id: 'hall', title: { zh: '大厅', en: 'Hall' } },
    { id: 'talk', title: { zh: '沟通', en: 'Talk' } },
  ],
  items: [
    item('clean', 'hall', '4'),
    item('graded', 'hall', '2', { answer: { type: 'points' } }),
    item('said', 'talk', undefined, { answer: { type: 'text' } }),
    item('seen', 'talk', undefined, { answer: { type: 'count' } }),
    item('served', 'talk', '1', { answer: { type: 'timer', atMostSeconds: 180 } }),
  ],
});
