import { describe, expect, test } from 'vitest';
import { encodeCommand } from '#devices/framing/encode.ts';
import { formatHex, parseHex } from '#devices/framing/hex.ts';
import { parseProfile, type Profile } from '#devices/framing/profile.ts';
import { createReader } from '#devices/framing/reader.ts';
import { lintProfile } from '#devices/lint.ts';

/**
 * Machines that this program has never seen, each added by one JSON document and no line of code: what an integrator
 * does in a hall.
 */

/** Button terminals of an open queue system: 4 bytes, fixed start and end, no checksum. */
const BUTTONS = {
  profile: 1,
  id: 'four-byte-buttons',
  title: { zh: '按键终端', en: 'Button terminals' },
  confidence: 'medium',
  link: { type: 'serial', baudRate: 57600 },
  direction: 'shared',
  framing: {
    engine: 'frames',
    kinds: [
      {
        id: 'button',
        head: '01 ?? 3?',
        size: { by: 'fixed', bytes: 4 },
        tail: { bytes: '07' },
        maxBytes: 4,
        fields: { address: { from: 1, decode: 'uint' }, key: { from: 2, decode: 'hex' } },
      },
      {
        id: 'display',
        head: '01 ??',
        size: { by: 'fixed', bytes: 7 },
        tail: { bytes: '07' },
        maxBytes: 7,
        fields: { address: { from: 1, decode: 'uint' }, text: { from: 3, bytes: 3, decode: 'ascii' } },
      },
    ],
  },
  messages: [
    {
      name: 'key',
      kind: 'button',
      set: { address: '$address', digits: '', key: { from: '$key', map: { 31: 'call', 32: 'start', 33: 'transfer' } } },
    },
    { name: 'show-text', kind: 'display', set: { address: '$address', text: '$text' } },
  ],
  commands: {
    press: {
      kind: 'button',
      args: {
        address: { type: 'uint', min: 32, max: 254 },
        key: { type: 'choice', values: { call: '31', start: '32', transfer: '33' } },
      },
      bytes: '01 {address} {key} 07',
    },
  },
  vectors: {
    decode: [
      {
        title: 'terminal 33 calls next',
        bytes: '01 21 31 07',
        messages: [{ name: 'key', address: 33, key: 'call', digits: '' }],
      },
      {
        title: 'terminal 33 shows A12',
        bytes: '01 21 20 41 31 32 07',
        messages: [{ name: 'show-text', address: 33, text: 'A12' }],
      },
    ],
    encode: [
      { title: 'terminal 33 calls next', command: 'press', args: { address: 33, key: 'call' }, bytes: '01 21 31 07' },
    ],
  },
};

/** Counter-top terminal: every byte between STX and ETX sent as two, 16-bit length, XOR over the decoded data. */
const COUNTER_TOP = {
  profile: 1,
  id: 'counter-top',
  title: { zh: '柜外清', en: 'Counter-top terminal' },
  confidence: 'high',
  link: { type: 'serial', baudRate: 9600 },
  direction: 'from-device',
  framing: {
    engine: 'frames',
    kinds: [
      {
        id: 'reply',
        head: '02',
        size: { by: 'terminator', bytes: '03' },
        transform: { type: 'nibble-split', from: 1, to: -1 },
        length: { at: 1, bytes: 2, plus: 5 },
        checksums: [{ algorithm: 'xor8', from: 3, to: -2, at: -2 }],
        maxBytes: 8184,
        fields: { text: { from: 3, to: -2, decode: 'ascii' } },
      },
    ],
  },
  messages: [
    { name: 'rating', kind: 'reply', when: { text: 'SE20(?<digit>[1-3])' }, set: { address: 0, raw: '$digit' } },
    { name: 'other', kind: 'reply', when: { text: 'SE204' }, set: { label: 'rating-timed-out' } },
    { name: 'other', kind: 'reply', when: { text: 'SE00' }, set: { label: 'accepted' } },
  ],
  commands: {
    reply: {
      kind: 'reply',
      args: { text: { type: 'text', encoding: 'ascii', maxBytes: 40 } },
      bytes: '02 .. .. {text} .. 03',
    },
  },
  vectors: {
    decode: [
      {
        title: 'accepted',
        bytes: '02 30 30 30 34 35 33 34 35 33 30 33 30 31 36 03',
        messages: [{ name: 'other', address: null, label: 'accepted' }],
      },
      {
        title: 'very satisfied',
        bytes: '02 30 30 30 35 35 33 34 35 33 32 33 30 33 31 32 35 03',
        messages: [{ name: 'rating', address: 0, raw: 1 }],
      },
      {
        title: 'dissatisfied',
        bytes: '02 30 30 30 35 35 33 34 35 33 32 33 30 33 33 32 37 03',
        messages: [{ name: 'rating', address: 0, raw: 3 }],
      },
      {
        title: 'no choice',
        bytes: '02 30 30 30 35 35 33 34 35 33 32 33 30 33 34 32 30 03',
        messages: [{ name: 'other', address: null, label: 'rating-timed-out' }],
      },
    ],
    encode: [
      {
        title: 'very satisfied',
        command: 'reply',
        args: { text: 'SE201' },
        bytes: '02 30 30 30 35 35 33 34 35 33 32 33 30 33 31 32 35 03',
      },
    ],
  },
};

/** A self-built smiley panel that sends lines of text. */
const SMILEY_LINES = {
  profile: 1,
  id: 'smiley-lines',
  title: { zh: '笑脸按钮', en: 'Smiley panel' },
  confidence: 'low',
  link: { type: 'serial', baudRate: 115200 },
  direction: 'from-device',
  framing: {
    engine: 'frames',
    idleMs: 1000,
    kinds: [
      {
        id: 'line',
        size: { by: 'terminator', bytes: '0D 0A' },
        maxBytes: 32,
        fields: { text: { from: 0, to: -2, decode: 'ascii' } },
      },
    ],
  },
  messages: [
    {
      name: 'rating',
      kind: 'line',
      when: { text: 'PANEL (?<panel>\\d+) BUTTON (?<button>[1-5])' },
      set: { address: '$panel', raw: '$button' },
    },
  ],
  vectors: {
    decode: [
      {
        title: 'panel 7, button 4',
        bytes: '50 41 4E 45 4C 20 37 20 42 55 54 54 4F 4E 20 34 0D 0A',
        messages: [{ name: 'rating', address: 7, raw: 4 }],
      },
      { title: 'chatter', bytes: '4F 4B 0D 0A', messages: [{ name: 'other', address: null, label: 'unknown-line' }] },
    ],
  },
};

/** A frame that uses what the others do not: little-endian CRC, length twice the value, BCD, masks. */
const ODD_FRAME = {
  profile: 1,
  id: 'odd-frame',
  title: { zh: '测试', en: 'Odd frame' },
  confidence: 'low',
  link: { type: 'serial' },
  direction: 'from-device',
  framing: {
    engine: 'frames',
    kinds: [
      {
        id: 'odd',
        head: 'AA ?? BB',
        size: { by: 'length' },
        length: { at: 3, bytes: 2, order: 'little', perUnit: 2, plus: 7 },
        constants: [{ at: 5, bytes: '5?' }],
        checksums: [{ algorithm: 'crc16-modbus', from: 0, to: -2, at: -2, order: 'little' }],
        maxBytes: 64,
        fields: {
          address: { from: 1, decode: 'uint', mask: 'F0' },
          number: { from: 6, bytes: 2, decode: 'bcd' },
          level: { from: 8, bytes: 2, decode: 'uint', order: 'little' },
        },
      },
    ],
  },
  messages: [
    {
      name: 'show-ticket',
      kind: 'odd',
      when: { level: { min: 256, max: 300 } },
      set: { address: '$address', digits: '$number', waiting: '$level' },
    },
  ],
  commands: {
    show: { kind: 'odd', bytes: 'AA 37 BB .. .. 50 12 34 01 01 00 .. ..' },
  },
  vectors: {
    decode: [
      {
        title: 'ticket 1234, 257 waiting',
        bytes: 'AA 37 BB 03 00 50 12 34 01 01 00 78 CA',
        messages: [{ name: 'show-ticket', address: 3, digits: '1234', waiting: 257 }],
      },
    ],
    encode: [{ title: 'ticket 1234, 257 waiting', command: 'show', bytes: 'AA 37 BB 03 00 50 12 34 01 01 00 78 CA' }],
  },
};

function profileOf(json: unknown): Profile {
  const parsed = parseProfile(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.profile;
}

test.each([BUTTONS, COUNTER_TOP, SMILEY_LINES, ODD_FRAME])('$id is described by its JSON alone', (json) => {
  expect(lintProfile(json)).toEqual([]);
});

describe('such a device on a dirty line', () => {
  test('a collision costs the frames that collided and no other', () => {
    const reader = createReader(profileOf(BUTTONS), 'p');
    const output = reader.push(parseHex('01 21 01 22 31 07 01 23 32 07'), 0);
    expect(output.map((one) => (one.kind === 'message' ? one.message.name : one.reason))).toEqual([
      'bad-tail',
      'key',
      'key',
    ]);
    expect(output.map((one) => formatHex(one.bytes))).toEqual(['01 21', '01 22 31 07', '01 23 32 07']);
  });

  test('a nibble that cannot be, a wrong length and a wrong sum are named', () => {
    const profile = profileOf(COUNTER_TOP);
    const sound = encodeCommand(profile, 'reply', { text: 'SE201' });
    const reasonOf = (bytes: Uint8Array): unknown => {
      const [first] = createReader(profile, 'p').push(bytes, 0);
      return first?.kind === 'discarded' ? first.reason : first?.message.name;
    };
    expect(reasonOf(sound)).toBe('rating');
    expect(reasonOf(sound.with(5, 0x41))).toBe('bad-constant');
    expect(reasonOf(sound.with(4, 0x36))).toBe('bad-length');
    expect(reasonOf(sound.with(14, 0x33))).toBe('bad-checksum');
  });

  test('a line without end is given up at its longest', () => {
    const profile = profileOf(SMILEY_LINES);
    const reader = createReader(profile, 'p');
    const chatter = new Uint8Array(100).fill(0x2e);
    const output = [...reader.push(chatter, 0), ...reader.tick(1_000)];
    expect(output.map((one) => (one.kind === 'discarded' ? one.reason : 'message'))).toEqual(['too-long', 'too-long']);
    const line = new TextEncoder().encode('PANEL 1 BUTTON 5\r\n');
    expect(reader.push(line, 2_000)).toMatchObject([{ message: { name: 'rating', address: 1, raw: 5 } }]);
  });
});
