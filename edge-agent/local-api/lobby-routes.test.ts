import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { errorReplySchema } from '#contract/local-api.ts';
import { lobbyViewSchema, ticketHistorySchema } from '#contract/lobby-view.ts';
import { FakeLog, FakePorts, fakeLobby } from './fake-ports.ts';
import { createLocalApi, type LocalApi } from './server.ts';

let ports: FakePorts;
let log: FakeLog;
let api: LocalApi;

beforeEach(async () => {
  ports = new FakePorts();
  log = new FakeLog();
  const clock = new VirtualClock(1_000);
  api = await createLocalApi({ ports, host: '127.0.0.1', port: 0, pagesDir: tmpdir(), log, clock });
});

afterEach(() => api.close());

async function errorOf(response: Response) {
  return errorReplySchema.parse(await response.json()).error;
}

describe('the history of a ticket', () => {
  test.each(['A012', 'a012', '%20a%2012%20', 'a-12'])('%s is a number', async (query) => {
    const response = await fetch(`${api.url}/api/tickets/${query}`);
    expect(response.status).toBe(200);
    const { ticket, visits } = ticketHistorySchema.parse(await response.json());
    expect([ticket, visits]).toEqual([decodeURIComponent(query).replaceAll(' ', '').toUpperCase(), []]);
  });

  test.each(['%E5%8F%B7', 'A0000000000012', 'A_1', '%20', '..%2f..%2fetc'])('%s is none', async (query) => {
    const response = await fetch(`${api.url}/api/tickets/${query}`);
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({ code: 'malformed', problems: [{ path: 'ticket' }] });
  });

  test('needs the hall', async () => {
    ports.readiness = { ready: false, reason: 'Rebuilding.' };
    expect((await fetch(`${api.url}/api/tickets/A012`)).status).toBe(503);
  });
});

describe('acknowledging an alert', () => {
  const acknowledge = (alert: string, body: unknown = { comment: '' }) =>
    fetch(`${api.url}/api/alerts/${alert}/acknowledge`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  beforeEach(() => {
    const alert = {
      alert: 'queue-long-1a',
      kind: 'queue-long',
      raisedAt: 1,
      service: 'cash',
      class: 'ordinary',
      counter: null,
      device: null,
      ticket: null,
      value: 16,
      limit: 15,
      detail: '',
      acknowledgedAt: null,
      comment: null,
    };
    ports.show(lobbyViewSchema.parse({ ...fakeLobby(8), alerts: [alert] }));
  });

  test('is taken with its comment, and again without complaint', async () => {
    const response = await acknowledge('queue-long-1a', { comment: '已加开3号窗口' });
    expect([response.status, await response.json()]).toEqual([200, { alert: 'queue-long-1a' }]);
    expect((await acknowledge('queue-long-1a')).status).toBe(200);
    expect(ports.acknowledged).toEqual([
      { alert: 'queue-long-1a', comment: '已加开3号窗口' },
      { alert: 'queue-long-1a', comment: '' },
    ]);
  });

  test('an alert that nobody raised is not found', async () => {
    for (const alert of ['queue-long-2', 'x'.repeat(90), '%00', '..%2fx']) {
      const response = await acknowledge(alert);
      expect(response.status).toBe(404);
      expect((await errorOf(response)).code).toBe('unknown-alert');
    }
  });

  test.each([
    ['no comment field', {}, 'comment'],
    ['a comment that is too long', { comment: 'x'.repeat(201) }, 'comment'],
    ['a comment that is no text', { comment: 5 }, 'comment'],
    ['who did it, which a page may not say', { comment: '', by: 'somebody' }, '(root)'],
    ['a list', [], '(root)'],
  ])('%s is refused', async (_what, body, path) => {
    const response = await acknowledge('queue-long-1a', body);
    expect(response.status).toBe(400);
    const error = await errorOf(response);
    expect([error.code, error.problems?.map((problem) => problem.path)]).toEqual(['malformed', [path]]);
    expect(ports.acknowledged).toEqual([]);
  });

  test('broken JSON and another site are refused', async () => {
    expect((await acknowledge('queue-long-1a', '{')).status).toBe(400);
    const foreign = await fetch(`${api.url}/api/alerts/queue-long-1a/acknowledge`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://evil.example' },
      body: '{"comment":""}',
    });
    expect(foreign.status).toBe(403);
    expect(ports.acknowledged).toEqual([]);
  });

  test('a full disk is answered as not stored, and needs the hall', async () => {
    ports.diskRefuses = true;
    const response = await acknowledge('queue-long-1a');
    expect([response.status, (await errorOf(response)).code]).toEqual([503, 'not-stored']);
    expect(log.events).toContain('api.acknowledgement-not-stored');
    ports.readiness = { ready: false, reason: 'Rebuilding.' };
    expect((await errorOf(await acknowledge('queue-long-1a'))).code).toBe('not-ready');
  });
});
