import type { CounterStateName } from '#contract/live.ts';
import type { DeviceHealth } from '#contract/status.ts';
import type { Dictionary } from '../shared/language.ts';
import type { Urgency } from './board.ts';

interface LobbyTexts {
  readonly title: string;
  readonly live: string;
  readonly connecting: string;
  readonly stale: (time: string) => string;
  readonly staleHint: string;
  readonly waiting: string;
  readonly longest: string;
  readonly over: string;
  readonly near: string;
  readonly openCounters: string;
  readonly served: string;
  readonly meanWait: string;
  readonly p90Wait: string;
  readonly satisfied: string;
  readonly people: (count: number) => string;
  readonly minutes: (minutes: number) => string;
  readonly target: (minutes: number) => string;
  readonly queues: string;
  readonly nobody: string;
  readonly urgency: Readonly<Record<Urgency, string>>;
  readonly counters: string;
  readonly counterStates: Readonly<Record<CounterStateName, string>>;
  readonly teller: string;
  readonly ratings: string;
  readonly noRatings: string;
  /** Index = level − 1. */
  readonly levels: Readonly<Record<number, readonly string[]>>;
  readonly devices: string;
  readonly noDevices: string;
  readonly deviceStates: Readonly<Record<DeviceHealth['state'], string>>;
  readonly lastData: (time: string) => string;
  readonly noData: string;
  readonly unreadable: (bytes: number) => string;
  readonly uplink: string;
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
    stale: (time) => `数据已停止更新，最后更新 ${time}`,
    staleHint: '以下数字可能已过时，请以现场为准；系统正在自动重连。',
    waiting: '等候人数',
    longest: '最长等候',
    over: '已超时',
    near: '即将超时',
    openCounters: '开放窗口',
    served: '今日已办理',
    meanWait: '平均等候',
    p90Wait: '九成客户不超过',
    satisfied: '满意',
    people: (count) => `${count} 人`,
    minutes: (minutes) => `${minutes} 分钟`,
    target: (minutes) => `目标 ${minutes} 分钟`,
    queues: '等候队列',
    nobody: '无人等候',
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
    teller: '柜员',
    ratings: '最新评价',
    noRatings: '今日暂无评价',
    levels: {
      3: ['不满意', '一般', '满意'],
      4: ['不满意', '一般', '满意', '非常满意'],
      5: ['非常不满意', '不满意', '一般', '满意', '非常满意'],
    },
    devices: '设备',
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
    uplink: '总行连接',
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
    stale: (time) => `No updates since ${time}`,
    staleHint: 'These figures may be out of date; trust what you see in the hall. Reconnecting by itself.',
    waiting: 'Waiting',
    longest: 'Longest wait',
    over: 'Over target',
    near: 'Close to target',
    openCounters: 'Open counters',
    served: 'Served today',
    meanWait: 'Mean wait',
    p90Wait: '90 % waited up to',
    satisfied: 'Satisfied',
    people: (count) => String(count),
    minutes: (minutes) => `${minutes} min`,
    target: (minutes) => `target ${minutes} min`,
    queues: 'Queues',
    nobody: 'Nobody waiting',
    urgency: { ok: 'in time', near: 'close to target', over: 'over target' },
    counters: 'Counters',
    counterStates: {
      closed: 'closed',
      idle: 'free',
      called: 'called',
      serving: 'serving',
      rating: 'being rated',
      paused: 'paused',
    },
    teller: 'Teller',
    ratings: 'Latest ratings',
    noRatings: 'No ratings yet today',
    levels: {
      3: ['Poor', 'Fair', 'Good'],
      4: ['Poor', 'Fair', 'Good', 'Very good'],
      5: ['Very poor', 'Poor', 'Fair', 'Good', 'Very good'],
    },
    devices: 'Devices',
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
    uplink: 'Head office',
    uplinkUp: 'connected',
    uplinkDown: 'not reachable; everything is kept here and sent later',
    pending: (events) => (events === 1 ? '1 event to send' : `${events} events to send`),
    nothingPending: 'everything sent',
    none: '–',
  },
};
