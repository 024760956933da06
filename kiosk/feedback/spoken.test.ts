import { expect, test } from 'vitest';
import { SAMPLE_HALL } from '../shared/sample-hall.ts';
import { START } from './flow.ts';
import type { FlowState } from './flow.ts';
import { spokenQuestion, spokenScreen, wordsOf } from './spoken.ts';
import { SURVEY_START } from './survey-flow.ts';
import type { Survey } from './survey-flow.ts';

const { kiosk } = SAMPLE_HALL;
const THANKS: FlowState = {
  name: 'thanks',
  since: 0,
  rating: 'tap-00000001',
  level: 4,
  reasons: [],
  comment: '',
  writing: false,
  patience: { until: 4_000, touched: false },
};
const TEXT = { zh: '您办什么业务？', en: 'What did you come for?' };

test('the start names the faces in the order in which they stand', () => {
  expect(spokenScreen(START, kiosk, 'zh')).toBe(
    '您对本次服务满意吗？ 依次是：非常满意、满意、一般、不满意。点一下表情即可。',
  );
});

test('the bank may have words of its own', () => {
  const words = ['差', '中', '好', '优'].map((zh) => ({ zh, en: zh }));
  expect(wordsOf({ ...kiosk, words }, 'zh')).toEqual(['差', '中', '好', '优']);
  expect(spokenScreen(START, { ...kiosk, words }, 'zh')).toContain('优、好、中、差');
});

test('the thank-you repeats the rating and reads the reasons of its mood', () => {
  expect(spokenScreen(THANKS, kiosk, 'en')).toBe(
    'Thank you! Your rating: Very good What did you like? Friendly staff, Something else',
  );
  expect(spokenScreen(THANKS, { ...kiosk, reasons: [] }, 'en')).not.toContain('like');
  expect(spokenScreen({ ...THANKS, writing: true }, kiosk, 'zh')).toContain('请勿填写账号');
});

test('what was taken back is said to be', () => {
  expect(spokenScreen({ name: 'undone', since: 0, patience: THANKS.patience }, kiosk, 'zh')).toBe('已撤回');
});

test('a question is read with its answers', () => {
  const survey: Survey = {
    id: 's',
    version: 1,
    title: TEXT,
    questions: [
      { kind: 'scale', id: 'a', text: TEXT, scale: 3 },
      {
        kind: 'choice',
        id: 'b',
        text: TEXT,
        multiple: false,
        options: [{ id: 'x', name: { zh: '存款', en: 'Cash' } }],
      },
      { kind: 'text', id: 'c', text: TEXT },
    ],
  };
  const said = [0, 1, 2, 3].map((index) => spokenQuestion({ ...SURVEY_START, index }, survey, 'zh'));
  expect(said).toEqual([
    '您办什么业务？ 依次是：满意、一般、不满意。点一下表情即可。',
    '您办什么业务？ 存款',
    '您办什么业务？',
    '谢谢您的参与！',
  ]);
});
