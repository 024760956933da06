import type { BranchLive, BranchSummary, DayReport } from '#contract/head-office-api.ts';
import { get, type AskedBy, type Reply } from '../shell/request.ts';

export function getBranches(): Promise<Reply<readonly BranchSummary[]>> {
  return get('/api/branches');
}

export function getLive(branch: string): Promise<Reply<BranchLive>> {
  return get(`/api/branches/${encodeURIComponent(branch)}/live`);
}

export function getDay(branch: string, date: string, by: AskedBy): Promise<Reply<DayReport>> {
  return get(`/api/branches/${encodeURIComponent(branch)}/days/${date}`, by);
}
