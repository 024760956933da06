import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { branchLiveSchema } from '#contract/head-office-api.ts';
import { LiveStream } from '../api/live-stream.ts';
import { rememberBranches, type Branches } from '../branches.ts';
import { BRANCH, OPENING, OTHER } from './branch-journal.ts';
import { makePlace, type TestPlace } from './databases.ts';
import { Office, recordingLog, withMethods, type RecordedLog } from './office.ts';

let at: TestPlace;
let office: Office;
let clock: VirtualClock;
let log: RecordedLog;
let branches: Branches;
let stream: LiveStream;
let server: Server;
let frames: AsyncIterator<string>;
let mayGoOn: () => Promise<boolean>;
/** What happens when the alarms of a branch are read. */
let onRead: () => Promise<void>;

beforeEach(async () => {
  at = await makePlace('sqlite');
  office = await Office.open(at.place);
  clock = new VirtualClock(OPENING);
  log = recordingLog();
  onRead = () => Promise.resolve();
  const { store } = office;
  const watched = withMethods(store, { alarms: (branch) => onRead().then(() => store.alarms(branch)) });
  const known = [BRANCH, OTHER].map((id) => ({ id, name: id }));
  branches = await rememberBranches({ branches: known, store: watched, now: () => clock.now() });
  stream = new LiveStream(branches, clock, log);
  mayGoOn = () => Promise.resolve(true);
  const watcher = { sees: (branch: string) => branch === BRANCH, mayGoOn: () => mayGoOn() };
  server = createServer((_, response) => void stream.open(response, {}, watcher));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const reply = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  frames = framesOf(reply.body!);
});

afterEach(async () => {
  await stream.close();
  server.closeAllConnections();
  server.close();
  await office.close();
  await at.remove();
});

async function* framesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let text = '';
  for await (const chunk of body) {
    text += Buffer.from(chunk).toString();
    const parts = text.split('\n\n');
    text = parts.pop()!;
    for (const part of parts) if (part.includes('event: ')) yield part;
  }
}

async function next(event: string): Promise<unknown> {
  const { value, done } = await frames.next();
  if (done === true) throw new Error(`the stream ended before "${event}"`);
  expect(value).toContain(`event: ${event}`);
  return JSON.parse(/^data: (.*)$/m.exec(value)![1]!);
}

const alarmsShown = async (): Promise<number> => branchLiveSchema.parse(await next('live')).alarms.length;

async function raise(detail: string): Promise<void> {
  await branches.raise(BRANCH, { kind: 'refused', detail, at: OPENING });
  stream.changed(BRANCH);
}

test('a page sees only what it may, first everything and then each change', async () => {
  expect(await next('branches')).toMatchObject([{ id: BRANCH }]);
  expect(await alarmsShown()).toBe(0);
  await raise('x');
  stream.changed(OTHER);
  clock.advance(250);
  expect(await next('branches')).toMatchObject([{ id: BRANCH, alarms: 1 }]);
  expect(await alarmsShown()).toBe(1);
});

test('what changes while a change is being shown is shown after it', async () => {
  await next('branches');
  await alarmsShown();
  let meanwhile = (): Promise<void> => raise('second');
  onRead = () => {
    const now = meanwhile;
    meanwhile = () => Promise.resolve();
    return now();
  };
  await raise('first');
  clock.advance(250);
  await next('branches');
  await alarmsShown();
  // The next showing is asked for as soon as this one has ended.
  const later = next('branches');
  const ticking = setInterval(() => clock.advance(250), 5);
  expect(await later).toMatchObject([{ alarms: 2 }]);
  clearInterval(ticking);
  expect(await alarmsShown()).toBe(2);
});

test('a page that cannot be told the state is hung up on, so that it connects again', async () => {
  await next('branches');
  await alarmsShown();
  await raise('x');
  onRead = () => Promise.reject(new Error('the server is gone'));
  clock.advance(250);
  expect(await frames.next()).toMatchObject({ done: true });
  expect(log.events).toEqual(['store.unread']);
});

test('a page is told that the line stands, until its session ends or its viewer may see something else', async () => {
  await next('branches');
  await alarmsShown();
  clock.advance(10_000);
  expect(await next('heartbeat')).toEqual({});
  mayGoOn = () => Promise.resolve(false);
  clock.advance(10_000);
  expect(await frames.next()).toMatchObject({ done: true });
});

test('nobody goes on watching when it cannot be looked up whether they may', async () => {
  await next('branches');
  await alarmsShown();
  mayGoOn = () => Promise.reject(new Error('the server is gone'));
  clock.advance(10_000);
  expect(await frames.next()).toMatchObject({ done: true });
  expect(log.events).toEqual(['store.unread']);
});
