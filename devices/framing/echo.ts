/**
 * Hosts acknowledge a key frame by sending it back, and terminals repeat it until that happens, so on a shared wire
 * one press is seen several times. A frame seen again within the window of its first sight is an echo; the window
 * is not prolonged by echoes, so a key held or hit again and again is delayed by at most one window, never lost.
 */
export class EchoWindow {
  readonly #windowMs: number;
  readonly #firstSeen = new Map<string, number>();

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Has this frame been seen within the window before `at`? Remembers it if not. */
  seenBefore(bytes: Uint8Array, at: number): boolean {
    let key = '';
    for (const byte of bytes) key += CHARACTERS[byte]!;
    const first = this.#firstSeen.get(key);
    if (first !== undefined && at >= first && at - first < this.#windowMs) return true;
    this.#firstSeen.set(key, at);
    if (this.#firstSeen.size > FORGET_ABOVE) this.#forget(at);
    return false;
  }

  #forget(now: number): void {
    for (const [key, first] of this.#firstSeen) {
      if (now - first >= this.#windowMs || now < first) this.#firstSeen.delete(key);
    }
  }
}

const FORGET_ABOVE = 64;
const CHARACTERS = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
