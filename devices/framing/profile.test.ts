import { describe, expect, test } from 'vitest';
import { parseProfile } from '#devices/framing/profile.ts';
import { loadProfile, parseProfileText } from '#devices/profiles/load.ts';

/** A small sound profile; each test damages a copy of it. */
function sound(): Draft {
  return {
    profile: 1,
    id: 'small',
    title: { zh: '小', en: 'Small' },
    confidence: 'low',
    link: { type: 'serial' },
    direction: 'shared',
    framing: {
      engine: 'frames',
      kinds: [
        {
          id: 'frame',
          head: 'AA',
          size: { by: 'length' },
          length: { at: 1, plus: 4 },
          tail: { bytes: '16' },
          checksums: [{ algorithm: 'sum8', from: 1, to: -2, at: -2 }],
          maxBytes: 20,
          fields: { address: { from: 2, decode: 'uint' }, text: { from: 3, to: -2, decode: 'ascii' } },
        },
      ],
    },
    messages: [
      {
        name: 'show-text',
        kind: 'frame',
        when: { text: '.+' } as Record<string, unknown>,
        set: { address: '$address', text: '$text' } as Record<string, unknown>,
      },
    ],
    commands: {
      show: {
        kind: 'frame',
        args: { address: { type: 'uint', min: 1, max: 9 } } as Record<string, unknown>,
        bytes: 'AA .. {address} 41 .. 16',
      },
    },
    vectors: {},
  };
}

// oxlint-disable-next-line typescript/no-explicit-any -- tests put wrong things in any place
type Draft = any;

function problemsAfter(damage: (draft: Draft) => void): string[] {
  const draft = sound();
  damage(draft);
  const parsed = parseProfile(draft);
  return parsed.ok ? [] : parsed.problems.map((problem) => `${problem.path}: ${problem.expected}`);
}

const kind = (draft: Draft): Draft => draft.framing.kinds[0];

test('the undamaged profile has no problem', () => {
  expect(problemsAfter(() => undefined)).toEqual([]);
});

describe('each mistake is named with its place and what is expected there', () => {
  const cases: [string, (draft: Draft) => void, RegExp][] = [
    ['unknown key', (d) => (d.colour = 'red'), /^\(root\): .*colour/],
    ['no such version', (d) => (d.profile = 2), /^profile: /],
    ['id with capitals', (d) => (d.id = 'Small'), /^id: 1–32 characters/],
    ['lower-case hex', (d) => (kind(d).tail.bytes = 'ab'), /^framing\.kinds\.0\.tail\.bytes: hex bytes like/],
    ['bad pattern', (d) => (kind(d).head = 'A?B'), /^framing\.kinds\.0\.head: byte pattern like/],
    [
      'unknown checksum',
      (d) => (kind(d).checksums[0].algorithm = 'md5'),
      /^framing\.kinds\.0\.checksums\.0\.algorithm/,
    ],
    ['no kinds', (d) => (d.framing.kinds = []), /^framing\.kinds: at least one frame kind/],
    ['kind twice', (d) => d.framing.kinds.push(kind(d)), /^framing\.kinds\.1\.id: "frame" is used twice/],
    ['no length', (d) => delete kind(d).length, /^framing\.kinds\.0\.length: where the length stands/],
    ['no head', (d) => delete kind(d).head, /^framing\.kinds\.0\.head: first bytes/],
    [
      'fixed size above the maximum',
      (d) => (kind(d).size = { by: 'fixed', bytes: 21 }),
      /^framing\.kinds\.0\.size\.bytes: at most maxBytes/,
    ],
    [
      'transform without terminator',
      (d) => (kind(d).transform = { type: 'nibble-split', from: 1, to: -1 }),
      /^framing\.kinds\.0\.size\.by: "terminator"/,
    ],
    [
      'tails of two lengths',
      (d) => (kind(d).tail.alternatives = [{ bytes: '00 00' }]),
      /^framing\.kinds\.0\.tail\.alternatives\.0\.bytes: as long as the tail/,
    ],
    [
      'checksum on the tail',
      (d) => (kind(d).checksums[0].at = -1),
      /^framing\.kinds\.0\.checksums\.0\.at: at most -2: the tail follows/,
    ],
    [
      'checksum within its own range',
      (d) => Object.assign(kind(d).checksums[0], { to: -1 }),
      /^framing\.kinds\.0\.checksums\.0\.at: a place outside of what it sums/,
    ],
    [
      'wide checksum in a narrow place',
      (d) =>
        Object.assign(kind(d), {
          tail: undefined,
          checksums: [{ algorithm: 'crc16-modbus', from: 0, to: -1, at: -1 }],
        }),
      /^framing\.kinds\.0\.checksums\.0\.at: room for 2 bytes before the end/,
    ],
    [
      'wrong link',
      (d) => (d.link = { type: 'hid', reportBytes: 8 }),
      /^link\.type: "serial" with framing engine "frames"/,
    ],
    ['rule of no kind', (d) => (d.messages[0].kind = 'other'), /^messages\.0\.kind: one of frame/],
    ['unknown message', (d) => (d.messages[0].name = 'sing'), /^messages\.0\.name/],
    ['missing value', (d) => delete d.messages[0].set.text, /^messages\.0\.set\.text: a value, "show-text" needs it/],
    ['value too many', (d) => (d.messages[0].set.loud = true), /^messages\.0\.set\.loud: one of address, text/],
    [
      'value from nowhere',
      (d) => (d.messages[0].set.text = '$words'),
      /^messages\.0\.set\.text: a field or group: \$address/,
    ],
    ['condition on no field', (d) => (d.messages[0].when.words = 'x'), /^messages\.0\.when\.words: a field of "frame"/],
    ['number for a text', (d) => (d.messages[0].when.text = 5), /^messages\.0\.when\.text: a pattern/],
    ['text for a number', (d) => (d.messages[0].when.address = '5'), /^messages\.0\.when\.address: a number/],
    ['broken pattern', (d) => (d.messages[0].when.text = '('), /^messages\.0\.when\.text: a regular expression/],
    [
      'group named like a field',
      (d) => (d.messages[0].when.text = '(?<address>.)'),
      /^messages\.0\.when\.text: another name for group "address"/,
    ],
    ['command of no kind', (d) => (d.commands.show.kind = 'x'), /^commands\.show\.kind: one of frame/],
    ['undeclared argument', (d) => (d.commands.show.args = {}), /^commands\.show\.args\.address: a declaration/],
    [
      'unused argument',
      (d) => (d.commands.show.args.more = { type: 'uint', min: 0, max: 1 }),
      /^commands\.show\.args\.more: a place in bytes/,
    ],
    ['nobody fills in', (d) => delete d.commands.show.kind, /^commands\.show\.bytes: a kind, or no "\.\."/],
    ['template of words', (d) => (d.commands.show.bytes = 'beep'), /^commands\.show\.bytes: like "FF 68/],
    ['unknown include', (d) => (d.includes = ['a090-strip']), /^includes\.0: id of a known profile/],
  ];

  test.each(cases)('%s', (_, damage, expected) => {
    expect(problemsAfter(damage)).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
  });

  test('several mistakes are reported together', () => {
    const problems = problemsAfter((d) => {
      d.messages[0].kind = 'other';
      d.commands.show.args = {};
      d.link = { type: 'hid', reportBytes: 8 };
    });
    expect(problems).toHaveLength(3);
  });

  test.each([[null], [5], ['x'], [[]]])('%j is refused, not thrown at', (json) => {
    expect(parseProfile(json).ok).toBe(false);
  });

  test('a file that is no JSON is a problem too', () => {
    expect(parseProfileText('{')).toMatchObject({ ok: false, problems: [{ path: '(root)' }] });
  });
});

describe('profiles of devices on one wire', () => {
  const strip = loadProfile('a090-strip');

  test('an included profile adds its frames, messages, commands and vectors', () => {
    const parsed = parseProfile({ ...sound(), includes: ['a090-strip'] }, () => strip);
    if (!parsed.ok) throw new Error('refused');
    expect(Object.keys(parsed.profile.commands)).toEqual(['show', 'show-text', 'shown']);
    expect(parsed.profile.vectors.decode).toHaveLength(strip.vectors.decode.length);
  });

  test('what both bring is a problem', () => {
    const draft = sound();
    draft.commands['show-text'] = draft.commands.show;
    kind(draft).id = 'strip-text';
    draft.messages[0].kind = 'strip-text';
    for (const command of Object.values<Draft>(draft.commands)) command.kind = 'strip-text';
    const parsed = parseProfile({ ...draft, includes: ['a090-strip'] }, () => strip);
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.expected)).toEqual([
      'frame kind "strip-text" only once, "a090-strip" has it too',
      'command "show-text" only once, "a090-strip" has it too',
    ]);
  });

  test('a printer does not share a wire with frames', () => {
    const parsed = parseProfile({ ...sound(), includes: ['printer'] }, () => loadProfile('escpos-printer-tap'));
    expect(parsed).toMatchObject({ ok: false, problems: [{ path: 'includes.0' }] });
  });
});
