import type { DeviceMessage, MessageContent, Reader, ReaderOutput } from '#devices/message.ts';
import type { EscposSpec } from '#devices/framing/framing-schema.ts';

/**
 * Reads what a ticket printer answers. Its bytes carry fixed bits by which they are told apart (ESC/POS reference):
 * 0xx1xx10 answers a real-time request, 0xx1xx00 starts a 4-byte automatic status.
 */
export function createStatusReader(spec: EscposSpec, port: string): Reader {
  /** An automatic status that is not complete. */
  let packet: number[] = [];
  let packetAt = 0;
  let lastAt = 0;
  const say = (content: MessageContent, at: number, bytes: readonly number[]): ReaderOutput => {
    const message: DeviceMessage = { ...content, at, port, echo: false };
    return { kind: 'message', message, bytes: Uint8Array.from(bytes) };
  };
  const drop = (reason: 'noise' | 'bad-constant' | 'truncated'): ReaderOutput => {
    const bytes = Uint8Array.from(packet);
    packet = [];
    return { kind: 'discarded', at: packetAt, bytes, reason };
  };
  const single = (byte: number, at: number): ReaderOutput | null => {
    const meaning = singleByte(byte);
    if (meaning !== null) return say(meaning, at, [byte]);
    packet = [byte];
    packetAt = at;
    return (byte & FIXED_BITS) === AUTOMATIC_STATUS ? null : drop('noise');
  };
  const accept = (byte: number, at: number): (ReaderOutput | null)[] => {
    if (packet.length === 0) return [single(byte, at)];
    if ((byte & 0x90) !== 0) return [drop('bad-constant'), single(byte, at)];
    packet.push(byte);
    if (packet.length < 4) return [];
    const whole = packet;
    packet = [];
    return [say(automaticStatus(whole), packetAt, whole)];
  };
  const reader: Reader = {
    push(chunk, at) {
      const output = [...reader.tick(at)];
      lastAt = at;
      for (const byte of chunk) output.push(...accept(byte, at).filter((one) => one !== null));
      return output;
    },
    tick: (now) => (packet.length > 0 && now >= lastAt + spec.idleMs ? [drop('truncated')] : []),
    deadline: () => (packet.length > 0 ? lastAt + spec.idleMs : null),
  };
  return reader;
}

const FIXED_BITS = 0x93;
const REAL_TIME_ANSWER = 0x12;
const AUTOMATIC_STATUS = 0x10;
const XON = 0x11;
const XOFF = 0x13;

/** Null for a byte that stands for nothing on its own. */
function singleByte(byte: number): MessageContent | null {
  if (byte === XON || byte === XOFF) return { name: 'other', address: null, label: 'flow-control' };
  return (byte & FIXED_BITS) === REAL_TIME_ANSWER ? realTimeStatus(byte) : null;
}

/**
 * Which request a byte answers is not on this line. Both paper sensors set two bits at once, which no other answer
 * does alone, so paper is told only by those pairs; single bits 3, 5, 6 mean off line or an error in every answer.
 */
function realTimeStatus(byte: number): MessageContent {
  const paperEnd = (byte & 0x60) === 0x60;
  const nearEnd = (byte & 0x0c) === 0x0c;
  if (paperEnd) return { name: 'printer-status', paper: 'out', online: false };
  if (byte === 0x1e) return { name: 'printer-status', paper: 'low', online: true };
  if (byte === 0x12) return { name: 'printer-status', paper: 'ok', online: true };
  return { name: 'printer-status', paper: 'unknown', online: !nearEnd && (byte & 0x68) === 0 };
}

/** Byte 1 bit 3 off line; byte 3 bits 0–1 near end, bits 2–3 end of paper. */
function automaticStatus(packet: readonly number[]): MessageContent {
  const sensors = packet[2]!;
  const paper = (sensors & 0x0c) === 0 ? ((sensors & 0x03) === 0 ? 'ok' : 'low') : 'out';
  return { name: 'printer-status', paper, online: (packet[0]! & 0x08) === 0 };
}
