import type { ErrorReply } from '#contract/local-api.ts';
import type { PairedScreens, PairingCode, PairReply, PairRequest, ScreenRole } from '#contract/screens.ts';

/** What the agent answered, or the code of why not; "unreachable" when it did not answer. */
export type Answer<T> = { readonly ok: true; readonly body: T } | { readonly ok: false; readonly code: string };

export const askForCode = (role: ScreenRole): Promise<Answer<PairingCode>> =>
  ask('POST', '/api/pairing/codes', { role });

export const listScreens = (): Promise<Answer<PairedScreens>> => ask('GET', '/api/pairing');

export const shutOut = (id: string): Promise<Answer<null>> =>
  ask('DELETE', `/api/pairing/screens/${encodeURIComponent(id)}`);

export const pair = (request: PairRequest): Promise<Answer<PairReply>> => ask('POST', '/api/pair', request);

async function ask<T>(method: string, path: string, body?: object): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (response.status === 204) return { ok: true, body: null as T };
    if (response.ok) return { ok: true, body: (await response.json()) as T };
    return { ok: false, code: ((await response.json()) as ErrorReply).error.code };
  } catch {
    return { ok: false, code: 'unreachable' };
  }
}
