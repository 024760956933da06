import type { SimulatedRecord } from './hall-types.ts';
import { createRandom, type Random } from './random.ts';

/**
 * What goes wrong on real lines, injected between a simulated hall and whoever listens. Probabilities are per chunk;
 * the same seed spoils the same chunks.
 */
export const FAULT_KINDS = {
  'lose-frame': 'a whole chunk is lost',
  'lose-byte': 'one byte is lost',
  'duplicate-frame': 'a whole chunk arrives twice',
  'duplicate-byte': 'one byte arrives twice',
  corrupt: 'one bit is turned over',
  insert: 'a frame mark (FF, 68, 16, A0) is inserted inside',
  noise: 'random bytes stand before it',
  split: 'it arrives in two to four pieces',
  glue: 'it arrives together with the next one',
  echo: 'what the host sent arrives a second time, as on adapters that hear themselves',
  collide: 'it is sent at the same time as the next one: their bits mix',
} as const;
export type FaultKind = keyof typeof FAULT_KINDS;
export type FaultSpec = Readonly<Partial<Record<FaultKind, number>>>;

const MARKS = [0xff, 0x68, 0x16, 0xa0];
/** A chunk waits this long for the next one before it goes alone. */
const HOLD_MS = 60;
/** Time between the pieces of a split chunk. */
const PIECE_MS = 5;

export type ParsedFaults =
  | { readonly ok: true; readonly spec: FaultSpec }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads `kind=probability,…`, e.g. `corrupt=0.01,split=0.2`; all problems at once. */
export function parseFaults(text: string): ParsedFaults {
  const spec: Partial<Record<FaultKind, number>> = {};
  const problems: string[] = [];
  for (const part of text.split(',').filter((one) => one.trim() !== '')) {
    const [kind = '', value = ''] = part.split('=').map((one) => one.trim());
    const probability = value === '' ? NaN : Number(value);
    if (!Object.hasOwn(FAULT_KINDS, kind)) {
      problems.push(`"${kind}" is no fault; there are ${Object.keys(FAULT_KINDS).join(', ')}`);
    } else if (!(probability >= 0 && probability <= 1)) {
      problems.push(`${kind}: "${value}" is not a probability from 0 to 1`);
    } else spec[kind as FaultKind] = probability;
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, spec };
}

interface Held {
  readonly record: SimulatedRecord;
  readonly kind: 'glue' | 'collide';
  readonly until: number;
}

/** Chunks go in in order of time and come out, spoiled or not, in order of time per port. */
export class FaultInjector {
  readonly #spec: FaultSpec;
  readonly #random: Random;
  readonly #held = new Map<string, Held>();
  /** Not before this time comes the next chunk of a port. */
  readonly #lastAt = new Map<string, number>();
  #due: { readonly record: SimulatedRecord; readonly order: number }[] = [];
  #order = 0;
  /** How often each fault happened. */
  readonly counts: Partial<Record<FaultKind, number>> = {};

  constructor(spec: FaultSpec, seed: number) {
    this.#spec = spec;
    this.#random = createRandom(seed);
  }

  push(record: SimulatedRecord): void {
    const held = this.#held.get(record.port);
    if (held !== undefined) {
      this.#held.delete(record.port);
      const both =
        held.kind === 'glue' ? glue(held.record.bytes, record.bytes) : collide(held.record.bytes, record.bytes);
      return this.#emit({ ...record, bytes: both });
    }
    for (const kind of ['glue', 'collide'] as const) {
      if (this.#hits(kind)) {
        this.#held.set(record.port, { record, kind, until: record.at + HOLD_MS });
        return;
      }
    }
    this.#spoil(record);
  }

  /** When `take` gives something next, null when nothing is held back. */
  deadline(): number | null {
    const times = [...this.#due.map(({ record }) => record.at), ...[...this.#held.values()].map((held) => held.until)];
    return times.length === 0 ? null : Math.min(...times);
  }

  /** Everything due at `now`, in order of time. */
  take(now: number): readonly SimulatedRecord[] {
    for (const [port, held] of this.#held) {
      if (held.until > now) continue;
      this.#held.delete(port);
      this.#emit({ ...held.record, at: held.until });
    }
    const ready = this.#due.filter(({ record }) => record.at <= now);
    this.#due = this.#due.filter(({ record }) => record.at > now);
    return ready.toSorted((a, b) => a.record.at - b.record.at || a.order - b.order).map(({ record }) => record);
  }

  #spoil(record: SimulatedRecord): void {
    if (this.#hits('lose-frame')) return;
    const bytes = this.#spoilBytes(record.bytes);
    if (bytes.length === 0) return;
    this.#spread({ ...record, bytes });
    if (this.#hits('duplicate-frame')) this.#spread({ ...record, bytes, at: record.at + PIECE_MS });
    if (record.by === 'host' && this.#hits('echo')) this.#spread({ ...record, bytes, at: record.at + 1 });
  }

  #spoilBytes(original: Uint8Array): Uint8Array {
    const bytes = [...original];
    const place = (): number => Math.floor(this.#random.unit() * bytes.length);
    if (this.#hits('lose-byte')) bytes.splice(place(), 1);
    if (bytes.length > 0 && this.#hits('duplicate-byte')) {
      const at = place();
      bytes.splice(at, 0, bytes[at]!);
    }
    if (bytes.length > 0 && this.#hits('corrupt')) {
      const at = place();
      bytes[at] = bytes[at]! ^ (1 << Math.floor(this.#random.unit() * 8));
    }
    if (this.#hits('insert')) bytes.splice(place(), 0, MARKS[Math.floor(this.#random.unit() * MARKS.length)]!);
    if (this.#hits('noise')) {
      const count = 1 + Math.floor(this.#random.unit() * 6);
      bytes.unshift(...Array.from({ length: count }, () => Math.floor(this.#random.unit() * 256)));
    }
    return Uint8Array.from(bytes);
  }

  /** One chunk, or several pieces of it one after the other. */
  #spread(record: SimulatedRecord): void {
    if (record.bytes.length < 2 || !this.#hits('split')) return this.#emit(record);
    const pieces = 2 + Math.floor(this.#random.unit() * 3);
    const cuts = Array.from(
      { length: pieces - 1 },
      () => 1 + Math.floor(this.#random.unit() * (record.bytes.length - 1)),
    );
    const bounds = [...new Set([0, ...cuts, record.bytes.length])].toSorted((a, b) => a - b);
    bounds.slice(1).forEach((end, index) => {
      this.#emit({ ...record, at: record.at + index * PIECE_MS, bytes: record.bytes.subarray(bounds[index], end) });
    });
  }

  #emit(record: SimulatedRecord): void {
    const at = Math.max(record.at, this.#lastAt.get(record.port) ?? 0);
    this.#lastAt.set(record.port, at);
    this.#due.push({ record: { ...record, at }, order: this.#order++ });
  }

  #hits(kind: FaultKind): boolean {
    const probability = this.#spec[kind] ?? 0;
    if (probability === 0 || !this.#random.chance(probability)) return false;
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    return true;
  }
}

/** Spoils a whole recording at once. */
export function spoil(records: readonly SimulatedRecord[], spec: FaultSpec, seed: number): readonly SimulatedRecord[] {
  const injector = new FaultInjector(spec, seed);
  const out: SimulatedRecord[] = [];
  for (const record of records) {
    out.push(...injector.take(record.at - 1));
    injector.push(record);
  }
  return [...out, ...injector.take(Infinity)];
}

function glue(first: Uint8Array, second: Uint8Array): Uint8Array {
  return Uint8Array.of(...first, ...second);
}

/** On a two-wire bus a 0 of either sender wins. */
function collide(first: Uint8Array, second: Uint8Array): Uint8Array {
  const length = Math.max(first.length, second.length);
  return Uint8Array.from({ length }, (_, index) => (first[index] ?? 0xff) & (second[index] ?? 0xff));
}
