import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { VirtualClock } from '#contract/clock.ts';
import { cardFrom, plainCard, sheet } from '#rubric/scorecards/test-card.ts';
import { createApi, type Api } from '../api/server.ts';
import type { Viewer } from '../auth/viewer.ts';
import { isBranchWithin } from '../store/people/branches-within.ts';
import { onBothDatabases, type TestDatabase } from '../tests/databases.ts';
import { recordingLog, temporaryFolder } from '../tests/office.ts';
import { openEvidence, type EvidenceParts } from './evidence/parts.ts';
import { removeExpiredDaily, removeExpiredEvidence } from './evidence/remove-expired.ts';
import { m4a, phoneJpeg, plainJpeg, png, SECRET, wav } from './evidence/test-files.ts';
import { addInspection, clockAt, DEVICE_A, EAST, furnish, inspector, NOW, TIMERS, WEST } from './form/test-office.ts';
import { inspectorRoutes } from './inspector-routes.ts';
import { APPROVED_POLICIES } from '../policies/approved-policies.ts';

const card = cardFrom(plainCard());
const PATH = `/api/branches/${EAST}/assignments/visit-1`;
const REVIEW = `/api/branches/${EAST}/inspections/visit-1/evidence`;
const li = inspector('li');
const granted = (role: Viewer['grants'][number]['role'], unit = 'head-office'): Viewer => ({
  account: role,
  name: role,
  grants: [{ role, unit }],
});

let made: TestDatabase;
let folder: ReturnType<typeof temporaryFolder>;
let api: Api;
let clock: VirtualClock;
let parts: EvidenceParts;
/** Who sends the next request. */
let viewer: Viewer | null;

afterEach(async () => {
  await api.close();
  await made.remove();
  folder.remove();
});

async function open(make: () => Promise<TestDatabase>): Promise<void> {
  made = await make();
  folder = temporaryFolder();
  clock = clockAt();
  viewer = li;
  const { database } = made;
  await furnish(database, card);
  parts = openEvidence({ dataDir: folder.path, evidence: { photos: 30, recordings: 7 } }, { database, clock });
  api = await createApi({
    clock,
    log: recordingLog(),
    host: '127.0.0.1',
    port: 0,
    pagesDir: join(folder.path, 'no-pages'),
    routes: inspectorRoutes({ ...parts, cards: APPROVED_POLICIES }),
    viewerOf: () => Promise.resolve(viewer),
    isWithin: (scope, branch) => isBranchWithin(database.read, scope, branch),
  });
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const files = (): readonly string[] => readdirSync(join(folder.path, 'evidence'));

async function send(
  bytes: Uint8Array,
  { ref = hashOf(bytes), type = 'image/jpeg', item = 'lit', path = PATH } = {},
): Promise<{ status: number; code: string | undefined; body: unknown }> {
  const reply = await fetch(`${api.url}${path}/evidence/${ref}?item=${item}&takenAt=${String(NOW)}`, {
    method: 'PUT',
    body: Uint8Array.from(bytes),
    headers: type === '' ? {} : { 'content-type': type },
  });
  const body = (await reply.json()) as { error?: { code: string } };
  return { status: reply.status, code: body.error?.code, body };
}

async function rows() {
  return made.database.read.selectFrom('evidence').selectAll().orderBy('original').execute();
}

onBothDatabases('evidence', (make) => {
  test('is stored without place and device, under the hash of what is stored, and given back so', async () => {
    await open(make);
    const bytes = phoneJpeg(6);
    expect(await send(bytes)).toMatchObject({ status: 200, body: { ref: hashOf(bytes), item: 'lit', takenAt: NOW } });
    const [row] = await rows();
    expect(row).toMatchObject({
      original: hashOf(bytes),
      media_type: 'image/jpeg',
      account: 'li',
      keep_until: '2026-12-20',
    });
    const stored = readFileSync(join(folder.path, 'evidence', row!.hash));
    expect(hashOf(stored)).toBe(row!.hash);
    expect(stored.includes(SECRET)).toBe(false);
    expect(files()).toEqual([row!.hash]);
    expect(statSync(join(folder.path, 'evidence', row!.hash)).mode & 0o777).toBe(0o600);
    const given = await fetch(`${api.url}${PATH}/evidence/${hashOf(bytes)}`);
    expect(Buffer.from(await given.arrayBuffer()).equals(stored)).toBe(true);
    expect(Object.fromEntries(given.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'content-disposition': expect.stringContaining('attachment') as string,
    });
  });

  test('sent again after an answer that got lost, it is one', async () => {
    await open(make);
    const answers = [await send(png(), { type: 'image/png' }), await send(png(), { type: 'image/png' })];
    expect(answers[1]).toEqual(answers[0]);
    await Promise.all(Array.from({ length: 5 }, () => send(plainJpeg())));
    expect(await rows()).toHaveLength(2);
    expect(files()).toHaveLength(2);
  });

  test.each<[string, Uint8Array, Parameters<typeof send>[1], [number, string]]>([
    ['bytes that are not those announced', plainJpeg(), { ref: 'a'.repeat(64) }, [422, 'hash-differs']],
    [
      'a program called a photograph',
      Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0'),
      {},
      [415, 'not-a-kind-taken'],
    ],
    [
      'a page called a photograph',
      Buffer.from('<!doctype html><script>alert(1)</script>'),
      {},
      [415, 'not-a-kind-taken'],
    ],
    ['a photograph called a recording', plainJpeg(), { type: 'audio/mpeg' }, [422, 'not-what-it-claims']],
    ['a recording called a photograph', wav(), {}, [422, 'not-what-it-claims']],
    ['a photograph that breaks off', phoneJpeg().subarray(0, 200), {}, [422, 'not-what-it-claims']],
    ['a film', m4a('vide'), { type: 'audio/mp4' }, [415, 'not-a-kind-taken']],
    ['nothing', new Uint8Array(), {}, [415, 'not-a-kind-taken']],
    ['a name that is no hash', plainJpeg(), { ref: '..%2f..%2fhead-office.db' }, [400, 'malformed']],
    ['an item that is none', plainJpeg(), { item: '%27%3B--' }, [400, 'malformed']],
    [
      'an unknown inspection',
      plainJpeg(),
      { path: `/api/branches/${EAST}/assignments/other` },
      [404, 'no-such-assignment'],
    ],
    ['another branch', plainJpeg(), { path: `/api/branches/${WEST}/assignments/visit-1` }, [404, 'no-such-assignment']],
  ])('%s is refused, and nothing of it stays', async (_, bytes, options, [status, code]) => {
    await open(make);
    expect(await send(bytes, options)).toMatchObject({ status, code });
    expect(files()).toEqual([]);
    expect(await rows()).toEqual([]);
  });

  test('somebody else’s is neither given nor taken', async () => {
    await open(make);
    await send(plainJpeg());
    viewer = inspector('wang');
    expect((await fetch(`${api.url}${PATH}/evidence/${hashOf(plainJpeg())}`)).status).toBe(404);
    expect(await send(plainJpeg())).toMatchObject({ status: 409, code: 'not-yours' });
    viewer = inspector('sun');
    expect(await send(png(), { type: '' })).toMatchObject({ status: 404 });
    viewer = null;
    expect(await send(png(), { type: '' })).toMatchObject({ status: 401 });
  });

  test('none is added to a sheet that is signed', async () => {
    await open(make);
    const asked = { viewer: li, scope: { kind: 'all' }, params: {}, query: {} } as const;
    const routes = inspectorRoutes({ ...parts, cards: APPROVED_POLICIES });
    const put = routes.find(({ method, path }) => method === 'PUT' && path.endsWith('/sheet'))!;
    const sign = routes.find(({ path }) => path.endsWith('/sign'))!;
    const params = { branch: EAST, inspection: 'visit-1' };
    const body = {
      account: 'li',
      device: DEVICE_A,
      revision: 0,
      body: sheet(card, { clean: true, lit: true, enough: true, soft: true }),
      timers: TIMERS,
      deviceNow: NOW,
    };
    const rest = { request: null as never, address: '' };
    const { body: saved } = (await put.answer({ ...asked, ...rest, params, body })) as { body: { digest: string } };
    const signing = { revision: 1, digest: saved.digest, deviceNow: NOW };
    expect(await sign.answer({ ...asked, ...rest, params, body: signing })).toMatchObject({ status: 200 });
    expect(await send(plainJpeg())).toMatchObject({ status: 409, code: 'locked' });
  });

  test('those who review may look at it within their region, and hear recordings only with leave and on record', async () => {
    await open(make);
    await send(plainJpeg());
    await send(wav(), { type: 'audio/wav' });
    const [photo, sound] = [hashOf(plainJpeg()), hashOf(wav())];
    const status = async (who: Viewer, ref: string): Promise<number> => {
      viewer = who;
      const reply = await fetch(`${api.url}${REVIEW}/${ref}`);
      await reply.arrayBuffer();
      return reply.status;
    };
    expect(await status(granted('quality'), photo)).toBe(200);
    expect(await status(granted('region', 'region-east'), photo)).toBe(200);
    expect(await status(granted('region', 'region-west'), photo)).toBe(404);
    expect(await status(granted('branch-manager', EAST), photo)).toBe(403);
    expect(await status(granted('quality'), sound)).toBe(200);
    expect(await status(granted('region', 'region-east'), sound)).toBe(403);
    expect(await status(granted('quality'), 'f'.repeat(64))).toBe(404);
    const heard = await made.database.read.selectFrom('audit').select(['account', 'action']).execute();
    expect(heard.filter(({ action }) => action === 'recording.heard')).toEqual([
      { account: 'quality', action: 'recording.heard' },
    ]);
    viewer = granted('region', 'region-east');
    const list = (await (await fetch(`${api.url}${REVIEW}`)).json()) as readonly { ref: string }[];
    expect(list.map(({ ref }) => ref).toSorted()).toEqual([photo, sound].toSorted());
  });

  test('goes when its time is over, unless another inspection still needs the same file', async () => {
    await open(make);
    await made.database.write((writing) => addInspection(writing, card, { id: 'visit-2' }));
    await send(plainJpeg());
    await send(wav(), { type: 'audio/wav' });
    clock.advance(20 * 86_400_000);
    await send(plainJpeg(), { path: `/api/branches/${EAST}/assignments/visit-2` });
    expect(await removeExpiredEvidence(parts)).toBe(1);
    expect(files()).toHaveLength(1);
    clock.advance(10 * 86_400_000);
    expect(await removeExpiredEvidence(parts)).toBe(1);
    expect(files()).toHaveLength(1);
    clock.advance(20 * 86_400_000);
    expect(await removeExpiredEvidence(parts)).toBe(1);
    expect(files()).toEqual([]);
    expect((await rows()).map(({ removed_at: at }) => at === null)).toEqual([false, false, false]);
    const gone = await fetch(`${api.url}${PATH}/evidence/${hashOf(wav())}`);
    expect(gone.status).toBe(410);
    expect(await removeExpiredEvidence(parts)).toBe(0);
  });

  test('is cleared once a day until head office stops, also of files that nobody knows', async () => {
    await open(make);
    writeFileSync(join(folder.path, 'evidence', 'c'.repeat(64)), 'left over');
    const end = removeExpiredDaily({ ...parts, log: recordingLog() });
    await expect.poll(files).toEqual([]);
    await send(wav(), { type: 'audio/wav' });
    // The daily round is set anew when the one before has ended.
    await expect.poll(() => (clock.advance(86_400_000), files())).toEqual([]);
    await end();
    await send(png(), { type: '' });
    clock.advance(400 * 86_400_000);
    expect(files()).toHaveLength(1);
  });
});

const LARGE = 300 * 1_048_576;

onBothDatabases('uploads that are too large', (make) => {
  test('are refused by their announced length before anything is read', async () => {
    await open(make);
    const status = await new Promise((done, failed) => {
      const sending = request(`${api.url}${PATH}/evidence/${'a'.repeat(64)}?item=lit`, {
        method: 'PUT',
        headers: { 'content-length': LARGE },
      });
      sending.on('response', (reply) => {
        done(reply.statusCode);
        sending.destroy();
      });
      sending.on('error', failed);
      sending.write(phoneJpeg());
    });
    expect(status).toBe(413);
    expect(files()).toEqual([]);
  });

  test('are cut off at the limit when they do not say how long they are', async () => {
    await open(make);
    const piece = randomBytes(1_048_576);
    const before = process.memoryUsage().rss;
    let sent = 0;
    let most = 0;
    const status = await new Promise((done, failed) => {
      const sending = request(`${api.url}${PATH}/evidence/${'a'.repeat(64)}?item=lit`, { method: 'PUT' });
      let isAnswered = false;
      sending.on('response', (reply) => {
        isAnswered = true;
        done(reply.statusCode);
        sending.destroy();
      });
      sending.on('error', (error) => (isAnswered ? 0 : failed(error)));
      sending.write(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0));
      const more = (): void => {
        if (isAnswered || sent >= LARGE) return;
        sent += piece.length;
        for (const name of files()) most = Math.max(most, statSync(join(folder.path, 'evidence', name)).size);
        sending.write(piece, more);
      };
      more();
    });
    expect(status).toBe(413);
    expect(sent).toBeLessThan(LARGE / 2);
    expect(most).toBeLessThanOrEqual(10 * 1_048_576);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1_048_576);
    expect(files()).toEqual([]);
  });

  test('that break off leave nothing', async () => {
    await open(make);
    const sending = request(`${api.url}${PATH}/evidence/${'a'.repeat(64)}?item=lit`, {
      method: 'PUT',
      headers: { 'content-length': 500_000 },
    });
    sending.on('error', () => 0);
    sending.write(phoneJpeg());
    await expect.poll(() => files().length).toBe(1);
    sending.destroy();
    await expect.poll(files).toEqual([]);
    expect(await rows()).toEqual([]);
  });
});
