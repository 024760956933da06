import type { BranchLive, BranchSummary, DayReport } from '#contract/head-office-api.ts';
import type { ErrorReply } from '#contract/local-api.ts';

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  /** Status 0 = nobody answered. */
  | { readonly ok: false; readonly status: number; readonly message: string };

export function getBranches(): Promise<Answer<readonly BranchSummary[]>> {
  return get('/api/branches') as Promise<Answer<readonly BranchSummary[]>>;
}

export function getLive(branch: string): Promise<Answer<BranchLive>> {
  return get(`/api/branches/${encodeURIComponent(branch)}/live`) as Promise<Answer<BranchLive>>;
}

export function getDay(branch: string, date: string): Promise<Answer<DayReport>> {
  return get(`/api/branches/${encodeURIComponent(branch)}/days/${date}`) as Promise<Answer<DayReport>>;
}

async function get(path: string): Promise<Answer<unknown>> {
  try {
    const response = await fetch(path);
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, value: body };
    return { ok: false, status: response.status, message: (body as ErrorReply).error.message };
  } catch (error) {
    return { ok: false, status: 0, message: String(error) };
  }
}
