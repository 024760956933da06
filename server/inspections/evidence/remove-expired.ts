import type { Cancel } from '#contract/clock.ts';
import { appendAudit } from '../../audit/audit.ts';
import type { Logger } from '../../log.ts';
import { expireEvidence, neededEvidence } from '../../store/inspections/expire-evidence.ts';
import type { EvidenceParts } from './parts.ts';

type Parts = Pick<EvidenceParts, 'database' | 'folder' | 'clock' | 'turns'>;

/**
 * Removes evidence whose time is over: its record stays and says so, its bytes go, and so do files that no record
 * knows (head office was ended between the two). Returns how many records were ended.
 */
export async function removeExpiredEvidence({ database, folder, clock, turns }: Parts): Promise<number> {
  return turns.take(async () => {
    const at = clock.now();
    const removed = await database.write(async (writing) => {
      const count = await expireEvidence(writing, { today: new Date(at).toISOString().slice(0, 10), at });
      if (count > 0)
        await appendAudit(writing, {
          at,
          account: 'system',
          action: 'evidence.removed',
          subject: 'evidence',
          detail: { count },
        });
      return count;
    });
    const hashes = folder.hashes();
    for (let from = 0; from < hashes.length; from += 500) {
      const some = hashes.slice(from, from + 500);
      const needed = await neededEvidence(database.read, some);
      for (const hash of some) if (!needed.has(hash)) await folder.remove(hash);
    }
    return removed;
  });
}

const DAY_MS = 86_400_000;

/** Once now and once a day; the result ends it and resolves when nothing of it runs any more. */
export function removeExpiredDaily(parts: Parts & { readonly log: Logger }): () => Promise<void> {
  let cancel: Cancel | null = null;
  let isEnded = false;
  const round = (): void => {
    removeExpiredEvidence(parts)
      .catch((error: unknown) => parts.log.write('evidence.not-removed', { reason: String(error) }))
      .finally(() => {
        if (!isEnded) cancel = parts.clock.after(DAY_MS, round);
      });
  };
  round();
  return async () => {
    isEnded = true;
    cancel?.();
    await parts.turns.take(() => undefined);
  };
}
