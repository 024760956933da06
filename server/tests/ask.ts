import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Answer, Asked, Route } from '../api/route.ts';
import { accessOf } from '../auth/access.ts';
import type { Action } from '../auth/roles.ts';
import { scopeOf, type Viewer } from '../auth/viewer.ts';

export interface Reply {
  readonly status: number;
  /** Of a refusal. */
  readonly code: string | undefined;
  readonly body: unknown;
}

/** Asks a route as the server does for somebody who has signed in; `path` as `/api/people/<account>/code?x=1`. */
export async function ask(routes: readonly Route[], viewer: Viewer, request: string, body?: unknown): Promise<Reply> {
  const [method = '', address = ''] = request.split(' ');
  const url = new URL(address, 'http://head-office');
  for (const route of routes) {
    const params = route.method === method ? paramsOf(route.path, url.pathname) : null;
    if (params === null) continue;
    const access = accessOf(method, route.path);
    const scope = scopeOf(viewer, access as Action);
    if (scope === null) return { status: 403, code: 'not-allowed', body: null };
    const query = Object.fromEntries(url.searchParams);
    const from = new IncomingMessage(new Socket());
    const asked: Asked = { viewer, scope, params, query, body, request: from, address: '127.0.0.1' };
    return replyOf(await route.answer(asked));
  }
  throw new Error(`there is no route ${request}`);
}

function replyOf(answer: Answer): Reply {
  if (answer.kind === 'empty') return { status: answer.status, code: undefined, body: null };
  if (answer.kind !== 'json') return { status: 200, code: undefined, body: answer };
  const { error } = (answer.body ?? {}) as { readonly error?: { readonly code: string } };
  return { status: answer.status, code: error?.code, body: answer.body };
}

function paramsOf(pattern: string, path: string): Record<string, string> | null {
  const [parts, given] = [pattern.split('/'), path.split('/')];
  if (parts.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const value = decodeURIComponent(given[index]!);
    if (part.startsWith(':')) params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}
