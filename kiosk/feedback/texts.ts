import type { RatingRequest } from '#contract/local-api.ts';
import type { Dictionary } from '../shared/language.ts';
import type { RatingProgress } from './delivery.ts';
import type { Mood } from './mood.ts';

type Scale = RatingRequest['scale'];

export interface FeedbackTexts {
  readonly question: string;
  readonly hint: string;
  /** Index = level − 1, most negative first. */
  readonly levels: Readonly<Record<Scale, readonly string[]>>;
  readonly whichCounter: string;
  readonly chooseCounter: string;
  readonly optional: string;
  readonly ticketRead: (ticket: string) => string;
  readonly ticketUnknown: string;
  readonly thanks: string;
  readonly yourRating: (level: string) => string;
  /** Said only when true. */
  readonly progress: Readonly<Record<RatingProgress, string>>;
  readonly reasons: Readonly<Record<Mood, string>>;
  readonly manyReasons: string;
  readonly undo: string;
  readonly undone: string;
  readonly undoneHint: string;
  readonly write: string;
  readonly writeTitle: string;
  readonly writeHint: string;
  readonly written: (length: number, most: number) => string;
  readonly back: string;
  readonly done: string;
  readonly next: string;
  readonly skip: string;
  readonly send: string;
  readonly questionOf: (number: number, count: number) => string;
  readonly manyOptions: string;
  readonly surveyThanks: string;
  readonly returns: (seconds: number) => string;
  readonly moreTime: string;
  readonly tools: string;
  readonly elder: string;
  readonly reach: string;
  readonly voice: string;
  readonly connecting: string;
  readonly connectingHint: string;
  readonly spokenFaces: (words: string) => string;
}

export const FEEDBACK_TEXTS: Dictionary<FeedbackTexts> = {
  zh: {
    question: '您对本次服务满意吗？',
    hint: '点一下表情即可完成评价',
    levels: {
      3: ['不满意', '一般', '满意'],
      4: ['不满意', '一般', '满意', '非常满意'],
      5: ['非常不满意', '不满意', '一般', '满意', '非常满意'],
    },
    whichCounter: '哪个窗口？',
    chooseCounter: '请选择办理窗口',
    optional: '可不选',
    ticketRead: (ticket) => `${ticket} 已识别，请评价`,
    ticketUnknown: '未能识别号票，可直接评价',
    thanks: '谢谢您的评价！',
    yourRating: (level) => `您的评价：${level}`,
    progress: {
      sending: '正在保存……',
      stored: '评价已保存',
      kept: '评价已保存在本机，稍后自动提交',
      refused: '评价未能保存，请告知工作人员',
    },
    reasons: { good: '哪些方面让您满意？', bad: '哪些方面需要改进？' },
    manyReasons: '可多选，也可不选',
    undo: '撤回',
    undone: '已撤回',
    undoneHint: '这次评价不会计入',
    write: '写意见',
    writeTitle: '请写下您的意见',
    writeHint: '请勿填写账号、证件号码、手机号码',
    written: (length, most) => `${length}／${most} 字`,
    back: '返回',
    done: '完成',
    next: '下一题',
    skip: '跳过',
    send: '提交',
    questionOf: (number, count) => `第 ${number} 题，共 ${count} 题`,
    manyOptions: '可多选',
    surveyThanks: '谢谢您的参与！',
    returns: (seconds) => `${seconds} 秒后返回首页`,
    moreTime: '需要更多时间',
    tools: '使用帮助',
    elder: '长辈模式',
    reach: '低位操作',
    voice: '语音提示',
    connecting: '正在连接……',
    connectingHint: '评价屏暂不可用，请稍候',
    spokenFaces: (words) => `依次是：${words}。点一下表情即可。`,
  },
  en: {
    question: 'How was our service today?',
    hint: 'One tap on a face is all it takes',
    levels: {
      3: ['Poor', 'Fair', 'Good'],
      4: ['Poor', 'Fair', 'Good', 'Very good'],
      5: ['Very poor', 'Poor', 'Fair', 'Good', 'Very good'],
    },
    whichCounter: 'Which counter?',
    chooseCounter: 'Please choose your counter',
    optional: 'optional',
    ticketRead: (ticket) => `Ticket ${ticket} recognised, please rate`,
    ticketUnknown: 'Ticket not recognised, you can rate all the same',
    thanks: 'Thank you!',
    yourRating: (level) => `Your rating: ${level}`,
    progress: {
      sending: 'Saving…',
      stored: 'Your rating is saved',
      kept: 'Saved on this device, will be sent by itself',
      refused: 'Could not be saved, please tell our staff',
    },
    reasons: { good: 'What did you like?', bad: 'What should we improve?' },
    manyReasons: 'choose any, or none',
    undo: 'Take back',
    undone: 'Taken back',
    undoneHint: 'This rating will not count',
    write: 'Add a comment',
    writeTitle: 'Your comment',
    writeHint: 'Please do not enter account, ID or phone numbers',
    written: (length, most) => `${length} of ${most} characters`,
    back: 'Back',
    done: 'Done',
    next: 'Next',
    skip: 'Skip',
    send: 'Send',
    questionOf: (number, count) => `Question ${number} of ${count}`,
    manyOptions: 'choose any number',
    surveyThanks: 'Thank you for taking part!',
    returns: (seconds) => `Back to the start in ${seconds} s`,
    moreTime: 'More time',
    tools: 'Ease of use',
    elder: 'Large print',
    reach: 'Low reach',
    voice: 'Read aloud',
    connecting: 'Connecting…',
    connectingHint: 'Ratings are not available right now, one moment please',
    spokenFaces: (words) => `The faces are, in this order: ${words}. Touch one of them.`,
  },
};
