import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { DEFAULT_COMPOSITE } from '#rubric/composite/default-composite.ts';
import { item, plainCard } from '#rubric/scorecards/test-card.ts';
import type { Answer, Route } from '../api/route.ts';
import { verifyAudit } from '../audit/audit.ts';
import { accessOf } from '../auth/access.ts';
import type { Action } from '../auth/roles.ts';
import { scopeOf, type Viewer } from '../auth/viewer.ts';
import { HEAD_OFFICE } from '../organisation/ensure-units.ts';
import {
  cardInForce,
  cardVersion,
  compositeInForce,
  compositeVersion,
  DamagedPolicyError,
} from '../policies/in-force.ts';
import { policyRoutes } from '../policies/policy-routes.ts';
import type { PolicyChanges, PolicyList, PolicySaved, PolicyView } from '../policies/wire.ts';
import { scorecardWorkbook } from '../spreadsheets/scorecard-workbook.ts';
import type { Database } from '../store/database.ts';
import { onBothDatabases, type TestDatabase } from './databases.ts';

const NOON = Date.UTC(2026, 10, 25, 4);
const quality = (account: string, unit = HEAD_OFFICE): Viewer => ({
  account,
  name: `名 ${account}`,
  grants: [{ role: 'quality', unit }],
});
const AUTHOR = quality('author');
const COLLEAGUE = quality('colleague');
const APPROVER = quality('approver');
const BRANCH_MANAGER: Viewer = { account: 'bm', name: '', grants: [{ role: 'branch-manager', unit: 'demo' }] };
const AUDITOR: Viewer = { account: 'auditor', name: '', grants: [{ role: 'auditor', unit: HEAD_OFFICE }] };

interface Reply<T> {
  readonly status: number;
  readonly body: T;
  readonly code: string | null;
  readonly problems: readonly string[];
  readonly answer: Answer;
}

function replyOf<T>(answer: Answer): Reply<T> {
  const body = answer.kind === 'json' ? answer.body : undefined;
  const { error } = (body ?? {}) as { error?: { code: string; problems?: { path: string }[] } };
  return {
    status: 'status' in answer ? answer.status : 200,
    body: body as T,
    code: error?.code ?? null,
    problems: (error?.problems ?? []).map(({ path }) => path),
    answer,
  };
}

onBothDatabases('policies', (make) => {
  let made: TestDatabase;
  let database: Database;
  let clock: VirtualClock;
  let routes: readonly Route[];

  beforeEach(async () => {
    made = await make();
    database = made.database;
    clock = new VirtualClock(NOON);
    routes = policyRoutes({ database, clock });
  });
  afterEach(() => made.remove());

  interface Sent {
    readonly body?: unknown;
    readonly query?: Readonly<Record<string, string>>;
    readonly bytes?: Uint8Array;
  }

  /** As the server asks: by access first, then the route. */
  async function ask<T>(viewer: Viewer, line: string, sent: Sent = {}): Promise<Reply<T>> {
    const [method = '', path = ''] = line.split(' ');
    const route = routes.find((each) => each.method === method && matches(each.path, path))!;
    const scope = scopeOf(viewer, accessOf(method, route.path) as Action);
    if (scope === null) return replyOf<T>({ kind: 'empty', status: 403 });
    const request = new IncomingMessage(new Socket());
    if (sent.bytes !== undefined) {
      request.push(sent.bytes);
      request.push(null);
    }
    const answer = await route.answer({
      viewer,
      scope,
      params: paramsOf(route.path, path),
      query: sent.query ?? {},
      body: sent.body,
      request,
      address: '127.0.0.1',
    });
    return replyOf<T>(answer);
  }

  const view = async (viewer: Viewer, path: string) =>
    (await ask<PolicyView>(viewer, `GET /api/policies/${path}`)).body;

  /** A new draft with this text; returns its place and digest. */
  async function draft(body: Readonly<Record<string, unknown>>, viewer = AUTHOR, kind = 'scorecard') {
    const id = String(body['id']);
    const begun = await ask<PolicySaved>(viewer, `POST /api/policies/${kind}`, { body: { from: 'nothing', id } });
    const path = `${kind}/${id}/${String(begun.body.version)}`;
    const saved = await ask<PolicySaved>(viewer, `PUT /api/policies/${path}`, {
      body: { base: begun.body.digest, body },
    });
    return { path, digest: saved.body.digest };
  }

  async function approved(body: Readonly<Record<string, unknown>>, kind = 'scorecard'): Promise<string> {
    const { path, digest } = await draft(body, AUTHOR, kind);
    expect((await ask(AUTHOR, `POST /api/policies/${path}/submit`)).status).toBe(200);
    const reply = await ask(APPROVER, `POST /api/policies/${path}/approve`, { body: { digest } });
    expect(reply.problems).toEqual([]);
    expect(reply.status).toBe(200);
    return path;
  }

  const from = (day: string, to: string | null = null) => ({ effective: { from: day, to } });

  describe('from draft to in force', () => {
    test('a card is drafted, submitted by its author and approved by somebody else, and holds from its first day', async () => {
      const path = await approved({ ...plainCard(), ...from('2026-12-01') });
      expect(await cardInForce(database.read, 'plain', '2026-11-30')).toBeNull();
      const card = await cardInForce(database.read, 'plain', '2026-12-01');
      expect(card).toMatchObject({ id: 'plain', version: 1, approval: { approver: '名 approver', on: '2026-11-25' } });
      expect(await cardVersion(database.read, 'plain', 1)).toBe(card);
      expect(await view(AUTHOR, path)).toMatchObject({
        state: 'approved',
        author: { account: 'author', name: 'author' },
        approver: { account: 'approver' },
        damage: null,
        problems: [],
      });
    });

    test('who did it stands in the audit log, with the digest of what was approved', async () => {
      const path = await approved({ ...plainCard(), ...from('2026-12-01') });
      const rows = await database.read.selectFrom('audit').selectAll().orderBy('seq').execute();
      expect(rows.map(({ account, action }) => [account, action])).toEqual([
        ['author', 'policy.begun'],
        ['author', 'policy.saved'],
        ['author', 'policy.submitted'],
        ['approver', 'policy.approved'],
      ]);
      const { digest } = await view(AUTHOR, path);
      expect(rows.at(-1)).toMatchObject({ subject: path, detail: JSON.stringify({ digest }) });
      expect(await verifyAudit(database.read)).toMatchObject({ ok: true, rows: 4 });
    });

    test('nobody approves a version that they wrote in, began or submitted', async () => {
      const { path } = await draft(plainCard());
      const { digest } = await view(COLLEAGUE, path);
      const body = { base: digest, body: { ...plainCard(), ...from('2026-12-01') } };
      const saved = await ask<PolicySaved>(COLLEAGUE, `PUT /api/policies/${path}`, { body });
      const submitter = quality('submitter');
      await ask(submitter, `POST /api/policies/${path}/submit`);
      for (const viewer of [AUTHOR, COLLEAGUE, submitter]) {
        const reply = await ask(viewer, `POST /api/policies/${path}/approve`, { body: { digest: saved.body.digest } });
        expect([reply.status, reply.code]).toEqual([403, 'own-work']);
        expect(await view(viewer, path)).toMatchObject({ isOwnWork: true, state: 'submitted' });
      }
      expect((await view(APPROVER, path)).isOwnWork).toBe(false);
    });

    test('it is approved once, and never changed again', async () => {
      const path = await approved({ ...plainCard(), ...from('2026-12-01') });
      const before = await view(AUTHOR, path);
      const { digest } = before;
      const tries = [
        ask(APPROVER, `POST /api/policies/${path}/approve`, { body: { digest } }),
        ask(AUTHOR, `PUT /api/policies/${path}`, { body: { base: digest, body: plainCard() } }),
        ask(AUTHOR, `POST /api/policies/${path}/withdraw`, { body: { reason: '不用了' } }),
        ask(AUTHOR, `POST /api/policies/${path}/return`, { body: { reason: '再改' } }),
        ask(AUTHOR, `POST /api/policies/${path}/submit`),
      ];
      expect((await Promise.all(tries)).map(({ status, code }) => [status, code])).toEqual(
        tries.map(() => [409, 'not-now']),
      );
      expect(await view(AUTHOR, path)).toEqual(before);
    });

    test('two who approve at once: one of them does', async () => {
      const { path, digest } = await draft({ ...plainCard(), ...from('2026-12-01') });
      await ask(AUTHOR, `POST /api/policies/${path}/submit`);
      const both = [APPROVER, quality('second')].map((viewer) =>
        ask(viewer, `POST /api/policies/${path}/approve`, { body: { digest } }),
      );
      expect((await Promise.all(both)).map(({ code }) => String(code)).toSorted()).toEqual(['not-now', 'null']);
    });

    test('the approver approves what they have read and nothing else', async () => {
      const { path, digest } = await draft({ ...plainCard(), ...from('2026-12-01') });
      await ask(AUTHOR, `POST /api/policies/${path}/submit`);
      await ask(APPROVER, `POST /api/policies/${path}/return`, { body: { reason: '标题' } });
      const changed = { ...plainCard(), ...from('2026-12-02') };
      await ask(AUTHOR, `PUT /api/policies/${path}`, { body: { base: digest, body: changed } });
      await ask(AUTHOR, `POST /api/policies/${path}/submit`);
      const reply = await ask(APPROVER, `POST /api/policies/${path}/approve`, { body: { digest } });
      expect([reply.status, reply.code]).toEqual([409, 'changed-meanwhile']);
    });

    test('what is withdrawn stays on record and its number is not used again', async () => {
      const { path } = await draft(plainCard());
      expect((await ask(AUTHOR, `POST /api/policies/${path}/withdraw`, { body: { reason: ' ' } })).status).toBe(400);
      await ask(AUTHOR, `POST /api/policies/${path}/withdraw`, { body: { reason: '重复' } });
      expect(await view(AUTHOR, path)).toMatchObject({ state: 'withdrawn' });
      expect((await draft(plainCard())).path).toBe('scorecard/plain/2');
    });
  });

  describe('what is not sound', () => {
    test('is saved as it is, told with every problem, and cannot be submitted', async () => {
      const wrong = {
        ...plainCard(),
        kind: 'poem',
        effective: { from: 'soon', to: 3 },
        title: { zh: 'x', en: '' },
        items: [{ id: 'A B', section: 'cellar', points: -1 }, 7],
        fine: true,
      };
      const { path } = await draft(wrong);
      const shown = await view(AUTHOR, path);
      expect(shown.body).toMatchObject({ ...wrong, id: 'plain', version: 1, approval: null });
      expect(shown).toMatchObject({ from: null, to: null });
      const paths = shown.problems.map((problem) => problem.path);
      for (const place of ['kind', 'effective.from', 'title.zh', 'title.en', 'items.0.id', 'items.1', '(root)'])
        expect(paths).toContain(place);
      const reply = await ask(AUTHOR, `POST /api/policies/${path}/submit`);
      expect([reply.status, reply.code]).toEqual([422, 'problems']);
      expect(reply.problems.toSorted()).toEqual(paths.toSorted());
    });

    test('sections in a circle and weights that do not add up are refused', async () => {
      const circle = plainCard();
      Object.assign(circle.sections[0]!, { parent: 'seats' });
      const card = await draft(circle);
      expect((await ask(AUTHOR, `POST /api/policies/${card.path}/submit`)).problems).toEqual([
        'sections.0.parent',
        'sections.1.parent',
      ]);
      const weights = structuredClone(DEFAULT_COMPOSITE) as { weights: { wait: string } };
      weights.weights.wait = '31';
      const composite = await draft(weights, AUTHOR, 'composite');
      expect((await ask(AUTHOR, `POST /api/policies/${composite.path}/submit`)).problems).toEqual(['weights']);
    });

    test('days that meet those of an approved version are refused', async () => {
      await approved({ ...plainCard(), ...from('2026-01-01', '2026-12-31') });
      const { path } = await draft({ ...plainCard(), ...from('2026-12-31') });
      expect((await ask(AUTHOR, `POST /api/policies/${path}/submit`)).problems).toEqual(['effective.from']);
      expect((await view(AUTHOR, path)).problems.map((problem) => problem.path)).toEqual(['effective.from']);
    });

    test('days are checked again at approval: another version may have been approved meanwhile', async () => {
      const first = await draft({ ...plainCard(), ...from('2026-12-01') });
      const second = await draft({ ...plainCard(), ...from('2026-12-01') });
      for (const { path } of [first, second]) await ask(AUTHOR, `POST /api/policies/${path}/submit`);
      const approve = ({ path, digest }: typeof first) =>
        ask(APPROVER, `POST /api/policies/${path}/approve`, { body: { digest } });
      expect((await approve(first)).status).toBe(200);
      expect(await approve(second)).toMatchObject({ status: 422, problems: ['effective.from'] });
    });

    test('a later version does not begin before what was released under the one before it', async () => {
      await approved({ ...plainCard(), ...from('2026-01-01') });
      await database.write(async (writing) => {
        const row = {
          branch: 'demo',
          plan: null,
          kind: 'announced',
          card: 'plain',
          card_version: 1,
          inspector: 'i',
        } as const;
        const more = {
          second: null,
          from_on: '2026-05-01',
          to_on: '2026-05-31',
          announced_at: null,
          mode: 'digital',
        } as const;
        const times = { visited_on: '2026-05-20', signed_at: 1, released_at: 2, result: null };
        await writing
          .insertInto('inspection')
          .values({ ...row, ...more, ...times, id: 'a', state: 'released' })
          .execute();
        const later = { ...times, visited_on: '2026-06-20', released_at: null };
        await writing
          .insertInto('inspection')
          .values({ ...row, ...more, ...later, id: 'b', state: 'signed' })
          .execute();
      });
      const early = await draft({ ...plainCard(), ...from('2026-05-20') });
      expect((await ask(AUTHOR, `POST /api/policies/${early.path}/submit`)).problems).toEqual(['effective.from']);
      const late = await draft({ ...plainCard(), ...from('2026-05-21') });
      expect((await ask(AUTHOR, `POST /api/policies/${late.path}/submit`)).status).toBe(200);
    });

    test('weights do not change for a period that has ended with scores; in a running one they may', async () => {
      const weights = DEFAULT_COMPOSITE as Record<string, unknown>;
      await approved({ ...weights, ...from('2026-01-01') }, 'composite');
      await database.write(async (writing) => {
        const score = { branch: 'demo', policy: 'default', version: 1, state: 'insufficient', value: null } as const;
        const more = {
          error: null,
          grade: null,
          peer_group: null,
          body: '{}',
          items: '[]',
          uncertainty: null,
          computed_at: 1,
        };
        for (const period of ['2026-Q3', '2026-Q4', '2026-10'])
          await writing
            .insertInto('composite_score')
            .values({ ...score, ...more, period })
            .execute();
      });
      const early = await draft({ ...weights, ...from('2026-10-31') }, AUTHOR, 'composite');
      expect((await ask(AUTHOR, `POST /api/policies/${early.path}/submit`)).problems).toEqual(['effective.from']);
      const late = await draft({ ...weights, ...from('2026-11-01') }, AUTHOR, 'composite');
      expect((await ask(AUTHOR, `POST /api/policies/${late.path}/submit`)).status).toBe(200);
    });

    test.each<[string, string, unknown]>([
      ['a place that is none', 'PUT /api/policies/scorecard/plain/0', { base: 'x', body: {} }],
      ['another kind', 'GET /api/policies/poem', undefined],
      ['an id with signs', 'GET /api/policies/scorecard/..%2Fx/1', undefined],
      ['a version that is not there', 'GET /api/policies/scorecard/plain/7', undefined],
      ['changes against nothing', 'GET /api/policies/scorecard/plain/1/changes', undefined],
    ])('%s is not found', async (_, line, body) => {
      expect((await ask(AUTHOR, line, { body })).status).toBe(404);
    });

    test.each<[string, string, unknown]>([
      ['a draft without an id', 'POST /api/policies/scorecard', { from: 'nothing' }],
      ['an id with capitals', 'POST /api/policies/scorecard', { from: 'nothing', id: 'Plain' }],
      ['an unknown key', 'POST /api/policies/scorecard', { from: 'nothing', id: 'plain', state: 'approved' }],
      ['a list for a card', 'PUT /api/policies/scorecard/plain/1', { base: '0'.repeat(64), body: [] }],
      ['a digest that is none', 'POST /api/policies/scorecard/plain/1/approve', { digest: 'x' }],
      ['nothing at all', 'POST /api/policies/scorecard/plain/1/withdraw', undefined],
    ])('%s is malformed', async (_, line, body) => {
      expect(await ask(AUTHOR, line, { body })).toMatchObject({ status: 400, code: 'malformed' });
    });
  });

  test('two who change one draft: the later is told and nothing is overwritten', async () => {
    const { path, digest } = await draft(plainCard());
    const save = (viewer: Viewer, en: string) =>
      ask(viewer, `PUT /api/policies/${path}`, {
        body: { base: digest, body: { ...plainCard(), title: { zh: '标题', en } } },
      });
    expect((await save(AUTHOR, 'Mine')).status).toBe(200);
    expect(await save(COLLEAGUE, 'Theirs')).toMatchObject({ status: 409, code: 'changed-meanwhile' });
    expect((await view(AUTHOR, path)).title.en).toBe('Mine');
  });

  describe('in force', () => {
    test('each day has its version, gaps have none', async () => {
      await approved({ ...plainCard(), ...from('2026-01-01', '2026-03-31') });
      await approved({ ...plainCard(), ...from('2026-06-01') });
      await approved({ ...plainCard(), ...from('2026-09-01') });
      const days = ['2025-12-31', '2026-01-01', '2026-03-31', '2026-04-01', '2026-06-01', '2026-08-31', '2026-09-01'];
      const versions = await Promise.all(days.map((day) => cardInForce(database.read, 'plain', day)));
      expect(versions.map((card) => card?.version ?? null)).toEqual([null, 1, 1, null, 2, 2, 3]);
    });

    test('drafts, submitted and withdrawn versions are not in force', async () => {
      const { path } = await draft({ ...plainCard(), ...from('2026-01-01') });
      expect(await cardInForce(database.read, 'plain', '2026-06-01')).toBeNull();
      await ask(AUTHOR, `POST /api/policies/${path}/submit`);
      expect(await cardInForce(database.read, 'plain', '2026-06-01')).toBeNull();
      expect(await cardVersion(database.read, 'plain', 1)).toBeNull();
    });

    test('there is one composite definition a day, whatever its id', async () => {
      const weights = DEFAULT_COMPOSITE as Record<string, unknown>;
      await approved({ ...weights, ...from('2026-01-01', '2026-06-30') }, 'composite');
      const other = await draft({ ...weights, id: 'other', ...from('2026-06-30') }, AUTHOR, 'composite');
      expect((await ask(AUTHOR, `POST /api/policies/${other.path}/submit`)).problems).toEqual(['effective.from']);
      await approved({ ...weights, id: 'other', ...from('2026-07-01') }, 'composite');
      expect((await compositeInForce(database.read, '2026-06-30'))?.id).toBe('default');
      expect((await compositeInForce(database.read, '2026-07-01'))?.id).toBe('other');
      expect(await compositeVersion(database.read, 'other', 2)).toMatchObject({ version: 2 });
    });

    test.each([
      ['its text', { body: '{"points":"100"}' }],
      ['its digest', { digest: '0'.repeat(64) }],
      ['its days', { from_on: '2025-01-01' }],
      ['its approver', { approver: null }],
    ])('a row that somebody changed (%s) is not computed with', async (_, change) => {
      const path = await approved({ ...plainCard(), ...from('2026-01-01') });
      await cardInForce(database.read, 'plain', '2026-06-01');
      await database.write((writing) => writing.updateTable('policy').set(change).execute());
      await expect(cardInForce(database.read, 'plain', '2026-06-01')).rejects.toThrow(DamagedPolicyError);
      await expect(cardVersion(database.read, 'plain', 1)).rejects.toThrow('scorecard plain version 1');
      expect((await view(AUTHOR, path)).damage).not.toBeNull();
    });

    test('a changed draft is neither submitted nor approved', async () => {
      const { path } = await draft(plainCard());
      await database.write((writing) => writing.updateTable('policy').set({ body: '{' }).execute());
      expect(await ask(AUTHOR, `POST /api/policies/${path}/submit`)).toMatchObject({ status: 409, code: 'damaged' });
      const body = { from: 'version', id: 'plain', version: 1 };
      expect(await ask(AUTHOR, 'POST /api/policies/scorecard', { body })).toMatchObject({ code: 'damaged' });
      expect(await view(AUTHOR, path)).toMatchObject({ body: {} });
    });
  });

  describe('who sees and does what', () => {
    test('drafts are seen by the quality department and auditors, approved versions by branches too', async () => {
      const card = { ...plainCard(), ...from('2026-01-01') };
      await approved(card);
      await draft(card);
      const seen = async (viewer: Viewer) =>
        (await ask<PolicyList>(viewer, 'GET /api/policies/scorecard')).body.policies.map(({ version }) => version);
      expect(await seen(AUTHOR)).toEqual([2, 1]);
      expect(await seen(AUDITOR)).toEqual([2, 1]);
      expect(await seen(BRANCH_MANAGER)).toEqual([1]);
      const status = async (line: string, query = {}) => (await ask(BRANCH_MANAGER, line, { query })).status;
      expect(await status('GET /api/policies/scorecard/plain/1')).toBe(200);
      expect(await status('GET /api/policies/scorecard/plain/2')).toBe(404);
      expect(await status('GET /api/policies/scorecard/plain/2/file')).toBe(404);
      expect(await status('GET /api/policies/scorecard/plain/1/changes', { from: '2' })).toBe(404);
    });

    test('a quality role at a region does not reach the whole bank', async () => {
      const regional = quality('regional', 'east');
      const { path, digest } = await draft({ ...plainCard(), ...from('2026-01-01') });
      await ask(AUTHOR, `POST /api/policies/${path}/submit`);
      const lines: readonly (readonly [string, unknown])[] = [
        ['POST /api/policies/scorecard', { from: 'nothing', id: 'x' }],
        ['POST /api/policies/scorecard/import', undefined],
        [`PUT /api/policies/${path}`, { base: digest, body: {} }],
        [`POST /api/policies/${path}/approve`, { digest }],
        [`POST /api/policies/${path}/withdraw`, { reason: 'x' }],
      ];
      for (const [line, body] of lines) expect((await ask(regional, line, { body })).status).toBe(403);
      for (const [line, body] of lines) expect((await ask(AUDITOR, line, { body })).status).toBe(403);
      expect((await view(AUTHOR, path)).state).toBe('submitted');
    });
  });

  describe('beginning and comparing', () => {
    test('templates are offered, and copied into a draft that nobody has approved', async () => {
      const { body } = await ask<PolicyList>(AUTHOR, 'GET /api/policies/scorecard');
      expect(body.policies).toEqual([]);
      expect(body.templates.map(({ id }) => id)).toContain('mystery-visit');
      const wish = { from: 'template', template: 'mystery-visit', id: 'shopper' };
      await ask(AUTHOR, 'POST /api/policies/scorecard', { body: wish });
      expect(await view(AUTHOR, 'scorecard/shopper/1')).toMatchObject({
        state: 'draft',
        problems: [],
        body: { id: 'shopper', version: 1, approval: null, effective: { from: '2026-11-25', to: null } },
      });
      const unknown = { body: { from: 'template', template: 'x', id: 'x' } };
      expect((await ask(AUTHOR, 'POST /api/policies/scorecard', unknown)).status).toBe(404);
    });

    test('a new version begins as the old one, and what differs can be told', async () => {
      await approved({ ...plainCard(), ...from('2026-01-01') });
      const body = { from: 'version', id: 'plain', version: 1 };
      const begun = await ask<PolicySaved>(AUTHOR, 'POST /api/policies/scorecard', { body });
      expect(begun.body).toMatchObject({ version: 2, state: 'draft' });
      const card = plainCard();
      card.items.push(item('new', 'hall', '1'));
      const saved = { base: begun.body.digest, body: { ...card, ...from('2026-12-01') } };
      await ask(AUTHOR, 'PUT /api/policies/scorecard/plain/2', { body: saved });
      const changes = await ask<PolicyChanges>(AUTHOR, 'GET /api/policies/scorecard/plain/2/changes', {
        query: { from: '1' },
      });
      expect(changes.body.changes).toMatchObject([
        {
          kind: 'changed',
          list: null,
          fields: [{ field: 'effective.from', before: '2026-01-01', after: '2026-12-01' }],
        },
        { kind: 'added', list: 'items', entry: { id: 'new' } },
      ]);
    });
  });

  describe('files', () => {
    const upload = (bytes: Uint8Array | string, kind = 'scorecard') =>
      ask<PolicySaved>(AUTHOR, `POST /api/policies/${kind}/import`, { bytes: Buffer.from(bytes) });
    const fileOf = async (path: string, format: string) => {
      const { answer } = await ask(AUTHOR, `GET /api/policies/${path}/file`, { query: { format } });
      if (answer.kind !== 'file') throw new Error('no file');
      return answer;
    };

    test('what is exported can be imported again, as JSON and as a workbook, markup and formulas included', async () => {
      const card = { ...plainCard(), title: { zh: '=1+1 标题', en: '<script>alert(1)</script>' } };
      const { path } = await draft(card);
      const before = await view(AUTHOR, path);
      for (const [format, version] of [
        ['json', 2],
        ['xlsx', 3],
      ] as const) {
        const file = await fileOf(path, format);
        expect(file.saveAs).toBe(`plain-1.${format}`);
        expect((await upload(file.bytes as Buffer)).body).toMatchObject({ id: 'plain', version, state: 'draft' });
        const { body } = await view(AUTHOR, `scorecard/plain/${String(version)}`);
        expect(body).toMatchObject({ ...(before.body as object), version });
      }
    });

    test('an approval in a file is none here', async () => {
      await upload(JSON.stringify({ ...plainCard(), approval: { approver: 'me', on: '2026-01-01' } }));
      expect(await view(AUTHOR, 'scorecard/plain/1')).toMatchObject({ state: 'draft', body: { approval: null } });
    });

    test('a printed total that its items do not reach is told and not repaired', async () => {
      const card = plainCard();
      Object.assign(card.sections[0]!, { points: '12' });
      await upload(await scorecardWorkbook(card));
      const { body, problems } = await view(AUTHOR, 'scorecard/plain/1');
      expect(body).toMatchObject({ sections: [{ points: '12' }, {}] });
      expect(problems.map(({ path }) => path)).toEqual(['sections.0.points']);
    });

    test.each<[string, string, string]>([
      ['text', 'hello', 'scorecard'],
      ['broken JSON', '{"scorecard":1,', 'scorecard'],
      ['a composite for a card', JSON.stringify(DEFAULT_COMPOSITE), 'scorecard'],
      ['a card for a composite', JSON.stringify(plainCard()), 'composite'],
      ['a workbook for a composite', 'PK\u0003\u0004', 'composite'],
      ['an id with capitals', JSON.stringify({ ...plainCard(), id: 'Plain' }), 'scorecard'],
    ])('%s is refused and nothing is stored', async (_, bytes, kind) => {
      expect(await upload(bytes, kind)).toMatchObject({ status: 422, code: 'unreadable' });
      expect(await database.read.selectFrom('policy').selectAll().execute()).toEqual([]);
    });

    test('a file that is too large is refused', async () => {
      expect(await upload(Buffer.alloc(5_000_001, 0x20))).toMatchObject({ status: 413, code: 'too-large' });
    });
  });
});

function matches(pattern: string, path: string): boolean {
  const parts = pattern.split('/');
  const given = path.split('/');
  return parts.length === given.length && parts.every((part, index) => part.startsWith(':') || part === given[index]);
}

function paramsOf(pattern: string, path: string): Record<string, string> {
  const given = path.split('/');
  return Object.fromEntries(
    pattern
      .split('/')
      .flatMap((part, index) => (part.startsWith(':') ? [[part.slice(1), decodeURIComponent(given[index]!)]] : [])),
  );
}
