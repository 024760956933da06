import type { Journal, Uplink } from '../ports.ts';

/** A branch without head office keeps everything in its journal. */
export function noUplink(journal: Pick<Journal, 'last' | 'acked'>): Uplink {
  return {
    start() {},
    async stop() {},
    notify() {},
    publish() {},
    state: () => ({
      connected: false,
      pending: journal.last() - journal.acked(),
      reason: 'No head office is configured.',
    }),
  };
}
