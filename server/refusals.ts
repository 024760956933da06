import type { BranchId } from '#contract/ids.ts';

const WINDOW_MS = 60_000;
const ALARMS_PER_WINDOW = 10;

/** Lets through the first refusals of a branch per minute: whoever is turned away must not keep the disk busy. */
export class RefusalLimit {
  readonly #windows = new Map<BranchId, { readonly from: number; count: number }>();

  allows(branch: BranchId, now: number): boolean {
    const current = this.#windows.get(branch);
    if (current === undefined || now - current.from >= WINDOW_MS) {
      this.#windows.set(branch, { from: now, count: 1 });
      return true;
    }
    current.count += 1;
    return current.count <= ALARMS_PER_WINDOW;
  }
}
