import type { HallConfig } from '#contract/local-api.ts';
import type { LobbyView } from '#contract/lobby-view.ts';

/** A small hall for tests: two services, two classes, three counters. */
export const SAMPLE_HALL = {
  branch: { id: 'b01', name: { zh: '测试网点', en: 'Test branch' } },
  timeZone: 'Asia/Shanghai',
  services: { personal: { zh: '个人业务', en: 'Personal banking' }, wealth: { zh: '理财业务', en: 'Wealth' } },
  classes: {
    ordinary: { name: { zh: '普通客户', en: 'Ordinary' }, targetMs: 600_000 },
    gold: { name: { zh: '金卡客户', en: 'Gold' }, targetMs: 300_000 },
  },
  counters: [
    { id: '1', name: { zh: '1号窗口', en: 'Counter 1' } },
    { id: '2', name: { zh: '2号窗口', en: 'Counter 2' } },
    { id: '3', name: { zh: '3号窗口', en: 'Counter 3' } },
  ],
  kiosk: {
    scale: 4,
    words: null,
    idleMs: 15_000,
    thanksMs: 4_000,
    reasons: [
      { id: 'waiting', name: { zh: '等候时间', en: 'Waiting time' }, for: 'bad' },
      { id: 'friendly', name: { zh: '态度热情', en: 'Friendly staff' }, for: 'good' },
      { id: 'other', name: { zh: '其他', en: 'Something else' }, for: 'any' },
    ],
    comment: true,
    counters: true,
    tickets: true,
    voice: true,
    elder: false,
    reach: false,
    surveys: [],
    reloadAt: '03:00',
  },
} as unknown as HallConfig;

/** Three people wait at noon: 11, 9 and 1 minutes; counter 1 serves, counter 2 is free, counter 3 says nothing. */
export const NOON = Date.UTC(2026, 2, 2, 4);

export const SAMPLE_VIEW = {
  live: {
    v: 1,
    branch: 'b01',
    at: NOON,
    date: '2026-03-02',
    upto: 40,
    queues: [
      { service: 'wealth', class: 'gold', waiting: 1, oldestIssuedAt: NOON - 60_000 },
      { service: 'personal', class: 'ordinary', waiting: 2, oldestIssuedAt: NOON - 660_000 },
    ],
    counters: [
      { counter: '1', state: 'serving', ticket: 'A003', teller: 'teller01', since: NOON - 90_000 },
      { counter: '2', state: 'idle', ticket: null, teller: 'teller02', since: NOON - 5_000 },
    ],
    lastCalls: [
      { ticket: 'A002', counter: '2', at: NOON - 400_000 },
      { ticket: 'A003', counter: '1', at: NOON - 90_000 },
    ],
    lastRatings: [
      { at: NOON - 300_000, level: 2, scale: 4, channel: 'evaluator', counter: '2' },
      { at: NOON - 30_000, level: 4, scale: 4, channel: 'kiosk', counter: null },
    ],
    today: {
      issued: 6,
      served: 2,
      abandoned: 0,
      waiting: 3,
      overtime: 1,
      meanWaitMs: 300_000,
      p90WaitMs: 480_000,
      ratings: { invited: 2, given: 2, satisfied: 1 },
    },
  },
  waiting: [
    { ticket: 'A005', service: 'personal', class: 'ordinary', issuedAt: NOON - 540_000 },
    { ticket: 'V001', service: 'wealth', class: 'gold', issuedAt: NOON - 60_000 },
    { ticket: 'A004', service: 'personal', class: 'ordinary', issuedAt: NOON - 660_000 },
  ],
  estimates: [],
  accuracy: null,
  alerts: [],
  advice: [],
  whatIf: null,
  comparison: null,
  ratings: [],
  screens: [],
  devices: [],
  uplink: { connected: true, pending: 0 },
} as unknown as LobbyView;
