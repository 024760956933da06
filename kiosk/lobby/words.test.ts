import { describe, expect, test } from 'vitest';
import { alertKindSchema } from '#contract/alert.ts';
import { flagSchema } from '#contract/events.ts';
import { hallConfigSchema } from '#contract/local-api.ts';
import { adviceSchema, lobbyViewSchema, ticketHistorySchema } from '#contract/lobby-view.ts';
import type { Advice, LobbyAlert } from '#contract/lobby-view.ts';
import { accuracyWords } from './accuracy.ts';
import { adviceKey, adviceWords, whatIfWords } from './advice-words.ts';
import { alertDetail, alertWords, orderedAlerts } from './alert-words.ts';
import { namesOf } from './names.ts';
import { flagWords, levelWords, mood, reasonWords } from './rating-words.ts';
import { BUSY_HALL, BUSY_VIEW, SERVED_TICKET } from './sample-board.ts';

const zh = namesOf(BUSY_HALL, 'zh');
const en = namesOf(BUSY_HALL, 'en');

test('the busy hall is one that the agent could send', () => {
  expect(hallConfigSchema.parse(BUSY_HALL)).toEqual(BUSY_HALL);
  expect(lobbyViewSchema.parse(BUSY_VIEW)).toEqual(BUSY_VIEW);
  expect(ticketHistorySchema.parse(SERVED_TICKET)).toEqual(SERVED_TICKET);
});

describe('next actions', () => {
  const byAction = (action: Advice['action']): Advice => BUSY_VIEW.advice.find((entry) => entry.action === action)!;
  const words = (advice: Advice): unknown[] =>
    [adviceWords(advice, zh, 'zh'), adviceWords(advice, en, 'en')].flatMap(({ action, reason, effect }) => [
      action,
      reason,
      effect,
    ]);

  test('of every kind are among the samples', () => {
    const kinds = adviceSchema.options.map(({ shape }) => shape.action.value);
    expect(new Set(BUSY_VIEW.advice.map(({ action }) => action))).toEqual(new Set(kinds));
  });

  test('open a counter, with who waits, how long it will take, who is busy and what it brings', () => {
    expect(words(byAction('open-counter'))).toEqual([
      '建议开放4号窗口',
      '个人业务·普通客户 9 人等候，预计 10–20 分钟，1–3号窗口忙',
      '九成客户等候 22 → 12 分钟',
      'Open Counter 4',
      'Personal banking, Ordinary: 9 waiting; expect 10–20 min; Counters 1–3 busy',
      '90 % of waits up to 22 → 12 min',
    ]);
  });

  test('say nothing that is not known', () => {
    const bare = { ...byAction('open-counter'), estimate: null, p90Ms: null, busy: [] } as Advice;
    expect(words(bare)).toEqual([
      '建议开放4号窗口',
      '个人业务·普通客户 9 人等候，等候时间无法估计',
      null,
      'Open Counter 4',
      'Personal banking, Ordinary: 9 waiting; wait cannot be estimated',
      null,
    ]);
    const same = { ...byAction('open-counter'), p90Ms: 725_000, p90WithMs: 715_000 } as Advice;
    expect(adviceWords(same, zh, 'zh').effect).toBeNull();
  });

  test('call the next ticket', () => {
    expect(words(byAction('call-next'))).toEqual([
      '请2号窗口叫下一位',
      '窗口已空闲 2 分钟，个人业务·普通客户 9 人等候，最长 11 分钟',
      null,
      'Ask Counter 2 to call the next ticket',
      'Free for 2 min; Personal banking, Ordinary: 9 waiting, longest 11 min',
      null,
    ]);
  });

  test('ask about a long service', () => {
    expect(words(byAction('check-service'))).toEqual([
      '到1号窗口了解是否需要协助',
      'A003 号已办理 25 分钟，通常约 8 分钟',
      null,
      'Ask at Counter 1 whether help is needed',
      'Ticket A003 has been served for 25 min; usual is about 8 min',
      null,
    ]);
  });

  test('look after somebody', () => {
    expect(words(byAction('look-after'))).toEqual([
      '请关照 A004 号客户',
      '个人业务·普通客户，已等候 26 分钟，目标 10 分钟',
      null,
      'Look after ticket A004',
      'Personal banking, Ordinary: has waited 26 min; target 10 min',
      null,
    ]);
  });

  test('pause a counter', () => {
    expect(words(byAction('close-counter'))).toEqual([
      '可以暂停3号窗口',
      '窗口已空闲 15 分钟，暂无客户需要',
      '暂停后，九成客户等候由 1 分钟以内变为 3 分钟',
      'Counter 3 can pause',
      'Free for 15 min; nobody needs it now',
      '90 % of waits: less than 1 min now, 3 min then',
    ]);
  });

  test('keep their place when their figures change, and are told apart', () => {
    expect(new Set(BUSY_VIEW.advice.map(adviceKey)).size).toBe(BUSY_VIEW.advice.length);
    expect(adviceKey({ ...byAction('look-after'), waitMs: 1 } as Advice)).toBe(adviceKey(byAction('look-after')));
  });
});

describe('what if', () => {
  const whatIf = BUSY_VIEW.whatIf!;

  test('says what one counter more or fewer does, and what that rests on', () => {
    expect(whatIfWords(whatIf, 'zh')).toEqual({
      more: '再开一个窗口：30 分钟内九成客户等候 22 → 12 分钟',
      fewer: '少开一个：22 → 35 分钟',
      basis: '按每小时到客 34 人、平均办理 6 分钟（今日 58 笔）推演 200 次',
    });
    expect(whatIfWords(whatIf, 'en')).toEqual({
      more: 'One more counter: 90 % of waits in the next 30 min up to 22 → 12 min',
      fewer: 'One fewer: 22 → 35 min',
      basis: 'From 34 arrivals an hour and a mean service of 6 min (58 today), played through 200 times',
    });
  });

  test('says so when nothing would change, and leaves out the last counter', () => {
    const words = whatIfWords({ ...whatIf, p90MoreMs: whatIf.p90Ms, p90FewerMs: null }, 'zh');
    expect(words.more).toBe('再开一个窗口：30 分钟内九成客户等候仍约 22 分钟');
    expect(words.fewer).toBeNull();
  });
});

describe('alerts', () => {
  const byKind = (kind: LobbyAlert['kind']): LobbyAlert => BUSY_VIEW.alerts.find((alert) => alert.kind === kind)!;
  const words = (alert: LobbyAlert): string[] =>
    [alertWords(alert, zh, 'zh'), alertWords(alert, en, 'en')].flatMap(({ title, figure }) => [title, figure]);

  test.each([
    [
      'queue-long',
      '个人业务·普通客户排队人数多',
      '18 人等候，上限 15 人',
      'Personal banking, Ordinary: long queue',
      '18 waiting, limit 15',
    ],
    [
      'wait-over',
      'A004 号等候过久',
      '个人业务·普通客户，已等 26 分钟，上限 10 分钟',
      'Ticket A004 waits too long',
      'Personal banking, Ordinary: 26 min so far, limit 10 min',
    ],
    [
      'queue-stalled',
      '个人业务·普通客户长时间未叫号',
      '已 12 分钟无人被叫，窗口开放',
      'Personal banking, Ordinary: nobody is being called',
      'No call for 12 min, although a counter is open',
    ],
    [
      'low-rating',
      '2号窗口收到差评',
      '客户评价“不满意”，请尽快了解情况',
      'Counter 2: dissatisfied customer',
      'Rated Poor; please find out why',
    ],
    [
      'assistance',
      '3号窗口请求保安协助',
      '请立即联系并前往',
      'Counter 3 asks for the guard',
      'Please call them and go there now',
    ],
    [
      'device-down',
      '设备 keypad-2 无响应',
      '请检查电源和连接线',
      'keypad-2 does not respond',
      'Check its power and cable',
    ],
    ['paper', '号票纸不足', '请更换 printer 的纸卷', 'Ticket paper is running low', 'Change the roll of printer'],
  ] as const)('%s is said in both languages', (kind, ...expected) => {
    expect(words(byKind(kind))).toEqual(expected);
  });

  test('of every kind are worded above', () => {
    expect(new Set(BUSY_VIEW.alerts.map(({ kind }) => kind))).toEqual(new Set(alertKindSchema.options));
  });

  test.each(alertKindSchema.options)('%s without any figure still reads as a sentence', (kind) => {
    const bare = { ...byKind(kind), service: null, class: null, counter: null, device: null, ticket: null };
    const said = words({ ...bare, value: null, limit: null }).join(' ');
    expect(said).not.toMatch(/null|undefined|NaN/);
    expect(said.length).toBeGreaterThan(10);
  });

  test.each([
    ['assistance', 2, '3号窗口请求大堂经理协助', 'Counter 3 asks for the lobby manager'],
    ['assistance', 3, '3号窗口请求客户经理协助', 'Counter 3 asks for an adviser'],
    ['assistance', 9, '3号窗口请求协助', 'Counter 3 asks for help'],
    ['assistance', null, '3号窗口请求协助', 'Counter 3 asks for help'],
    ['paper', 0, '号票纸已用完', 'Ticket paper is used up'],
  ] as const)('%s with the value %s says whom or what it needs', (kind, value, zhTitle, enTitle) => {
    const said = words({ ...byKind(kind), value });
    expect([said[0], said[2]]).toEqual([zhTitle, enTitle]);
  });

  test('that nobody has acknowledged stand first, the newest first', () => {
    const order = orderedAlerts(BUSY_VIEW.alerts).map(({ alert }) => alert);
    expect(order).toEqual(['alert-6', 'alert-5', 'alert-4', 'alert-3', 'alert-2', 'alert-1', 'alert-7']);
  });

  test('show the agent’s own words only where its figures do not say it all', () => {
    expect(alertDetail(byKind('device-down'))).toBe('no bytes for 60 s');
    expect(alertDetail(byKind('assistance'))).toBeNull();
    expect(alertDetail({ ...byKind('device-down'), detail: '' })).toBeNull();
  });
});

describe('ratings', () => {
  test('have the words of their own scale, or those of the hall', () => {
    expect(levelWords({ level: 2, scale: 5 }, BUSY_HALL, 'zh')).toBe('不满意');
    const own = {
      kiosk: { ...BUSY_HALL.kiosk, words: ['差', '中', '好', '优'].map((word) => ({ zh: word, en: 'x' })) },
    };
    expect(levelWords({ level: 4, scale: 4 }, own, 'zh')).toBe('优');
    expect(levelWords({ level: 3, scale: 3 }, own, 'zh')).toBe('满意');
  });

  test.each([
    [3, ['bad', 'fair', 'good']],
    [4, ['bad', 'fair', 'good', 'good']],
    [5, ['bad', 'bad', 'fair', 'good', 'good']],
  ] as const)('on a scale of %i feel so', (scale, moods) => {
    expect(moods.map((_, index) => mood({ level: index + 1, scale }))).toEqual(moods);
  });

  test('name their reasons as the hall does; one it no longer has keeps its id', () => {
    expect(reasonWords(['waiting', 'gone'], BUSY_HALL, 'zh')).toBe('等候时间、gone');
  });

  test('that are set aside say why', () => {
    expect(flagWords({ counted: false, flags: ['burst'] }, 'zh')).toBe('未计入：连续点击');
    expect(flagWords({ counted: false, flags: ['mashing', 'play'] }, 'en')).toBe(
      'Not counted: button mashing, looks like children playing',
    );
    expect(flagWords({ counted: false, flags: ['new-rule'] }, 'zh')).toBe('未计入：其他规则（new-rule）');
    expect(flagWords({ counted: false, flags: [] }, 'zh')).toBe('未计入');
  });

  test('that count in spite of a mark say so, ordinary ones say nothing', () => {
    expect(flagWords({ counted: true, flags: ['no-ticket'] }, 'zh')).toBe('备注：未对应号票');
    expect(flagWords({ counted: true, flags: [] }, 'zh')).toBeNull();
  });

  test.each(flagSchema.options)('marked %s are explained in words', (flag) => {
    expect(flagWords({ counted: false, flags: [flag] }, 'zh')).not.toContain(flag);
    expect(flagWords({ counted: false, flags: [flag] }, 'en')).not.toContain('another rule');
  });
});

describe('accuracy', () => {
  const accuracy = BUSY_VIEW.accuracy!;

  test('is a share with its number of cases and the mean error', () => {
    expect(accuracyWords(accuracy, 'zh')).toBe('今日预计：80 % 区间命中 78 %（n=36），平均误差 1.6 分钟');
    expect(accuracyWords(accuracy, 'en')).toBe(
      'Estimates today: the 80 % range held 78 % (n = 36), mean error 1.6 min',
    );
  });

  test('is not claimed from few cases', () => {
    expect(accuracyWords({ ...accuracy, judged: 19 }, 'zh')).toBe('今日预计：样本不足（n=19）');
    expect(accuracyWords({ ...accuracy, judged: 20, hits: 20 }, 'zh')).toContain('100 %');
    expect(accuracyWords({ ...accuracy, meanAbsErrorMs: null }, 'en')).toContain('too few');
  });

  test('of no estimates is none', () => {
    expect(accuracyWords(null, 'zh')).toBe('今日尚未给出预计');
    expect(accuracyWords({ ...accuracy, shown: 0, abstained: 0 }, 'en')).toBe('No estimates given yet today');
  });
});
