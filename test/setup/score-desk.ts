import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { VirtualClock } from '#contract/clock.ts';
import { createApi } from '../../server/api/server.ts';
import { ACTIONS } from '../../server/auth/roles.ts';
import type { SampleNetwork } from '../../server/dashboard/scores/sample-network.ts';
import { sampleFunnel, sampleTicket } from '../../server/dashboard/scores/sample-views.ts';
import type { FunnelView } from '../../server/scoring/wire.ts';
import { recordingLog } from '../../server/tests/office.ts';
import { ROOT } from './run.ts';

/** Head office's pages from its real server with its real headers; what they ask is answered from a made-up bank. */
export interface ScoreDesk {
  readonly url: string;
  /** Asked before a page is opened. */
  readonly answer: (page: Page) => Promise<void>;
  close(): Promise<void>;
}

export interface DeskOptions {
  /** Actions that the viewer may not do. */
  readonly without?: readonly string[];
  /** Answers in the place of the usual ones, by path. */
  readonly instead?: Readonly<Record<string, { readonly status: number; readonly body: unknown }>>;
}

export async function openScoreDesk(network: SampleNetwork, options: DeskOptions = {}): Promise<ScoreDesk> {
  const api = await createApi({
    clock: new VirtualClock(0),
    log: recordingLog(),
    host: '127.0.0.1',
    port: 0,
    pagesDir: join(ROOT, 'dist', 'dashboard'),
    routes: [],
    viewerOf: () => Promise.resolve(null),
    isWithin: () => Promise.resolve(false),
  });
  return {
    url: api.url,
    close: () => api.close(),
    answer: async (page) => {
      await page.route(`${api.url}/api/**`, async (route) => {
        const { pathname, searchParams } = new URL(route.request().url());
        const { status, body } = options.instead?.[pathname] ?? answerOf(network, options, pathname, searchParams);
        await route.fulfill({ status, json: body });
      });
    },
  };
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

const NOT_FOUND: Reply = { status: 404, body: { error: { code: 'not-found', message: 'There is no such score.' } } };

// oxlint-disable-next-line max-params -- the parts of one request
function answerOf(network: SampleNetwork, options: DeskOptions, pathname: string, query: URLSearchParams): Reply {
  const [area = '', ...rest] = pathname.split('/').slice(2).map(decodeURIComponent);
  const version = Number(query.get('version') ?? '1');
  const found = (body: unknown): Reply => (body === null ? NOT_FOUND : { status: 200, body });
  switch (area) {
    case 'me': {
      const actions = Object.keys(ACTIONS).filter((action) => options.without?.includes(action) !== true);
      const grants = [{ role: 'quality', unit: 'head-office' }];
      return found({ account: 'lin', name: '林晓', grants, actions, bank: { zh: '示范银行', en: 'Sample Bank' } });
    }
    case 'periods':
      return found({
        periods: network.periods.map((period) => ({ period, scored: 60, branches: network.branches.length })),
        policies: network.policies,
      });
    case 'ranking':
      return network.periods.includes(rest[0]!) ? found(network.ranking(rest[0]!, version)) : NOT_FOUND;
    case 'funnel':
      return found(sampleFunnel(network.branches, rest[0]!, (query.get('of') ?? 'satisfied') as FunnelView['of']));
    case 'scores':
      return found(scoresAnswer(network, rest, query));
    case 'policies':
      return found({ policies: network.policies.map(policySummary), templates: [] });
    case 'branches':
      return branchAnswer(network, rest, version);
    default:
      return NOT_FOUND;
  }
}

function scoresAnswer(network: SampleNetwork, [period, what]: readonly string[], query: URLSearchParams): unknown {
  if (what === undefined) return network.list(period!, Number(query.get('version') ?? '1'));
  return network.compare(period!, Number(query.get('from')), Number(query.get('to')));
}

function policySummary({ policy: id, version }: SampleNetwork['policies'][number]) {
  return { kind: 'composite', id, version, state: 'approved', title: { zh: '综合评分办法', en: 'Composite' } };
}

function branchAnswer(network: SampleNetwork, [branch = '', kind, ...rest]: readonly string[], version: number): Reply {
  if (kind === 'scores') {
    const [period] = rest;
    const body = period === undefined ? network.history(branch) : network.score(branch, period, version);
    return body === null ? NOT_FOUND : { status: 200, body };
  }
  const [date, , ...visit] = rest;
  if (kind === 'days' && date !== undefined) return { status: 200, body: sampleTicket(date, visit.join('/')) };
  return { status: 200, body: [] };
}
