import type { DiscardReason } from '#devices/message.ts';
import { NEED_MORE, NOISE, reasonOf, TRUNCATED, type FrameKind } from '#devices/framing/frame-kind.ts';

/** Where a frame stream puts what it finds, in the order of the bytes. Byte arrays are never written again. */
export interface FrameSink {
  frame(kind: FrameKind, bytes: Uint8Array, at: number): void;
  discarded(bytes: Uint8Array, at: number, reason: DiscardReason): void;
}

/**
 * Finds frames in a byte stream that may start anywhere and be cut anywhere. At every byte the kinds are tried in
 * their order; a byte at which none fits is discarded alone and the next one is tried, so a damaged frame never costs
 * a sound one. Every byte ends up in exactly one frame or one discard, whatever the chunks were.
 */
export class FrameStream {
  /** For each first byte the kinds that may start with it; null = none. */
  readonly #starters: readonly (readonly FrameKind[] | null)[];
  readonly #idleMs: number;
  readonly #sink: FrameSink;
  /** Bytes not yet decided. A fresh array per push: slices given out stay valid. */
  #bytes: Uint8Array = new Uint8Array(0);
  readonly #times = new ArrivalTimes();
  #lastAt = 0;
  /** Bytes before this index belong to a broken frame and are discarded with its reason, unless a frame is found. */
  #blameEnd = 0;
  #blame: DiscardReason = 'noise';
  /** What the last try of a place found. */
  #found: FrameKind | null = null;
  #extent = 1;
  #runStart = 0;
  #runReason: DiscardReason = 'noise';

  constructor(kinds: readonly FrameKind[], idleMs: number, sink: FrameSink) {
    this.#idleMs = idleMs;
    this.#sink = sink;
    this.#starters = Array.from({ length: 256 }, (_, byte) => startersOf(kinds, byte));
  }

  push(chunk: Uint8Array, at: number): void {
    this.tick(at);
    if (chunk.length === 0) return;
    const pending = this.#bytes;
    const bytes = new Uint8Array(pending.length + chunk.length);
    bytes.set(pending);
    bytes.set(chunk, pending.length);
    this.#bytes = bytes;
    this.#times.add(bytes.length, at);
    this.#lastAt = at;
    this.#scan(false);
  }

  /** Gives up half a frame that nothing has followed for the idle time. */
  tick(now: number): void {
    const deadline = this.deadline();
    if (deadline !== null && now >= deadline) this.#scan(true);
  }

  deadline(): number | null {
    return this.#bytes.length > 0 ? this.#lastAt + this.#idleMs : null;
  }

  #scan(final: boolean): void {
    const bytes = this.#bytes;
    const end = bytes.length;
    let at = 0;
    this.#runStart = 0;
    while (at < end) {
      const noiseEnd = this.#skipNoise(bytes, at, end);
      if (noiseEnd > at) {
        this.#discardNoise(at, noiseEnd);
        at = noiseEnd;
        continue;
      }
      const size = this.#tryKinds(at, end, final);
      if (size === NEED_MORE) break;
      if (size > 0) {
        this.#flushRun(at);
        this.#sink.frame(this.#found!, bytes.subarray(at, at + size), this.#times.of(at));
        at += size;
        this.#runStart = at;
        this.#blameEnd = at;
      } else {
        this.#discardOne(at, size);
        at++;
      }
    }
    this.#flushRun(at);
    this.#keepFrom(at);
  }

  /** Size of the frame at `at` (kind in #found), NEED_MORE, or the failure of the kind that came furthest. */
  #tryKinds(at: number, end: number, final: boolean): number {
    let failure = NOISE;
    this.#extent = 1;
    for (const kind of this.#starters[this.#bytes[at]!]!) {
      let result = kind.probe(this.#bytes, at, end);
      if (result > 0) {
        this.#found = kind;
        return result;
      }
      let extent = kind.extent();
      if (result === NEED_MORE) {
        if (!final) return NEED_MORE;
        result = TRUNCATED;
        extent = end - at;
      }
      if (failure === NOISE && result !== NOISE) {
        failure = result;
        this.#extent = extent;
      }
    }
    return failure;
  }

  #skipNoise(bytes: Uint8Array, from: number, end: number): number {
    const starters = this.#starters;
    let at = from;
    while (at < end && starters[bytes[at]!] === null) at++;
    return at;
  }

  /** Bytes [from, to) start no frame: what is left of a broken frame keeps its reason, the rest is noise. */
  #discardNoise(from: number, to: number): void {
    if (from < this.#blameEnd) {
      this.#inRun(from, this.#blame);
      if (to <= this.#blameEnd) return;
      this.#inRun(this.#blameEnd, 'noise');
    } else {
      this.#inRun(from, 'noise');
    }
  }

  #discardOne(at: number, failure: number): void {
    if (failure === NOISE) {
      this.#discardNoise(at, at + 1);
      return;
    }
    if (at >= this.#blameEnd) {
      this.#flushRun(at);
      this.#blame = reasonOf(failure);
    }
    this.#blameEnd = Math.max(this.#blameEnd, at + this.#extent);
    this.#inRun(at, this.#blame);
  }

  /** From `at` on bytes are discarded for this reason. */
  #inRun(at: number, reason: DiscardReason): void {
    if (reason === this.#runReason) return;
    this.#flushRun(at);
    this.#runReason = reason;
  }

  #flushRun(end: number): void {
    if (end > this.#runStart) {
      const bytes = this.#bytes.subarray(this.#runStart, end);
      this.#sink.discarded(bytes, this.#times.of(this.#runStart), this.#runReason);
    }
    this.#runStart = end;
  }

  #keepFrom(at: number): void {
    this.#bytes = this.#bytes.subarray(at);
    this.#times.dropBefore(at);
    this.#blameEnd = Math.max(0, this.#blameEnd - at);
  }
}

function startersOf(kinds: readonly FrameKind[], byte: number): readonly FrameKind[] | null {
  const fitting = kinds.filter(({ head }) => head.values.length === 0 || (byte & head.masks[0]!) === head.values[0]!);
  return fitting.length > 0 ? fitting : null;
}

/** When the byte at an index arrived; indexes are asked in ascending order. */
class ArrivalTimes {
  /** Chunk i holds the bytes before ends[i] (and at or after ends[i - 1]). */
  #ends: number[] = [];
  #times: number[] = [];
  #cursor = 0;

  add(end: number, at: number): void {
    this.#ends.push(end);
    this.#times.push(at);
  }

  of(index: number): number {
    while (this.#ends[this.#cursor]! <= index) this.#cursor++;
    return this.#times[this.#cursor]!;
  }

  dropBefore(index: number): void {
    const first = this.#ends.findIndex((end) => end > index);
    this.#times = first < 0 ? [] : this.#times.slice(first);
    this.#ends = first < 0 ? [] : this.#ends.slice(first).map((end) => end - index);
    this.#cursor = 0;
  }
}
