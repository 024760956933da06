import { hallConfigSchema } from '#contract/local-api.ts';
import { lobbyViewSchema } from '#contract/lobby-view.ts';
import type { HallConfig, RatingReply, RatingRequest } from '#contract/local-api.ts';
import type { TicketNumber } from '#contract/ids.ts';
import type { LobbyView, TicketHistory } from '#contract/lobby-view.ts';
import type { LocalApiPorts } from '../ports.ts';
import type { ApiLogEvent, ApiLogger } from './log-events.ts';

/** A small hall with two counters, for tests. */
export const FAKE_HALL: HallConfig = hallConfigSchema.parse({
  branch: { id: 'b01', name: { zh: '测试网点', en: 'Test branch' } },
  timeZone: 'Asia/Shanghai',
  services: { cash: { zh: '现金业务', en: 'Cash' } },
  classes: { ordinary: { name: { zh: '普通客户', en: 'Ordinary' }, targetMs: 1_200_000 } },
  counters: [
    { id: '1', name: { zh: '1号窗口', en: 'Counter 1' } },
    { id: '3', name: { zh: '3号窗口', en: 'Counter 3' } },
  ],
  kiosk: {
    scale: 4,
    words: null,
    idleMs: 15_000,
    thanksMs: 4_000,
    reasons: [{ id: 'wait', name: { zh: '等候时间', en: 'Waiting time' }, for: 'any' }],
    comment: true,
    counters: true,
    tickets: true,
    voice: true,
    elder: false,
    reach: false,
    surveys: [],
    reloadAt: '03:00',
  },
});

export function fakeLobby(upto: number, at = 1_000): LobbyView {
  return lobbyViewSchema.parse({
    live: {
      v: 1,
      branch: 'b01',
      at,
      date: '2026-03-02',
      upto,
      queues: [{ service: 'cash', class: 'ordinary', waiting: 1, oldestIssuedAt: 500 }],
      counters: [{ counter: '1', state: 'serving', ticket: 'A001', teller: 'teller01', since: 700 }],
      lastCalls: [{ ticket: 'A001', counter: '1', at: 700 }],
      lastRatings: [],
      today: {
        issued: 2,
        served: 0,
        abandoned: 0,
        waiting: 1,
        overtime: 0,
        meanWaitMs: 200,
        p90WaitMs: 200,
        ratings: { invited: 0, given: 0, satisfied: 0 },
      },
    },
    waiting: [{ ticket: 'A002', service: 'cash', class: 'ordinary', issuedAt: 500 }],
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
  });
}

/** A hall whose state and failures the test sets; stored ratings are kept by id like the journal does. */
export class FakePorts implements LocalApiPorts {
  readonly config = FAKE_HALL;
  readonly stored: RatingRequest[] = [];
  readonly listeners = new Set<() => void>();
  readonly acknowledged: { readonly alert: string; readonly comment: string }[] = [];
  view = fakeLobby(7);
  readiness = { ready: true, reason: '' };
  diskRefuses = false;
  /** Thrown by lobby() when set: a fault in the agent. */
  fault: Error | null = null;

  lobby(): LobbyView {
    if (this.fault !== null) throw this.fault;
    return this.view;
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  rate(request: RatingRequest): RatingReply {
    if (this.diskRefuses) throw new Error('database or disk is full');
    const before = this.stored.findIndex(({ rating }) => rating === request.rating);
    if (before >= 0) return { rating: request.rating, seq: before + 1, stored: 'before' };
    this.stored.push(request);
    return { rating: request.rating, seq: this.stored.length, stored: 'now' };
  }

  ticket(query: TicketNumber): TicketHistory {
    return { ticket: query, visits: [], steps: [] };
  }

  acknowledge(alert: string, said: { readonly comment: string }): boolean {
    if (this.diskRefuses) throw new Error('database or disk is full');
    if (!this.view.alerts.some((each) => each.alert === alert)) return false;
    this.acknowledged.push({ alert, ...said });
    return true;
  }

  ready(): { ready: boolean; reason: string } {
    return this.readiness;
  }

  metrics(): string {
    return 'hallmeter_waiting 1\n';
  }

  show(view: LobbyView): void {
    this.view = view;
    for (const listener of this.listeners) listener();
  }
}

export class FakeLog implements ApiLogger {
  readonly events: ApiLogEvent[] = [];

  write(event: ApiLogEvent): void {
    this.events.push(event);
  }
}
