import { displayViewSchema } from '#contract/display-view.ts';
import { hallConfigSchema } from '#contract/local-api.ts';
import { lobbyViewSchema } from '#contract/lobby-view.ts';
import type { HallConfig, RatingDetailRequest, RatingRequest, SurveyRequest } from '#contract/local-api.ts';
import type { TicketNumber } from '#contract/ids.ts';
import type { LobbyView, TicketHistory } from '#contract/lobby-view.ts';
import { storedBefore, type PageAnswer } from '../hall/page-answer.ts';
import type { Slides, Speech, Spoken } from '../ports.ts';
import type { LocalApiPorts } from './local-api-ports.ts';
import { FakeScreens } from '../screens/fake-screens.ts';
import type { Screens } from '../screens/screens.ts';
import type { DisplayView } from '#contract/display-view.ts';
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

export function fakeDisplay(upto: number, at = 1_000): DisplayView {
  return displayViewSchema.parse({
    at,
    date: '2026-03-02',
    upto,
    calls: [{ ticket: 'A001', counter: '1', at: 700, times: 1 }],
    queues: [{ service: 'cash', waiting: 1, estimate: null, reason: null }],
    openCounters: 1,
    slides: [],
  });
}

/** A hall whose state and failures the test sets; stored ratings are kept by id like the journal does. */
export class FakePorts implements LocalApiPorts {
  readonly config = FAKE_HALL;
  screens: Screens = new FakeScreens();
  readonly stored: RatingRequest[] = [];
  readonly listeners = new Set<() => void>();
  readonly acknowledged: { readonly alert: string; readonly comment: string }[] = [];
  view = fakeLobby(7);
  displayed = fakeDisplay(7);
  /** By id. */
  readonly pictures = new Map<string, Buffer>();
  /** What the speech program answers. */
  spoken: Spoken = { ok: false, code: 'no-voice' };
  /** Texts it was asked for. */
  readonly asked: string[] = [];
  readonly slides: Slides = {
    list: () => [],
    picture: async (id) => {
      const bytes = this.pictures.get(id);
      return bytes === undefined ? null : { type: 'image/png', bytes };
    },
    onChange: () => () => undefined,
  };
  readonly speech: Speech = {
    say: async (text, language) => {
      this.asked.push(`${language} ${text}`);
      return this.spoken;
    },
  };
  readiness = { ready: true, reason: '' };
  diskRefuses = false;
  /** Thrown by lobby() when set: a fault in the agent. */
  fault: Error | null = null;

  lobby(): LobbyView {
    if (this.fault !== null) throw this.fault;
    return this.view;
  }

  display(): DisplayView {
    if (this.fault !== null) throw this.fault;
    return this.displayed;
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  rate(request: RatingRequest): PageAnswer {
    if (this.diskRefuses) throw new Error('database or disk is full');
    const { rating } = request;
    const before = this.stored.findIndex((each) => each.rating === rating);
    if (before >= 0) return storedBefore(rating, before + 1);
    this.stored.push(request);
    return { kind: 'stored', reply: { rating, seq: this.stored.length, stored: 'now' } };
  }

  /** What customers' pages may store is tested with the real hall. */
  detailRating(_rating: string, _request: RatingDetailRequest): PageAnswer {
    throw new Error('not part of this fake');
  }

  withdrawRating(_rating: string): PageAnswer {
    throw new Error('not part of this fake');
  }

  answerSurvey(_response: string, _request: SurveyRequest): PageAnswer {
    throw new Error('not part of this fake');
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

  show(view: LobbyView, displayed = fakeDisplay(view.live.upto)): void {
    this.view = view;
    this.displayed = displayed;
    for (const listener of this.listeners) listener();
  }
}

export class FakeLog implements ApiLogger {
  readonly events: ApiLogEvent[] = [];

  write(event: ApiLogEvent): void {
    this.events.push(event);
  }
}
