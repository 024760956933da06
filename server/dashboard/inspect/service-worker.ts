/**
 * Keeps the inspector's page on the phone, so that it opens without a line. The build writes the two constants in
 * front: a list of the page's files and a version that changes with any of them. Data never passes through here.
 */
declare const FILES: readonly string[];
declare const VERSION: string;

interface Extending extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Extending {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface Worker extends EventTarget {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}

const PAGE = '/inspect/';
const PREFIX = 'inspect-';
const worker = self as unknown as Worker;

worker.addEventListener('install', (event) => {
  (event as Extending).waitUntil(keep().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  (event as Extending).waitUntil(dropOlder().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const fetching = event as Fetching;
  const { request } = fetching;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  const wanted = request.mode === 'navigate' && pathname.startsWith(PAGE) ? PAGE : pathname;
  if (FILES.includes(wanted)) fetching.respondWith(kept(wanted, request));
});

/** All of them or none: a page half of one version would not work. */
async function keep(): Promise<void> {
  const cache = await caches.open(PREFIX + VERSION);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })));
}

async function dropOlder(): Promise<void> {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(PREFIX) && name !== PREFIX + VERSION);
  await Promise.all(older.map((name) => caches.delete(name)));
}

async function kept(file: string, request: Request): Promise<Response> {
  const cache = await caches.open(PREFIX + VERSION);
  return (await cache.match(file)) ?? fetch(request);
}
