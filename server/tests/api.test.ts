import { request } from 'node:http';
import mqtt from 'mqtt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { chainOver } from '#contract/chain.ts';
import { branchLiveSchema, branchSummarySchema, dayReportSchema } from '#contract/head-office-api.ts';
import { errorReplySchema } from '#contract/local-api.ts';
import { topicOf } from '#contract/topics.ts';
import { BRANCH, DATE, daysJournal, EPOCH } from './branch-journal.ts';
import { onBothStores, type TestPlace } from './databases.ts';
import { runOffice, SECRETS, type RunningOffice } from './running-office.ts';

const journal = daysJournal(1, 20);
const last = journal.lines.length;
onBothStores('HTTP API', (makePlace) => {
  let at: TestPlace;
  let office: RunningOffice;
  let url: string;

  beforeAll(async () => {
    at = await makePlace();
    office = await runOffice({ place: at.place });
    url = office.server.httpUrl;
    const client = await mqtt.connectAsync(office.mqttUrl, {
      clientId: BRANCH,
      username: BRANCH,
      password: SECRETS[BRANCH]!,
    });
    await client.publishAsync(topicOf(BRANCH, 'up'), journal.payload(), { qos: 1 });
    await client.endAsync();
  });

  afterAll(async () => {
    await office.stop();
    await at.remove();
  });

  async function get(path: string): Promise<{ status: number; body: unknown }> {
    const reply = await office.fetch(path);
    return { status: reply.status, body: await reply.json() };
  }

  describe('answers keep to the contract', () => {
    test('branches', async () => {
      const { status, body } = await get('/api/branches');
      const summaries = z.array(branchSummarySchema).parse(body);
      expect(status).toBe(200);
      expect(summaries.map(({ id }) => id)).toEqual(['demo', 'other']);
      expect(summaries[0]).toMatchObject({ name: '示范支行', date: DATE, alarms: 0 });
      expect(summaries[0]!.served).toBeGreaterThan(5);
      expect(summaries[1]).toMatchObject({ date: null, served: 0, lastSeenAt: null });
    });

    test('live', async () => {
      const live = branchLiveSchema.parse((await get(`/api/branches/${BRANCH}/live`)).body);
      expect(live.cursors).toEqual([{ epoch: EPOCH, upto: last, highest: last, missing: 0 }]);
    });

    test('a day', async () => {
      const day = dayReportSchema.parse((await get(`/api/branches/${BRANCH}/days/${DATE}`)).body);
      expect(day.closed).toBe(true);
      expect(day.day.tickets.issued).toBe(20);
      expect(day.byClass.reduce((sum, row) => sum + row.issued, 0)).toBe(20);
      expect(day.setAside).toEqual([]);
      expect(day.windows).toMatchObject([{ agrees: true, differences: [] }]);
      expect(day.histogram.p90Ms! - day.day.wait.p90Ms!).toBeGreaterThanOrEqual(0);
      expect(day.histogram.p90Ms! - day.day.wait.p90Ms!).toBeLessThanOrEqual(day.histogram.binMs);
    });

    test('the evidence carries the exact lines, and their hashes follow from them', async () => {
      const { body } = await get(`/api/branches/${BRANCH}/events?epoch=${EPOCH}&from=3&limit=5`);
      const rows = body as { seq: number; line: string; hash: string }[];
      expect(rows.map(({ line }) => line)).toEqual(journal.lines.slice(2, 7));
      expect(rows.at(-1)!.hash).toBe(chainOver(journal.hashes[2]!, journal.lines.slice(2, 7)));
    });
  });

  describe('what cannot be answered is said with a code', () => {
    test.each([
      ['/api/branches/nobody/live', 404, 'no-such-branch'],
      ['/api/branches/NO%20BODY/live', 404, 'no-such-branch'],
      [`/api/branches/nobody/days/${DATE}`, 404, 'no-such-branch'],
      ['/api/branches/demo/days/2020-01-01', 404, 'no-such-day'],
      ['/api/branches/demo/days/2026-02-30', 400, 'malformed'],
      ['/api/branches/demo/days/today', 400, 'malformed'],
      ['/api/branches/demo/events', 400, 'malformed'],
      ['/api/branches/demo/events?epoch=xyz', 400, 'malformed'],
      [`/api/branches/demo/events?epoch=${EPOCH}&from=0`, 400, 'malformed'],
      [`/api/branches/demo/events?epoch=${EPOCH}&from=1.5`, 400, 'malformed'],
      [`/api/branches/demo/events?epoch=${EPOCH}&limit=1001`, 400, 'malformed'],
      [`/api/branches/demo/events?epoch=${EPOCH}&epoch=${EPOCH}`, 400, 'malformed'],
      ['/api/nothing', 404, 'not-found'],
      ['/..%2f..%2fpackage.json', 404, 'not-found'],
    ])('%s', async (path, status, code) => {
      const reply = await get(path);
      expect(reply.status).toBe(status);
      expect(errorReplySchema.parse(reply.body).error.code).toBe(code);
    });

    test('a very long path is refused', async () => {
      const reply = await office.fetch(`/api/branches/${'a'.repeat(5_000)}/live`);
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.status).toBeLessThan(500);
    });

    test('an oversized body is refused', async () => {
      const reply = await fetch(`${url}/api/branches`, { method: 'POST', body: 'x'.repeat(100_000) });
      expect([404, 413]).toContain(reply.status);
      errorReplySchema.parse(await reply.json());
    });

    test('a request that is no HTTP does not harm the server', async () => {
      await new Promise<void>((resolve) => {
        const broken = request(`${url}/`, { headers: { 'x-huge': 'y'.repeat(60_000) } }, (reply) => {
          expect(reply.statusCode).toBe(431);
          reply.resume().on('end', () => resolve());
        });
        broken.on('error', () => resolve());
        broken.end();
      });
      expect((await get('/healthz')).status).toBe(200);
    });
  });

  describe('probes and headers', () => {
    test('alive, ready and measured', async () => {
      expect(await get('/healthz')).toMatchObject({ status: 200 });
      expect(await get('/readyz')).toMatchObject({ status: 200 });
      const metrics = await (await fetch(`${url}/metrics`)).text();
      expect(metrics).toContain('hallmeter_batches_total 1\n');
      for (const line of metrics.trimEnd().split('\n')) expect(line).toMatch(/^[a-z_]+(\{[^}]*\})? \d+$/);
    });

    test('nothing inline, no frames, no sniffing', async () => {
      const { headers } = await fetch(`${url}/api/branches`);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    });
  });

  describe('live stream', () => {
    test.each([{}, { 'last-event-id': '999999' }, { 'last-event-id': 'nonsense' }])(
      'begins with all branches, then each, whatever was seen before %j',
      async (headers) => {
        const abort = new AbortController();
        const reply = await office.fetch('/api/stream', { headers, signal: abort.signal });
        expect(reply.headers.get('content-type')).toContain('text/event-stream');
        let text = '';
        for await (const chunk of reply.body!) {
          text += Buffer.from(chunk).toString();
          if (text.split('event: live').length > 2 && text.endsWith('\n\n')) break;
        }
        abort.abort();
        const frames = text.split('\n\n').filter((frame) => frame.includes('event: '));
        const dataOf = (frame: string): unknown => JSON.parse(/^data: (.*)$/m.exec(frame)![1]!);
        expect(frames[0]).toContain('event: branches');
        z.array(branchSummarySchema).parse(dataOf(frames[0]!));
        for (const frame of frames.slice(1)) branchLiveSchema.parse(dataOf(frame));
      },
    );
  });
});
