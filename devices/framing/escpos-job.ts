import type { DeviceMessage, MessageContent, Reader, ReaderOutput } from '#devices/message.ts';
import { collectingReader } from '#devices/framing/collecting-reader.ts';
import { commandLength, DLE, ESC, FS, GS, type CommandEffect } from '#devices/framing/escpos-commands.ts';
import type { EscposSpec } from '#devices/framing/framing-schema.ts';
import { decodeGb18030Leniently } from '#devices/framing/gb18030.ts';

/**
 * Reads what a host sends to a ticket printer: text lines with the commands taken out. A job ends with a cut, or when
 * nothing follows for the idle time. Bytes that print nothing (status polls, a feed on its own) become `other`.
 */
export function createJobReader(spec: EscposSpec, port: string): Reader {
  return collectingReader((emit) => new JobStream(spec, port, emit));
}

const LF = 0x0a;
const CR = 0x0d;
const FF = 0x0c;
const HT = 0x09;
const DELETE = 0x7f;

/** Commands up to this size are awaited whole; image data of longer ones is passed over as it comes. */
const WHOLE_COMMAND_BYTES = 16;
/** A command whose end is not in sight after this many bytes is none (a barcode has at most 255). */
const OPEN_COMMAND_BYTES = 65_536;

class JobStream {
  readonly #spec: EscposSpec;
  readonly #port: string;
  readonly #emit: (output: ReaderOutput) => void;
  /** Start of a command that has not arrived whole. */
  #pending: Uint8Array = new Uint8Array(0);
  #pendingAt = 0;
  /** Bytes of image data still to be passed over. */
  #skip = 0;
  #lastAt = 0;
  #jobAt = 0;
  #raw: Uint8Array[] = [];
  #rawBytes = 0;
  readonly #text = new TextLines();

  constructor(spec: EscposSpec, port: string, emit: (output: ReaderOutput) => void) {
    this.#spec = spec;
    this.#port = port;
    this.#emit = emit;
  }

  push(chunk: Uint8Array, at: number): void {
    this.tick(at);
    if (chunk.length === 0) return;
    const before = this.#pending.length;
    const bytes = new Uint8Array(before + chunk.length);
    bytes.set(this.#pending);
    bytes.set(chunk, before);
    this.#lastAt = at;
    let done = 0;
    while (done < bytes.length) {
      const used = this.#step(bytes, done, done < before ? this.#pendingAt : at);
      if (used === 0) break;
      done += used;
    }
    if (done >= before) this.#pendingAt = at;
    this.#pending = bytes.subarray(done);
  }

  tick(now: number): void {
    const deadline = this.deadline();
    if (deadline === null || now < deadline) return;
    this.#endJob();
    this.#skip = 0;
    if (this.#pending.length > 0) this.#discard(this.#pending, this.#pendingAt, 'truncated');
    this.#pending = new Uint8Array(0);
  }

  deadline(): number | null {
    return this.#pending.length > 0 || this.#rawBytes > 0 ? this.#lastAt + this.#spec.idleMs : null;
  }

  /** Takes the next command, image data or stretch of text; 0 = more bytes are needed. */
  #step(bytes: Uint8Array, from: number, at: number): number {
    if (this.#skip > 0) {
      const passed = Math.min(this.#skip, bytes.length - from);
      this.#skip -= passed;
      this.#keep(bytes.subarray(from, from + passed), at);
      return passed;
    }
    if (isCommandStart(bytes[from]!)) return this.#command(bytes, from, at);
    let to = from + 1;
    while (to < bytes.length && !isCommandStart(bytes[to]!)) to++;
    this.#text.add(bytes, from, to);
    this.#keep(bytes.subarray(from, to), at);
    return to - from;
  }

  #command(bytes: Uint8Array, from: number, at: number): number {
    const here = bytes.length - from;
    const { bytes: told, effect } = commandLength(bytes, from, bytes.length);
    if (told === null && here < OPEN_COMMAND_BYTES) return 0;
    const size = told ?? 2;
    if (size > here && size <= WHOLE_COMMAND_BYTES) return 0;
    const taken = Math.min(size, here);
    this.#skip = size - taken;
    this.#apply(effect, bytes.subarray(from, from + taken), at);
    return taken;
  }

  #apply(effect: CommandEffect, command: Uint8Array, at: number): void {
    if (effect === 'real-time' && this.#rawBytes === 0) {
      this.#message({ name: 'other', address: null, label: 'printer-poll' }, at, command);
      return;
    }
    if (effect === 'line' || effect === 'cut') this.#text.endLine();
    this.#keep(command, at);
    if (effect === 'cut') this.#endJob();
  }

  #keep(bytes: Uint8Array, at: number): void {
    if (this.#rawBytes === 0) this.#jobAt = at;
    this.#raw.push(bytes);
    this.#rawBytes += bytes.length;
    if (this.#rawBytes <= this.#spec.maxJobBytes) return;
    this.#discard(joined(this.#raw, this.#rawBytes), this.#jobAt, 'too-long');
    this.#forgetJob();
  }

  #endJob(): void {
    if (this.#rawBytes === 0) return;
    const lines = this.#text.take();
    const content: MessageContent =
      lines.length > 0 ? { name: 'print-job', lines } : { name: 'other', address: null, label: 'printer-control' };
    this.#message(content, this.#jobAt, joined(this.#raw, this.#rawBytes));
    this.#forgetJob();
  }

  #forgetJob(): void {
    this.#text.take();
    this.#raw = [];
    this.#rawBytes = 0;
  }

  #message(content: MessageContent, at: number, bytes: Uint8Array): void {
    const message: DeviceMessage = { ...content, at, port: this.#port, echo: false };
    this.#emit({ kind: 'message', message, bytes });
  }

  #discard(bytes: Uint8Array, at: number, reason: 'too-long' | 'truncated'): void {
    this.#emit({ kind: 'discarded', at, bytes, reason });
  }
}

function isCommandStart(byte: number): boolean {
  return byte === ESC || byte === GS || byte === FS || byte === DLE;
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Lines of a job in the making. No byte of a GB 18030 character is below 30, so control codes are never text. */
class TextLines {
  #lines: string[] = [];
  #line: number[] = [];
  #afterReturn = false;

  add(bytes: Uint8Array, from: number, to: number): void {
    for (let i = from; i < to; i++) this.#addByte(bytes[i]!);
  }

  /** Ends the line if anything stands on it. */
  endLine(): void {
    if (this.#line.length > 0) this.#newLine();
  }

  /** All lines, without blank ones before and after the text; empties the store. */
  take(): readonly string[] {
    this.endLine();
    const isText = (line: string): boolean => line.trim() !== '';
    const lines = this.#lines.slice(this.#lines.findIndex(isText), this.#lines.findLastIndex(isText) + 1);
    this.#lines = [];
    this.#afterReturn = false;
    return lines;
  }

  #addByte(byte: number): void {
    if (byte >= 0x20 && byte !== DELETE) this.#line.push(byte);
    else if (byte === HT) this.#line.push(0x20);
    else if (byte === CR || byte === FF) this.endLine();
    else if (byte === LF && !(this.#afterReturn && this.#line.length === 0)) this.#newLine();
    this.#afterReturn = byte === CR;
  }

  #newLine(): void {
    this.#lines.push(decodeGb18030Leniently(Uint8Array.from(this.#line)).trimEnd());
    this.#line = [];
  }
}
