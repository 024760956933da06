import type { HallConfig } from '#contract/local-api.ts';
import type { LobbyView, TicketHistory } from '#contract/lobby-view.ts';
import { NOON, SAMPLE_HALL, SAMPLE_VIEW } from '../shared/sample-hall.ts';

/** A busy hall in which every part of the board has something to say: for tests. */

const MINUTE = 60_000;

export const BUSY_HALL = {
  ...SAMPLE_HALL,
  counters: ['1', '2', '3', '4'].map((id) => ({ id, name: { zh: `${id}号窗口`, en: `Counter ${id}` } })),
} as unknown as HallConfig;

const estimate = { pointMs: 17 * MINUTE, lowMs: 14 * MINUTE, highMs: 20 * MINUTE };
const queue = { service: 'personal', class: 'ordinary' };

/** One of each kind. */
const ADVICE = [
  {
    action: 'open-counter',
    counter: '4',
    ...queue,
    waiting: 9,
    estimate,
    p90Ms: 22 * MINUTE,
    p90WithMs: 12 * MINUTE,
    busy: ['1', '2', '3'],
  },
  { action: 'call-next', counter: '2', ...queue, waiting: 9, longestMs: 11 * MINUTE, idleMs: 2 * MINUTE },
  { action: 'check-service', counter: '1', ticket: 'A003', servingMs: 25 * MINUTE, usualMs: 8 * MINUTE },
  { action: 'look-after', ticket: 'A004', ...queue, waitMs: 26 * MINUTE, targetMs: 10 * MINUTE },
  { action: 'close-counter', counter: '3', p90Ms: 20_000, p90WithoutMs: 3 * MINUTE, idleMs: 15 * MINUTE },
];

const nobody = { service: null, class: null, counter: null, device: null, ticket: null, value: null, limit: null };
const open = { ...nobody, detail: '', acknowledgedAt: null, comment: null };

/** One of each kind, newest last. */
const ALERTS = [
  { ...open, kind: 'queue-long', ...queue, value: 18, limit: 15 },
  { ...open, kind: 'wait-over', ...queue, ticket: 'A004', value: 26 * MINUTE, limit: 10 * MINUTE },
  { ...open, kind: 'queue-stalled', ...queue, value: 12 * MINUTE, limit: 10 * MINUTE },
  { ...open, kind: 'low-rating', counter: '2', value: 1, limit: 1 },
  { ...open, kind: 'assistance', counter: '3', value: 1, detail: 'Counter 3 asks for the guard' },
  { ...open, kind: 'device-down', device: 'keypad-2', detail: 'no bytes for 60 s' },
  { ...open, kind: 'paper', device: 'printer', value: 1, acknowledgedAt: NOON - MINUTE, comment: '已通知厂家' },
].map((alert, index) => ({ ...alert, alert: `alert-${index + 1}`, raisedAt: NOON - (10 - index) * MINUTE }));

const rating = {
  at: NOON - MINUTE,
  scale: 4,
  channel: 'kiosk',
  counter: null,
  ticket: null,
  reasons: [],
  comment: null,
};
const RATINGS = [
  { ...rating, rating: 'rating-01', level: 4, counted: true, flags: [] },
  {
    ...rating,
    rating: 'rating-02',
    level: 1,
    channel: 'evaluator',
    counter: '2',
    ticket: 'A002',
    reasons: ['waiting', 'other'],
    comment: '排队太久，只开了两个窗口。',
    counted: true,
    flags: [],
  },
  { ...rating, rating: 'rating-03', level: 2, counted: false, flags: ['burst'] },
];

export const BUSY_VIEW = {
  ...SAMPLE_VIEW,
  estimates: [
    { ...queue, waiting: 2, estimate, reason: null },
    { service: 'wealth', class: 'gold', waiting: 1, estimate: null, reason: 'little-data' },
  ],
  accuracy: { shown: 48, abstained: 3, judged: 36, hits: 28, meanAbsErrorMs: 96_000, biasMs: 12_000 },
  alerts: ALERTS,
  advice: ADVICE,
  whatIf: {
    horizonMs: 30 * MINUTE,
    counters: 3,
    p90Ms: 22 * MINUTE,
    p90MoreMs: 12 * MINUTE,
    p90FewerMs: 35 * MINUTE,
    arrivalsPerHour: 33.6,
    meanServiceMs: 6 * MINUTE,
    services: 58,
    runs: 200,
  },
  comparison: {
    days: 4,
    until: NOON - 30 * MINUTE,
    issued: { today: 86, usual: 74 },
    served: { today: 70, usual: 70 },
    abandoned: { today: 5, usual: 2 },
    meanWaitMs: { today: 400_000, usual: 480_000 },
  },
  ratings: RATINGS,
  screens: [
    { screen: 'kiosk', role: 'kiosk', state: 'alive', lastSeenAt: NOON, pending: 2, refused: 0 },
    { screen: 'display', role: 'display', state: 'silent', lastSeenAt: NOON - 10 * MINUTE, pending: 0, refused: 0 },
  ],
} as unknown as LobbyView;

export const SERVED_TICKET = {
  ticket: 'A002',
  visits: [
    {
      id: '2026-03-02/A002',
      leg: 1,
      ...queue,
      outcome: 'served',
      waitMs: 13 * MINUTE,
      serviceMs: 5 * MINUTE,
      estimate,
      flags: [],
    },
  ],
  steps: [
    { seq: 11, at: NOON - 30 * MINUTE, type: 'ticket.issued', counter: null, inferred: false },
    { seq: 19, at: NOON - 17 * MINUTE, type: 'ticket.called', counter: '2', inferred: false },
    { seq: 20, at: NOON - 17 * MINUTE, type: 'ticket.started', counter: '2', inferred: true },
    { seq: 26, at: NOON - 12 * MINUTE, type: 'ticket.finished', counter: '2', inferred: false },
  ],
} as unknown as TicketHistory;
