import type { RatingRequest } from '#contract/local-api.ts';
import type { Dictionary } from '../shared/language.ts';
import type { RatingProgress } from './delivery.ts';

type Scale = RatingRequest['scale'];

interface FeedbackTexts {
  readonly question: string;
  readonly hint: string;
  readonly counters: string;
  readonly reasons: string;
  readonly optional: string;
  readonly addReason: string;
  /** Index = level − 1, most negative first. */
  readonly levels: Readonly<Record<Scale, readonly string[]>>;
  readonly thanks: string;
  readonly yourRating: (level: string) => string;
  /** Said only when true. */
  readonly progress: Readonly<Record<RatingProgress, string>>;
  readonly again: (seconds: number) => string;
  readonly overdue: (count: number) => string;
  readonly connecting: string;
  readonly connectingHint: string;
}

export const FEEDBACK_TEXTS: Dictionary<FeedbackTexts> = {
  zh: {
    question: '您对本次服务满意吗？',
    hint: '点一下表情即可完成评价',
    counters: '办理窗口',
    reasons: '原因',
    optional: '可不选',
    addReason: '谢谢！还可以点选原因',
    levels: {
      3: ['不满意', '一般', '满意'],
      4: ['不满意', '一般', '满意', '非常满意'],
      5: ['非常不满意', '不满意', '一般', '满意', '非常满意'],
    },
    thanks: '谢谢您的评价！',
    yourRating: (level) => `您的评价：${level}`,
    progress: {
      sending: '正在保存……',
      stored: '评价已保存',
      'not-yet-stored': '评价尚未保存，正在自动重试',
      refused: '评价未能保存，请告知工作人员',
    },
    again: (seconds) => `返回（${seconds} 秒）`,
    overdue: (count) => `${count} 条评价等待保存`,
    connecting: '正在连接……',
    connectingHint: '评价屏暂不可用，请稍候',
  },
  en: {
    question: 'How was our service today?',
    hint: 'One tap on a face is all it takes',
    counters: 'Counter',
    reasons: 'Reasons',
    optional: 'optional',
    addReason: 'Thank you! You may also pick a reason',
    levels: {
      3: ['Poor', 'Fair', 'Good'],
      4: ['Poor', 'Fair', 'Good', 'Very good'],
      5: ['Very poor', 'Poor', 'Fair', 'Good', 'Very good'],
    },
    thanks: 'Thank you!',
    yourRating: (level) => `Your rating: ${level}`,
    progress: {
      sending: 'Saving…',
      stored: 'Your rating is saved',
      'not-yet-stored': 'Not saved yet, trying again by itself',
      refused: 'Could not be saved, please tell our staff',
    },
    again: (seconds) => `Back (${seconds} s)`,
    overdue: (count) => (count === 1 ? '1 rating waits to be saved' : `${count} ratings wait to be saved`),
    connecting: 'Connecting…',
    connectingHint: 'Ratings are not available right now, one moment please',
  },
};
