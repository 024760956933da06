import type { Alarm } from '#contract/head-office-api.ts';
import type { CounterStateName } from '#contract/live.ts';
import type { DeviceHealth } from '#contract/status.ts';
import { RULES_EN, RULES_ZH, type RuleTexts } from './rule-texts.ts';

export type Language = 'zh' | 'en';

/** Every string of the page; a missing one is a type error. */
export interface Texts extends RuleTexts {
  readonly title: string;
  readonly connected: string;
  readonly disconnected: string;
  readonly loading: string;
  readonly noBranches: string;
  readonly noData: string;
  readonly none: string;
  readonly branch: string;
  readonly state: string;
  readonly online: string;
  readonly offline: string;
  readonly lastSeen: string;
  readonly never: string;
  readonly day: string;
  readonly waiting: string;
  readonly served: string;
  readonly meanWait: string;
  readonly ratings: string;
  readonly waitScore: string;
  readonly ratingsScore: string;
  readonly alarms: string;
  readonly noAlarms: string;
  readonly live: string;
  readonly liveAt: (time: string) => string;
  readonly noLive: string;
  readonly queue: string;
  readonly customerClass: string;
  readonly longestWait: string;
  readonly counter: string;
  readonly ticket: string;
  readonly since: string;
  readonly counterStates: Readonly<Record<CounterStateName, string>>;
  readonly today: string;
  readonly issued: string;
  readonly abandoned: string;
  readonly overtime: string;
  readonly p90: string;
  readonly given: string;
  readonly satisfied: string;
  readonly device: string;
  readonly deviceStates: Readonly<Record<DeviceHealth['state'], string>>;
  readonly delivery: string;
  readonly epoch: string;
  readonly upto: string;
  readonly highest: string;
  readonly missing: string;
  readonly alarmKinds: Readonly<Record<Alarm['kind'], string>>;
  readonly times: (count: number) => string;
  readonly dayReport: string;
  readonly date: string;
  readonly dayClosed: string;
  readonly dayOpen: string;
  readonly noReport: (reason: string) => string;
  readonly tickets: string;
  readonly resetAtClose: string;
  readonly wait: string;
  readonly method: string;
  readonly exact: string;
  readonly fromHistogram: (seconds: number) => string;
  readonly mean: string;
  readonly censoredMean: string;
  readonly over: (minutes: number) => string;
  readonly distribution: string;
  readonly barRange: (from: number, to: number | null) => string;
  readonly minutesWaited: string;
  readonly service: string;
  readonly invited: string;
  readonly expired: string;
  readonly quarantined: string;
  readonly invitationRate: string;
  readonly responseRate: string;
  /** Normalised four steps, most negative first. */
  readonly levels: readonly [string, string, string, string];
  readonly satisfiedShare: string;
  readonly scores: string;
  readonly rubric: string;
  readonly basedOn: (n: number) => string;
  readonly coverage: string;
  readonly indicator: string;
  /** By indicator of the rubric; one from a newer rubric shows under its own name. */
  readonly indicators: Readonly<Partial<Record<string, string>>>;
  readonly share: string;
  readonly utility: string;
  readonly weight: string;
  readonly windows: string;
  readonly windowsAgree: (agreeing: number, all: number) => string;
  readonly from: string;
  readonly verdict: string;
  readonly agrees: string;
  readonly differs: string;
  readonly byQueue: string;
}

const zh: Texts = {
  ...RULES_ZH,
  title: '营业厅实时情况',
  connected: '实时更新',
  disconnected: '连接中断，数字可能已过时',
  loading: '正在读取……',
  noBranches: '尚无网点上报数据',
  noData: '数据不足',
  none: '—',
  branch: '网点',
  state: '状态',
  online: '在线',
  offline: '离线',
  lastSeen: '最近上报',
  never: '从未',
  day: '营业日',
  waiting: '等候人数',
  served: '已办理',
  meanWait: '平均等候',
  ratings: '评价数',
  waitScore: '等候得分',
  ratingsScore: '评价得分',
  alarms: '告警',
  noAlarms: '没有告警',
  live: '现场情况',
  liveAt: (time) => `截至 ${time}`,
  noLive: '尚未收到现场数据',
  queue: '业务',
  customerClass: '客户等级',
  longestWait: '最长等候',
  counter: '窗口',
  ticket: '号码',
  since: '持续',
  counterStates: {
    closed: '未开放',
    idle: '空闲',
    called: '已叫号',
    serving: '办理中',
    rating: '待评价',
    paused: '暂停',
  },
  today: '今日',
  issued: '取号',
  abandoned: '放弃',
  overtime: '超时等候',
  p90: '九成不超过',
  given: '评价',
  satisfied: '满意',
  device: '设备',
  deviceStates: {
    closed: '已关闭',
    opening: '正在打开',
    running: '正常',
    'backing-off': '连接中断，正在重试',
    disabled: '已停用',
  },
  delivery: '事件接收',
  epoch: '日志',
  upto: '连续收到',
  highest: '最大序号',
  missing: '缺少',
  alarmKinds: {
    quarantine: '同一序号内容不同，已隔离',
    gap: '事件缺失',
    chain: '哈希链不符',
    'duplicate-agent': '两台电脑使用同一网点身份',
    'score-differs': '网点与总行得分不一致',
    malformed: '格式错误的消息',
    refused: '被拒绝的连接或消息',
  },
  times: (count) => `${count} 次`,
  dayReport: '日报',
  date: '日期',
  dayClosed: '已日终',
  dayOpen: '当日未结束，数字为截至目前',
  noReport: (reason) => `没有这一天的日报：${reason}`,
  tickets: '号票',
  resetAtClose: '其中日终清零',
  wait: '等候时间',
  method: '计算方式',
  exact: '逐票计算',
  fromHistogram: (seconds) => `由直方图读出（误差不超过 ${seconds} 秒）`,
  mean: '平均',
  censoredMean: '计入放弃者的平均',
  over: (minutes) => `超过 ${minutes} 分钟`,
  distribution: '等候时间分布',
  barRange: (from, to) => (to === null ? `${from} 分钟以上` : `${from}–${to} 分钟`),
  minutesWaited: '等候不超过（分钟）',
  service: '办理时间',
  invited: '已邀请',
  expired: '邀请后未评价',
  quarantined: '暂不计入',
  invitationRate: '邀请率',
  responseRate: '应答率',
  levels: ['不满意', '一般', '满意', '非常满意'],
  satisfiedShare: '满意率',
  scores: '得分',
  rubric: '评分规则版本',
  basedOn: (n) => `基于 ${n} 条`,
  coverage: '覆盖率',
  indicator: '指标',
  indicators: {
    attainment: '按时叫号率',
    overtime: '超时等候率',
    abandonment: '放弃率',
    satisfied: '满意率',
    invitation: '邀请率',
    response: '应答率',
  },
  share: '实测占比',
  utility: '得分',
  weight: '权重',
  windows: '半小时时段核对',
  windowsAgree: (agreeing, all) => `${all} 个时段中 ${agreeing} 个与总行重算一致`,
  from: '时段开始',
  verdict: '结果',
  agrees: '一致',
  differs: '不一致',
  byQueue: '按业务和客户等级',
};

const en: Texts = {
  ...RULES_EN,
  title: 'Halls now',
  connected: 'Live',
  disconnected: 'Connection lost, figures may be out of date',
  loading: 'Loading…',
  noBranches: 'No branch has reported yet',
  noData: 'Not enough data',
  none: '–',
  branch: 'Branch',
  state: 'State',
  online: 'online',
  offline: 'offline',
  lastSeen: 'Last seen',
  never: 'never',
  day: 'Business day',
  waiting: 'Waiting',
  served: 'Served',
  meanWait: 'Mean wait',
  ratings: 'Ratings',
  waitScore: 'Wait score',
  ratingsScore: 'Ratings score',
  alarms: 'Alarms',
  noAlarms: 'No alarms',
  live: 'In the hall now',
  liveAt: (time) => `as of ${time}`,
  noLive: 'Nothing received from the hall yet',
  queue: 'Service',
  customerClass: 'Class',
  longestWait: 'Longest wait',
  counter: 'Counter',
  ticket: 'Ticket',
  since: 'For',
  counterStates: {
    closed: 'closed',
    idle: 'free',
    called: 'called',
    serving: 'serving',
    rating: 'being rated',
    paused: 'paused',
  },
  today: 'Today',
  issued: 'Issued',
  abandoned: 'Abandoned',
  overtime: 'Waiting over target',
  p90: '90 % waited up to',
  given: 'Ratings',
  satisfied: 'Satisfied',
  device: 'Device',
  deviceStates: {
    closed: 'closed',
    opening: 'opening',
    running: 'working',
    'backing-off': 'disconnected, trying again',
    disabled: 'switched off',
  },
  delivery: 'Events received',
  epoch: 'Journal',
  upto: 'Complete up to',
  highest: 'Highest',
  missing: 'Missing',
  alarmKinds: {
    quarantine: 'Same number, different content: quarantined',
    gap: 'Events missing',
    chain: 'Hash chain broken',
    'duplicate-agent': 'Two machines use one branch identity',
    'score-differs': 'Branch and head office computed different scores',
    malformed: 'Malformed messages',
    refused: 'Refused connections or messages',
  },
  times: (count) => (count === 1 ? 'once' : `${count} times`),
  dayReport: 'Day report',
  date: 'Date',
  dayClosed: 'Day closed',
  dayOpen: 'Day still open, figures so far',
  noReport: (reason) => `No report for this day: ${reason}`,
  tickets: 'Tickets',
  resetAtClose: 'of these reset at close',
  wait: 'Waiting time',
  method: 'Method',
  exact: 'From every ticket',
  fromHistogram: (seconds) => `From the histogram (within ${seconds} s)`,
  mean: 'Mean',
  censoredMean: 'Mean counting those who left',
  over: (minutes) => `Over ${minutes} min`,
  distribution: 'Distribution of waiting times',
  barRange: (from, to) => (to === null ? `over ${from} min` : `${from}–${to} min`),
  minutesWaited: 'waited up to (minutes)',
  service: 'Service time',
  invited: 'Invited',
  expired: 'Invited, no answer',
  quarantined: 'Set aside',
  invitationRate: 'Invitation rate',
  responseRate: 'Response rate',
  levels: ['Poor', 'Fair', 'Good', 'Very good'],
  satisfiedShare: 'Satisfied share',
  scores: 'Scores',
  rubric: 'Rubric version',
  basedOn: (n) => `based on ${n}`,
  coverage: 'coverage',
  indicator: 'Indicator',
  indicators: {
    attainment: 'Called within target',
    overtime: 'Waited over time',
    abandonment: 'Left without service',
    satisfied: 'Satisfied',
    invitation: 'Invited to rate',
    response: 'Invitations answered',
  },
  share: 'Measured share',
  utility: 'Points',
  weight: 'Weight',
  windows: 'Half-hours checked',
  windowsAgree: (agreeing, all) => `${agreeing} of ${all} half-hours agree with the recomputation`,
  from: 'From',
  verdict: 'Result',
  agrees: 'agrees',
  differs: 'differs',
  byQueue: 'By service and class',
};

export const TEXTS: Readonly<Record<Language, Texts>> = { zh, en };
