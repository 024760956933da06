import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fastifyStatic } from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { ScreenRole } from '#contract/screens.ts';
import { systemCode } from '../links/link.ts';
import { refuse } from './errors.ts';
import type { ApiLogger } from './log-events.ts';

/** Route → file of the built pages. */
const PAGES = {
  '/kiosk': 'kiosk.html',
  '/lobby': 'lobby.html',
  '/display': 'display.html',
  '/pairing': 'pairing.html',
  '/pair-screen': 'pair-screen.html',
} as const;

/** Everything from this origin, nothing inline, no frames, no forms. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

export async function addPages(app: FastifyInstance, pagesDir: string, log: ApiLogger): Promise<void> {
  app.get('/', (request, reply) => reply.redirect(`/${request.screen?.role ?? 'lobby'}`, 302));
  if (!existsSync(join(pagesDir, PAGES['/kiosk']))) {
    log.write('api.pages-missing', { directory: pagesDir });
    for (const route of Object.keys(PAGES)) {
      app.get(route, (_request, reply) =>
        refuse(reply, {
          status: 503,
          code: 'pages-not-built',
          message: `There are no built pages in ${pagesDir}. Run "npm run build".`,
        }),
      );
    }
    return;
  }
  await app.register(fastifyStatic, {
    root: join(pagesDir, 'assets'),
    prefix: '/assets/',
    index: false,
    dotfiles: 'ignore',
    // The build puts a content hash into each name.
    immutable: true,
    maxAge: '365d',
  });
  for (const [route, file] of Object.entries(PAGES)) {
    // A page names its hashed assets, so it has to be asked for each time.
    app.get(route, (_request, reply) =>
      reply.header('cache-control', 'no-cache').sendFile(file, pagesDir, { cacheControl: false }),
    );
  }
}

/** Names what is served as the page of this role now; it names its assets by their content. Null without built pages. */
export async function buildOf(pagesDir: string, role: ScreenRole): Promise<string | null> {
  try {
    const html = await readFile(join(pagesDir, PAGES[`/${role}`]));
    return createHash('sha256').update(html).digest('hex').slice(0, 16);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}
