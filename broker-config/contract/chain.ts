import { hash } from 'node:crypto';
import type { BranchId, EpochId } from './ids.ts';

/** Hash chain over a journal: hex SHA-256. A changed, missing or swapped line changes every hash after it. */

/** What stands before the first event of an epoch; binds the chain to its branch and epoch. */
export function chainStart(branch: BranchId, epoch: EpochId): string {
  return hash('sha256', `hallmeter/1/${branch}/${epoch}`, 'hex');
}

const HASH_BYTES = 32;
/** Reused: hashing in one call over one buffer is twice as fast as feeding a hash object. */
let scratch = Buffer.allocUnsafe(HASH_BYTES + 64 * 1024);

/** Hash after one line: SHA-256(previous hash as 32 bytes ‖ exact line bytes). */
export function chainNext(previous: string, line: string): string {
  const most = HASH_BYTES + line.length * 3;
  if (scratch.length < most) scratch = Buffer.allocUnsafe(most);
  scratch.write(previous, 0, 'hex');
  const end = HASH_BYTES + scratch.write(line, HASH_BYTES, 'utf8');
  return hash('sha256', scratch.subarray(0, end), 'hex');
}

/** Hash after several lines. */
export function chainOver(previous: string, lines: readonly string[]): string {
  return chainHashes(previous, lines).at(-1) ?? previous;
}

/** Hash after each of several lines. */
export function chainHashes(previous: string, lines: readonly string[]): readonly string[] {
  let tip = previous;
  return lines.map((line) => (tip = chainNext(tip, line)));
}
