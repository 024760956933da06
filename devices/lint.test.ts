import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lintProfile, lintSite } from '#devices/lint.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- tests put wrong things in any place
type Draft = any;

function read(path: string): Draft {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}

const SITES = readdirSync(new URL('sites', import.meta.url)).filter((name) => name.endsWith('.json'));

test('there are sites to check', () => {
  expect(SITES).toContain('demo-bank.json');
});

test.each(SITES)('%s is sound', (name) => {
  expect(lintSite(read(`sites/${name}`))).toEqual([]);
});

describe('profile lint', () => {
  const paths = (damage: (draft: Draft) => void): string[] => {
    const draft = read('profiles/a090-strip.json');
    damage(draft);
    return lintProfile(draft).map((problem) => problem.path);
  };

  test('a vector that reads differently is a problem with both readings', () => {
    const draft = read('profiles/a090-strip.json');
    draft.vectors.decode[0].messages[0].text = 'A002';
    const problems = lintProfile(draft);
    expect(problems).toMatchObject([{ path: 'vectors.decode.0.messages' }]);
    expect(problems[0]!.expected).toMatch(/gives .*A001.* not .*A002/);
  });

  test('a vector whose bytes are damaged is a problem', () => {
    expect(paths((d) => (d.vectors.decode[0].bytes = d.vectors.decode[0].bytes.replace('DC', 'DD')))).toEqual([
      'vectors.decode.0.messages',
      'vectors.decode.0.discarded',
    ]);
  });

  test('a command that sends something else is a problem', () => {
    expect(paths((d) => (d.vectors.encode[0].bytes = '00'))).toEqual(['vectors.encode.0.bytes']);
  });

  test('a vector of a command that does not exist, or with wrong arguments, is a problem', () => {
    expect(paths((d) => (d.vectors.encode[0].command = 'sing'))).toEqual(['vectors.encode.0']);
    expect(paths((d) => (d.vectors.encode[0].args = {}))).toEqual(['vectors.encode.0']);
  });

  test('a wrong checksum range turns every vector of that frame red', () => {
    expect(paths((d) => (d.framing.kinds[0].checksums[0].from = 3)).length).toBeGreaterThan(3);
  });

  test('a rule and a command without a vector are problems', () => {
    expect(paths((d) => d.vectors.decode.splice(3, 1))).toEqual(['messages.2']);
    expect(paths((d) => d.vectors.encode.pop())).toEqual(['commands.shown']);
  });

  test('problems of the shape come before anything is run', () => {
    expect(paths((d) => (d.framing.kinds[0].maxBytes = 'long'))).toEqual(['framing.kinds.0.maxBytes']);
  });
});

describe('site lint', () => {
  const problems = (damage: (draft: Draft) => void): string[] => {
    const draft = read('sites/demo-bank.json');
    damage(draft);
    return lintSite(draft).map((problem) => `${problem.path}: ${problem.expected}`);
  };
  const busPort = (d: Draft): Draft => d.ports.find((port: Draft) => port.profile === 'ff68-bus');
  const printerPort = (d: Draft): Draft => d.ports.find((port: Draft) => port.profile === 'escpos-printer-tap');

  test('a profile that does not exist', () => {
    expect(problems((d) => (busPort(d).profile = 'qmatic'))).toEqual([
      expect.stringMatching(/^ports\.\d\.profile: one of a090-strip, escpos-printer-tap, ff68-bus, hid-keypad/),
    ]);
  });

  test('a serial device on a HID link', () => {
    expect(problems((d) => (busPort(d).link = { type: 'hid', vendorId: 1, productId: 2 }))).toEqual([
      expect.stringMatching(/^ports\.\d\.link: a link for a serial device/),
    ]);
  });

  test('a keypad that is written to', () => {
    const found = problems((d) => {
      const link = { type: 'hid', vendorId: 1, productId: 2 };
      d.ports.push({ id: 'pad', profile: 'hid-keypad', direction: 'shared', link });
    });
    expect(found).toEqual([expect.stringMatching(/^ports\.\d\.direction: "from-device"/)]);
  });

  test('parts of a counter on a port that cannot be one', () => {
    const found = problems((d) => {
      d.counters[0].terminal = { port: printerPort(d).id, address: 1 };
      d.counters[0].keypad = printerPort(d).id;
    });
    expect(found).toEqual([
      expect.stringMatching(/^counters\.0\.terminal\.port: a port whose profile knows "key", not "escpos-printer-tap"/),
      expect.stringMatching(/^counters\.0\.keypad: a port whose profile is a keypad/),
    ]);
  });

  test('an address given twice and a pattern that does not compile', () => {
    const found = problems((d) => {
      d.counters[1].terminal = d.counters[0].terminal;
      d.keys[0].digits = '(';
    });
    expect(found.some((problem) => problem.startsWith('counters.1.terminal'))).toBe(true);
    expect(found.some((problem) => problem.startsWith('keys.0.digits'))).toBe(true);
  });

  test('anything that is no site map', () => {
    expect(lintSite(null).length).toBeGreaterThan(0);
    expect(lintSite({}).length).toBeGreaterThan(3);
  });
});
