import type { Problem } from '#contract/problems.ts';

/** Asking head office. */

export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  /** `status` 0: nobody answered. `code` as in the API's refusals; `problems` say what is wrong with what was sent. */
  | {
      readonly ok: false;
      readonly status: number;
      readonly code: string;
      readonly message: string;
      readonly problems: readonly Problem[];
    };

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Resolves to true when somebody has signed in again. */
type Renewal = () => Promise<boolean>;
let renewal: Renewal = () => Promise.resolve(false);

/** What to do when the session has ended; whatever was asked then is asked again afterwards, so nothing typed is lost. */
export function onSignedOut(renew: Renewal): void {
  renewal = renew;
}

/** What a page asks by itself again and again does not keep the session of somebody who has left. */
export type AskedBy = 'person' | 'page';

export function get<T>(path: string, by: AskedBy = 'person'): Promise<Reply<T>> {
  return renewing(path, () => ask<T>(path, { method: 'GET', headers: by === 'page' ? { 'x-asked-by': 'page' } : {} }));
}

/** `body`: bytes as they are, anything else as JSON. */
export function request<T>(method: Method, path: string, body?: unknown): Promise<Reply<T>> {
  return renewing(path, () => ask<T>(path, { method, ...contentOf(body) }));
}

async function renewing<T>(path: string, asking: () => Promise<Reply<T>>): Promise<Reply<T>> {
  const reply = await asking();
  if (reply.ok || reply.status !== 401 || path.startsWith('/api/session')) return reply;
  return (await renewal()) ? asking() : reply;
}

async function ask<T>(path: string, init: RequestInit): Promise<Reply<T>> {
  try {
    const response = await fetch(path, init);
    if (response.status === 204) return { ok: true, value: undefined as T };
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    const value: unknown = isJson ? await response.json() : await response.blob();
    return response.ok ? { ok: true, value: value as T } : refusalOf(response.status, value);
  } catch (error) {
    return { ok: false, status: 0, code: 'unreachable', message: String(error), problems: [] };
  }
}

function contentOf(body: unknown): RequestInit {
  if (body === undefined) return {};
  if (body instanceof Blob) return { body, headers: { 'content-type': body.type || 'application/octet-stream' } };
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

function refusalOf<T>(status: number, value: unknown): Reply<T> {
  const { error } = (value ?? {}) as { error?: { code: string; message: string; problems?: readonly Problem[] } };
  return {
    ok: false,
    status,
    code: error?.code ?? 'fault',
    message: error?.message ?? `HTTP ${String(status)}`,
    problems: error?.problems ?? [],
  };
}
