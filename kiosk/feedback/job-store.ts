import { jobName, withoutWords } from './job.ts';
import type { Job, KeptJob } from './job.ts';

/** Where jobs survive a reload. */
export interface JobStore {
  /** A device that refuses (full, storage switched off) leaves the job to the page's memory. */
  put(kept: KeptJob): void;
  remove(job: Job): void;
  all(): readonly KeptJob[];
  /** Out of the way, not deleted: the agent will never take it, somebody has to look. */
  setAside(kept: KeptJob, reason: string): void;
  refused(): readonly KeptJob[];
  /** Forgets that it was refused. */
  takeBack(job: Job): void;
  /** What people wrote does not stay on a screen in the hall for ever: drops it from what was refused before `at`. */
  forgetWords(at: number): void;
}

const KEPT = 'hallmeter.job.';
const REFUSED = 'hallmeter.refused.';
/** Ratings of the page's first version: `{request, sendAt}` under the rating's id alone. */
const OLD_KEPT = 'hallmeter.rating.';

/** One key per job: two windows of the same device cannot overwrite each other's list. */
export function browserJobStore(storage: Storage): JobStore {
  const list = (prefix: string): readonly KeptJob[] => {
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
    return keys.filter((key) => key.startsWith(prefix)).flatMap((key) => parsed(storage.getItem(key)));
  };
  const forget = (job: Job): void => {
    storage.removeItem(KEPT + jobName(job));
    if (job.kind === 'rating') storage.removeItem(OLD_KEPT + job.id);
  };
  return {
    put: (kept) => void write(storage, KEPT + jobName(kept.job), kept),
    remove: forget,
    all: () => [...list(KEPT), ...list(OLD_KEPT)],
    setAside(kept, reason) {
      if (write(storage, REFUSED + jobName(kept.job), { ...kept, reason })) forget(kept.job);
    },
    refused: () => list(REFUSED),
    takeBack(job) {
      storage.removeItem(REFUSED + jobName(job));
      if (job.kind === 'rating') storage.removeItem(REFUSED + job.id);
    },
    forgetWords(at) {
      for (const kept of list(REFUSED)) {
        const job = withoutWords(kept.job);
        if (kept.at < at && JSON.stringify(job) !== JSON.stringify(kept.job)) {
          write(storage, REFUSED + jobName(job), { ...kept, job, reason: 'too old' });
        }
      }
    },
  };
}

function write(storage: Storage, key: string, value: unknown): boolean {
  try {
    storage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

const KINDS: readonly string[] = ['rating', 'detail', 'withdrawn', 'survey'];

/** An entry that cannot be read is left where it is. */
function parsed(text: string | null): readonly KeptJob[] {
  try {
    const entry = JSON.parse(text ?? 'null') as Partial<KeptJob & { request: { rating?: unknown }; sendAt: number }>;
    if (typeof entry.request?.rating === 'string' && typeof entry.sendAt === 'number') {
      const body = entry.request as Extract<Job, { kind: 'rating' }>['body'];
      return [{ job: { kind: 'rating', id: body.rating, body }, at: entry.sendAt }];
    }
    const { job, at } = entry;
    if (typeof job?.id !== 'string' || !KINDS.includes(job.kind) || typeof at !== 'number') return [];
    return job.kind === 'withdrawn' || typeof job.body === 'object' ? [{ job, at }] : [];
  } catch {
    return [];
  }
}
