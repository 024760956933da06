import type { Site, SitePort } from '#devices/sites/site.ts';
import type { EventQueue } from './event-queue.ts';
import { frameEncoder, type FrameEncoder } from './frames.ts';
import type { SimulatedRecord } from './hall-types.ts';

/** Ten bits per byte at 9600 baud 8N1, the line setting of every simulated device. */
const BYTE_MS = 10_000 / 9_600;
/** Rest between two senders on one wire. */
const GAP_MS = 3;
/** Largest chunk that arrives at once: a serial driver hands out what it has every few dozen bytes. */
const CHUNK_BYTES = 32;

export interface Sent {
  /** When the first and the last byte pass. */
  readonly from: number;
  readonly to: number;
}

export interface Sending {
  readonly port: string;
  readonly by: 'host' | 'device';
  readonly command: string;
  readonly args: Readonly<Record<string, number | string>>;
  /** Not before this long from now. */
  readonly delayMs?: number;
}

/**
 * The lines of the hall: one sender at a time, bytes take their time, and only what the site's port direction lets a
 * tap see comes out.
 */
export class Wires {
  readonly #ports: ReadonlyMap<string, SitePort>;
  readonly #queue: EventQueue;
  readonly #encode: FrameEncoder;
  readonly #freeAt = new Map<string, number>();
  readonly #deliver: (record: SimulatedRecord) => void;

  constructor(site: Site, queue: EventQueue, deliver: (record: SimulatedRecord) => void) {
    this.#ports = new Map(site.ports.map((port) => [port.id, port]));
    this.#queue = queue;
    this.#encode = frameEncoder(site);
    this.#deliver = deliver;
  }

  /** Sends one command of the port's profile as soon as the wire is free. */
  send(sending: Sending): Sent {
    const { port, by } = sending;
    const bytes = this.#encode(port, sending.command, sending.args);
    const from = Math.ceil(Math.max(this.#queue.now() + (sending.delayMs ?? 0), this.#freeAt.get(port) ?? 0));
    const to = from + Math.ceil(bytes.length * BYTE_MS);
    this.#freeAt.set(port, to + GAP_MS);
    const direction = this.#ports.get(port)!.direction;
    const visible = direction === 'shared' || direction === (by === 'host' ? 'to-device' : 'from-device');
    if (visible) {
      for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
        const at = from + Math.round(start * BYTE_MS);
        const chunk = bytes.subarray(start, start + CHUNK_BYTES);
        this.#queue.after(at - this.#queue.now(), () => this.#deliver({ at, port, direction, bytes: chunk, by }));
      }
    }
    return { from, to };
  }
}
