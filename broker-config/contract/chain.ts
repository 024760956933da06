import { createHash, hash } from 'node:crypto';
import type { BranchId, EpochId } from './ids.ts';

/** Hash chain over a journal: hex SHA-256. A changed, missing or swapped line changes every hash after it. */

/** What stands before the first event of an epoch; binds the chain to its branch and epoch. */
export function chainStart(branch: BranchId, epoch: EpochId): string {
  return hash('sha256', `hallmeter/1/${branch}/${epoch}`, 'hex');
}

/** Hash after one line: SHA-256(previous hash as 32 bytes ‖ exact line bytes). */
export function chainNext(previous: string, line: string): string {
  return createHash('sha256').update(previous, 'hex').update(line, 'utf8').digest('hex');
}

/** Hash after several lines. */
export function chainOver(previous: string, lines: readonly string[]): string {
  return lines.reduce(chainNext, previous);
}
