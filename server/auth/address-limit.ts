/** How often one address may try to guess, over all accounts. In memory: a restart forgives. */

const WINDOW_MS = 15 * 60_000;
const MOST_ADDRESSES = 10_000;

export class AddressLimit {
  readonly #most: number;
  readonly #tries = new Map<string, number[]>();

  /** `most` failures within a quarter of an hour. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Counts a try; false = too many, and it does not count. Call `forgive` when it succeeds. */
  take(address: string, now: number): boolean {
    const recent = (this.#tries.get(address) ?? []).filter((at) => at <= now && now - at < WINDOW_MS);
    if (recent.length >= this.#most) return false;
    // Behind the others, so that the one forgotten first is the one quiet for longest.
    this.#tries.delete(address);
    this.#tries.set(address, [...recent, now]);
    if (this.#tries.size > MOST_ADDRESSES) this.#tries.delete(this.#tries.keys().next().value!);
    return true;
  }

  /** Takes back the last try. */
  forgive(address: string): void {
    this.#tries.get(address)?.pop();
  }
}
