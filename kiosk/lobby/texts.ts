import type { EstimateReason } from '#contract/estimate.ts';
import type { CounterStateName } from '#contract/live.ts';
import type { LobbyView } from '#contract/lobby-view.ts';
import type { DeviceHealth } from '#contract/status.ts';
import type { Dictionary } from '../shared/language.ts';
import type { AcknowledgeProgress } from './acknowledgements.ts';
import type { Obstacle } from './admission.ts';
import type { SoundState } from './alarm.ts';
import type { DayNotice } from './board.ts';
import type { Trend } from './comparison.ts';
import type { Urgency } from './queue-cards.ts';

type Screen = LobbyView['screens'][number];

export interface LobbyTexts {
  readonly title: string;
  readonly live: string;
  readonly connecting: string;
  readonly obstacles: Readonly<Record<Obstacle, string>>;
  readonly stale: (time: string) => string;
  readonly staleHint: string;
  readonly dayNotices: Readonly<Record<NonNullable<DayNotice>, (date: string) => string>>;
  readonly sound: Readonly<Record<SoundState, string>>;
  readonly largePrint: string;
  readonly alertCount: (count: number) => string;

  readonly now: string;
  readonly waiting: string;
  readonly longest: string;
  readonly over: string;
  readonly near: string;
  readonly openCounters: string;
  readonly today: string;
  readonly weekdays: readonly string[];
  readonly against: (days: number, weekday: string, until: string) => string;
  readonly trend: Readonly<Record<Trend['direction'], (difference: string) => string>>;
  readonly trendLonger: Readonly<Record<Trend['direction'], (difference: string) => string>>;
  readonly issued: string;
  readonly served: string;
  readonly abandoned: string;
  readonly meanWait: string;
  readonly p90Wait: string;
  readonly satisfied: string;

  readonly nextAction: string;
  readonly also: string;
  readonly noAdvice: string;
  /** While no business day is open. */
  readonly adviceLater: string;

  readonly alerts: string;
  readonly noAlerts: string;
  readonly newAlert: (title: string) => string;
  readonly acknowledge: string;
  readonly addComment: string;
  /** A button's word with what it is about, for who cannot see where it stands. */
  readonly about: (action: string, title: string) => string;
  readonly comment: string;
  readonly acknowledged: (time: string) => string;
  readonly acknowledging: Readonly<Record<AcknowledgeProgress, string>>;
  readonly since: (time: string, duration: string) => string;
  readonly showAll: (hidden: number) => string;
  readonly showFewer: string;

  readonly queues: string;
  readonly nobody: string;
  readonly people: (count: number) => string;
  readonly morePeople: (count: number) => string;
  readonly target: (minutes: number) => string;
  readonly queueCount: string;
  readonly queueLongest: string;
  readonly forecast: string;
  readonly cannotEstimate: string;
  readonly reasons: Readonly<Record<EstimateReason, string>>;
  readonly urgency: Readonly<Record<Urgency, string>>;

  readonly counters: string;
  readonly counterStates: Readonly<Record<CounterStateName, string>>;
  readonly longService: string;
  readonly teller: string;

  readonly ratings: string;
  readonly noRatings: string;

  readonly devices: string;
  readonly noDevices: string;
  readonly deviceStates: Readonly<Record<DeviceHealth['state'], string>>;
  readonly lastData: (time: string) => string;
  readonly noData: string;
  readonly unreadable: (bytes: number) => string;
  readonly screenRoles: Readonly<Record<Screen['role'], string>>;
  readonly screenStates: Readonly<Record<Screen['state'], string>>;
  readonly lastSeen: (time: string) => string;
  readonly undelivered: (ratings: number) => string;
  readonly refused: (ratings: number) => string;
  readonly uplink: string;
  /** Head office is not configured. */
  readonly noUplink: string;
  readonly uplinkUp: string;
  readonly uplinkDown: string;
  readonly pending: (events: number) => string;
  readonly nothingPending: string;
  readonly none: string;
}

export const LOBBY_TEXTS: Dictionary<LobbyTexts> = {
  zh: {
    title: '大堂看板',
    live: '实时',
    connecting: '正在连接……',
    obstacles: {
      unreachable: '网点主机没有应答，正在自动重试。请确认主机已开机，平板已连上网点网络。',
      starting: '系统正在整理今日数据，稍后自动显示。',
      'too-many-screens': '打开的屏幕过多，请先关闭其他看板。',
      'not-paired': '此屏幕尚未配对，正在转到配对页面。',
      fault: '系统出现故障，正在自动重试。如持续出现，请联系网点技术人员。',
    },
    stale: (time) => `数据已停止更新，最后更新 ${time}`,
    staleHint: '以下数字可能已过时，请以现场为准；系统正在自动重连。',
    dayNotices: {
      'other-day': (date) => `今日尚未开始营业，以下为 ${date} 的数据。`,
      'nothing-yet': () => '今日尚无客户取号。',
    },
    sound: { off: '声音：关', waiting: '声音：轻触屏幕启用', on: '声音：开' },
    largePrint: '大字',
    alertCount: (count) => (count === 0 ? '无提醒' : `${count} 条提醒`),

    now: '现在',
    waiting: '等候人数',
    longest: '最长等候',
    over: '已超时',
    near: '即将超时',
    openCounters: '开放窗口',
    today: '今日',
    weekdays: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
    against: (days, weekday, until) => `▲▼ 与前 ${days} 个${weekday}同期（至 ${until}）相比`,
    trend: { more: (n) => `▲ 多 ${n}`, less: (n) => `▼ 少 ${n}`, same: () => '＝ 持平' },
    trendLonger: { more: (n) => `▲ 长 ${n}`, less: (n) => `▼ 短 ${n}`, same: () => '＝ 持平' },
    issued: '取号',
    served: '已办理',
    abandoned: '弃号',
    meanWait: '平均等候',
    p90Wait: '九成客户不超过',
    satisfied: '满意',

    nextAction: '下一步',
    also: '其他建议',
    noAdvice: '目前运行平稳，无需处理。',
    adviceLater: '营业开始后给出建议。',

    alerts: '提醒',
    noAlerts: '暂无提醒',
    newAlert: (title) => `新提醒：${title}`,
    acknowledge: '确认',
    addComment: '备注',
    about: (action, title) => `${action}：${title}`,
    comment: '备注（可不填，请勿填写客户信息）',
    acknowledged: (time) => `${time} 已确认`,
    acknowledging: {
      sending: '正在确认……',
      retrying: '确认未送达，正在重试',
      gone: '该提醒已解除',
      refused: '未被接受，请修改备注后再试',
    },
    since: (time, duration) => `${time} 起 · ${duration}`,
    showAll: (hidden) => `另有 ${hidden} 条，全部显示`,
    showFewer: '收起',

    queues: '等候队列',
    nobody: '无人等候',
    people: (count) => `${count} 人`,
    morePeople: (count) => `另有 ${count} 人`,
    target: (minutes) => `目标 ${minutes} 分钟`,
    queueCount: '等候',
    queueLongest: '最长',
    forecast: '现在取号',
    cannotEstimate: '无法估计',
    reasons: {
      'little-data': '数据不足',
      'poor-coverage': '近期预计不准',
      'too-wide': '波动太大',
      'clock-suspect': '时钟存疑',
      'no-counter': '无窗口办理',
    },
    urgency: { ok: '正常', near: '即将超时', over: '超时' },

    counters: '窗口',
    counterStates: {
      closed: '未开放',
      idle: '空闲',
      called: '已叫号',
      serving: '办理中',
      rating: '待评价',
      paused: '暂停',
    },
    longService: '办理时间长',
    teller: '柜员',

    ratings: '最新评价',
    noRatings: '今日暂无评价',

    devices: '设备与屏幕',
    noDevices: '没有配置设备',
    deviceStates: {
      closed: '已关闭',
      opening: '正在打开',
      running: '正常',
      'backing-off': '连接中断，正在重试',
      disabled: '已停用',
    },
    lastData: (time) => `最近数据 ${time}`,
    noData: '尚无数据',
    unreadable: (bytes) => `无法识别 ${bytes} 字节`,
    screenRoles: { kiosk: '评价屏', display: '大厅显示屏', lobby: '大堂看板' },
    screenStates: { alive: '正常', silent: '无响应' },
    lastSeen: (time) => `最近响应 ${time}`,
    undelivered: (ratings) => `${ratings} 条评价待送达`,
    refused: (ratings) => `${ratings} 条评价未被接受，请技术人员查看`,
    uplink: '总行连接',
    noUplink: '未配置，数据保存在本机',
    uplinkUp: '正常',
    uplinkDown: '已中断，数据保存在本机，恢复后自动上传',
    pending: (events) => `${events} 条待上传`,
    nothingPending: '全部已上传',
    none: '—',
  },
  en: {
    title: 'Lobby board',
    live: 'Live',
    connecting: 'Connecting…',
    obstacles: {
      unreachable: 'The branch PC does not answer; trying again. Is it on, and this tablet on the branch network?',
      starting: 'The system is putting together the data of today; the board follows by itself.',
      'too-many-screens': 'Too many screens are open; please close another board.',
      'not-paired': 'This screen is not paired yet; going to the pairing page.',
      fault: 'Something went wrong; trying again. If this stays, please call a technician.',
    },
    stale: (time) => `No updates since ${time}`,
    staleHint: 'These figures may be out of date; trust what you see in the hall. Reconnecting by itself.',
    dayNotices: {
      'other-day': (date) => `The day has not begun yet; these are the figures of ${date}.`,
      'nothing-yet': () => 'Nobody has taken a ticket yet today.',
    },
    sound: { off: 'Sound: off', waiting: 'Sound: touch the screen', on: 'Sound: on' },
    largePrint: 'Large print',
    alertCount: (count) => (count === 0 ? 'No alerts' : count === 1 ? '1 alert' : `${count} alerts`),

    now: 'Now',
    waiting: 'Waiting',
    longest: 'Longest',
    over: 'Over target',
    near: 'Near target',
    openCounters: 'Counters open',
    today: 'Today',
    weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    against: (days, weekday, until) =>
      `▲▼ against ${days === 1 ? `one ${weekday}` : `the last ${days} ${weekday}s`} up to ${until}`,
    trend: { more: (n) => `▲ ${n} more`, less: (n) => `▼ ${n} fewer`, same: () => '＝ as usual' },
    trendLonger: { more: (n) => `▲ ${n} longer`, less: (n) => `▼ ${n} less`, same: () => '＝ as usual' },
    issued: 'Issued',
    served: 'Served',
    abandoned: 'Abandoned',
    meanWait: 'Mean wait',
    p90Wait: '90 % up to',
    satisfied: 'Satisfied',

    nextAction: 'Next action',
    also: 'Also',
    noAdvice: 'All is running well; nothing to do.',
    adviceLater: 'Advice follows when the day has begun.',

    alerts: 'Alerts',
    noAlerts: 'No alerts',
    newAlert: (title) => `New alert: ${title}`,
    acknowledge: 'Noted',
    addComment: 'Comment',
    about: (action, title) => `${action}: ${title}`,
    comment: 'Comment (optional; nothing about customers)',
    acknowledged: (time) => `acknowledged ${time}`,
    acknowledging: {
      sending: 'On its way…',
      retrying: 'Not delivered yet, trying again',
      gone: 'This alert is over',
      refused: 'Not accepted; please change the comment',
    },
    since: (time, duration) => `since ${time} · ${duration}`,
    showAll: (hidden) => `Show ${hidden} more`,
    showFewer: 'Show fewer',

    queues: 'Queues',
    nobody: 'Nobody waiting',
    people: (count) => String(count),
    morePeople: (count) => `${count} more`,
    target: (minutes) => `target ${minutes} min`,
    queueCount: 'Waiting',
    queueLongest: 'Longest',
    forecast: 'If issued now',
    cannotEstimate: 'Cannot estimate',
    reasons: {
      'little-data': 'too little data',
      'poor-coverage': 'estimates were off lately',
      'too-wide': 'waits vary too much',
      'clock-suspect': 'clock in doubt',
      'no-counter': 'no counter serves it',
    },
    urgency: { ok: 'in time', near: 'near', over: 'over' },

    counters: 'Counters',
    counterStates: {
      closed: 'closed',
      idle: 'free',
      called: 'called',
      serving: 'serving',
      rating: 'being rated',
      paused: 'paused',
    },
    longService: 'long service',
    teller: 'Teller',

    ratings: 'Latest ratings',
    noRatings: 'No ratings yet today',

    devices: 'Devices and screens',
    noDevices: 'No devices configured',
    deviceStates: {
      closed: 'closed',
      opening: 'opening',
      running: 'working',
      'backing-off': 'disconnected, trying again',
      disabled: 'switched off',
    },
    lastData: (time) => `last data ${time}`,
    noData: 'no data yet',
    unreadable: (bytes) => `${bytes} bytes not understood`,
    screenRoles: { kiosk: 'Feedback kiosk', display: 'Hall display', lobby: 'Lobby board' },
    screenStates: { alive: 'working', silent: 'does not respond' },
    lastSeen: (time) => `last seen ${time}`,
    undelivered: (ratings) => (ratings === 1 ? '1 rating not delivered yet' : `${ratings} ratings not delivered yet`),
    refused: (ratings) =>
      ratings === 1 ? '1 rating refused; call a technician' : `${ratings} ratings refused; call a technician`,
    uplink: 'Head office',
    noUplink: 'not configured; everything is kept here',
    uplinkUp: 'connected',
    uplinkDown: 'not reachable; everything is kept here and sent later',
    pending: (events) => (events === 1 ? '1 event to send' : `${events} events to send`),
    nothingPending: 'everything sent',
    none: '–',
  },
};
