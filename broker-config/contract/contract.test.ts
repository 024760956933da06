import fc from 'fast-check';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { chainNext, chainOver, chainStart } from './chain.ts';
import { clockFromEnvironment, formatClockSpec, VirtualClock } from './clock.ts';
import { decodeBatch, encodeBatch, MAX_BATCH_BYTES, type Batch } from './envelope.ts';
import { formatEventLine, parseEventLine, type EventBody } from './events.ts';
import { branchIdSchema, epochIdSchema } from './ids.ts';
import { branchMayPublish, branchMaySubscribe, parseTopic, TOPICS, topicOf } from './topics.ts';

const branch = branchIdSchema.parse('demo');
const other = branchIdSchema.parse('other');
const epoch = epochIdSchema.parse('00c0ffee00c0ffee');

function batchOf(lines: readonly string[], first = 1): Batch {
  const chain = chainStart(branch, epoch);
  return { header: { branch, epoch, first, count: lines.length, chain, tip: chainOver(chain, lines) }, lines };
}

describe('batch envelope', () => {
  const line = fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }).map((text) => JSON.stringify({ text }));

  test('any lines come back exactly, plain or deflated', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), fc.boolean(), (lines, deflate) => {
        const { chain } = batchOf(lines).header;
        const hashes = lines.map((_, index) => chainOver(chain, lines.slice(0, index + 1)));
        expect(decodeBatch(encodeBatch(batchOf(lines), deflate))).toEqual({ ok: true, batch: batchOf(lines), hashes });
      }),
    );
  });

  test('a changed, swapped, dropped or added line is noticed', () => {
    const { header, lines } = batchOf(['{"a":1}', '{"a":2}', '{"a":3}']);
    const refusalOf = (changed: readonly string[]): string => {
      const decoded = decodeBatch(encodeBatch({ header, lines: changed }, false));
      return decoded.ok ? 'accepted' : decoded.refusal;
    };
    expect(refusalOf(['{"a":1}', '{"a":9}', '{"a":3}'])).toBe('chain-differs');
    expect(refusalOf([lines[1]!, lines[0]!, lines[2]!])).toBe('chain-differs');
    expect(refusalOf(lines.slice(0, 2))).toBe('count-differs');
    expect(refusalOf([...lines, '{"a":4}'])).toBe('count-differs');
  });

  test('a NUL character is refused; as JSON writes it, it is text like any other', () => {
    expect(decodeBatch(encodeBatch(batchOf(['a\0b']), true))).toMatchObject({ ok: false, refusal: 'not-text' });
    expect(decodeBatch(encodeBatch(batchOf([JSON.stringify('a\0b')]), true)).ok).toBe(true);
  });

  test('arbitrary bytes are refused by name and never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decodeBatch(bytes).ok).toBe(false);
      }),
    );
  });

  test('a decompression bomb stops at the limit', () => {
    const bomb = deflateSync(Buffer.alloc(MAX_BATCH_BYTES + 1, 0x20));
    expect(bomb.length).toBeLessThan(10_000);
    expect(decodeBatch(bomb)).toMatchObject({ ok: false, refusal: 'too-large' });
  });
});

describe('hash chain', () => {
  test('starts differently for another branch or epoch', () => {
    const starts = [
      chainStart(branch, epoch),
      chainStart(other, epoch),
      chainStart(branch, epochIdSchema.parse('0000000000000001')),
    ];
    expect(new Set(starts).size).toBe(3);
  });

  test('is the documented SHA-256 of previous hash and line', () => {
    // sha256sum of 32 zero bytes followed by "abc"
    expect(chainNext('00'.repeat(32), 'abc')).toBe('365aa7d8f7f9402c4b9434502b4cc89ddb09fe50d7cd95b493b834c62d5a5370');
    expect(chainOver('00'.repeat(32), ['abc', 'd'])).toBe(chainNext(chainNext('00'.repeat(32), 'abc'), 'd'));
  });
});

describe('event lines', () => {
  const body: EventBody = { type: 'day.closed', at: 5, src: 'agent', date: '2026-11-30' };

  test('start with seq, at, type and source', () => {
    expect(formatEventLine(7, body)).toBe('{"seq":7,"at":5,"type":"day.closed","src":"agent","date":"2026-11-30"}');
  });

  test('a type from a newer agent is known as unknown, not as an error', () => {
    const line = '{"seq":1,"at":5,"type":"queue.split","src":"agent","into":3}';
    expect(parseEventLine(line)).toEqual({ kind: 'unknown', seq: 1, at: 5, type: 'queue.split' });
  });

  test.each(['', 'x', '[]', 'null', '{"seq":0,"at":5,"type":"a","src":"b"}'])('%j is malformed', (line) => {
    expect(parseEventLine(line).kind).toBe('malformed');
  });
});

describe('topics', () => {
  test('a branch writes and reads exactly its own', () => {
    for (const { kind, writer } of TOPICS) {
      expect(branchMayPublish(branch, topicOf(branch, kind))).toBe(writer === 'branch');
      expect(branchMayPublish(branch, topicOf(other, kind))).toBe(false);
      expect(branchMaySubscribe(branch, topicOf(branch, kind))).toBe(kind === 'down');
      expect(branchMaySubscribe(branch, topicOf(other, kind))).toBe(false);
      expect(branchMaySubscribe(branch, topicOf('+', kind))).toBe(false);
    }
  });

  test.each([
    'hm/1/demo',
    'hm/1/demo/up/x',
    'hm/2/demo/up',
    'hm/1/DEMO/up',
    'hm/1/demo/other',
    '#',
    '',
    'hm/1/head-office/up',
  ])('%j is no topic of ours', (topic) => expect(parseTopic(topic)).toBeNull());
});

describe('clocks', () => {
  test('a virtual clock fires timers in time order at their own time', () => {
    const clock = new VirtualClock(1000);
    const fired: string[] = [];
    clock.after(30, () => fired.push(`late ${clock.now()}`));
    clock.after(10, () => {
      fired.push(`early ${clock.now()}`);
      clock.after(10, () => fired.push(`chained ${clock.now()}`));
    });
    const cancel = clock.after(20, () => fired.push('cancelled'));
    cancel();
    clock.advanceTo(1100);
    expect(fired).toEqual(['early 1010', 'chained 1020', 'late 1030']);
    expect(() => clock.advanceTo(1099)).toThrow(/cannot go back/);
  });

  test('one specification gives every process the same scaled time', () => {
    const spec = { realAt: Date.now() - 1_000, startAt: 500_000, factor: 60 };
    const elapsed = clockFromEnvironment(formatClockSpec(spec)).now() - spec.startAt;
    expect(elapsed).toBeGreaterThanOrEqual(60_000);
    expect(clockFromEnvironment('').now()).toBeGreaterThanOrEqual(spec.realAt);
    expect(() => clockFromEnvironment('1:2:0')).toThrow(/factor > 0/);
    expect(() => clockFromEnvironment('soon')).toThrow(/realAt:startAt:factor/);
  });
});
