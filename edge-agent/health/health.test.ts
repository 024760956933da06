import { describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { createAgentLog, recordingAgentLog } from './agent-log.ts';
import { watchClock } from './clock-watch.ts';
import { formatMetrics, samplesBy } from './metrics.ts';
import { pruneRegularly } from './pruning.ts';

describe('the clock watch', () => {
  function setUp() {
    const pace = new VirtualClock(0);
    let setBy = 0;
    const steps: number[] = [];
    const cancel = watchClock({
      now: () => 1_800_000_000_000 + pace.now() + setBy,
      monotonic: () => 77 + pace.now(),
      pace,
      onStep: (byMs) => steps.push(byMs),
    });
    return { pace, steps, cancel, set: (byMs: number) => (setBy += byMs) };
  }

  test('reports a clock that was set, forward and back, once each', () => {
    const { pace, steps, set } = setUp();
    pace.advance(60_000);
    set(3_600_000);
    pace.advance(60_000);
    set(-3_600_000);
    pace.advance(60_000);
    expect(steps).toEqual([3_600_000, -3_600_000]);
  });

  test('takes slow correction for what it is', () => {
    const { pace, steps, set } = setUp();
    for (let minute = 0; minute < 120; minute += 1) {
      set(50);
      pace.advance(60_000);
    }
    expect(steps).toEqual([]);
  });

  test('is silent when cancelled', () => {
    const { pace, steps, set, cancel } = setUp();
    cancel();
    set(3_600_000);
    pace.advance(60_000);
    expect(steps).toEqual([]);
  });
});

describe('metrics', () => {
  test('are Prometheus text with escaped labels and stable order', () => {
    const samples = samplesBy('code', new Map([['b', 2], ['a"\n\\', 1]])); // prettier-ignore
    const text = formatMetrics([{ name: 'notes_total', type: 'counter', help: 'Notes.', samples }]);
    expect(text).toBe(
      [
        '# HELP hallmeter_notes_total Notes.',
        '# TYPE hallmeter_notes_total counter',
        String.raw`hallmeter_notes_total{code="a\"\n\\"} 1`,
        'hallmeter_notes_total{code="b"} 2',
        '',
      ].join('\n'),
    );
  });
});

describe('pruning', () => {
  test('runs hourly, works a backlog off in steps, and survives a disk that refuses', () => {
    const pace = new VirtualClock(0);
    const log = recordingAgentLog();
    const answers = [10_000, 250, 0];
    const asked: number[] = [];
    const cancel = pruneRegularly({
      clock: pace,
      pace,
      log,
      prune: (now) => {
        asked.push(now);
        const answer = answers.shift();
        if (answer === undefined) throw new Error('disk full');
        return answer;
      },
    });
    pace.advance(2 * 3_600_000 + 2_000);
    expect(asked).toEqual([3_600_000, 3_601_000, 3_602_000, 7_202_000]);
    expect(log.entries.map(({ event }) => event)).toEqual([
      'journal.pruned',
      'journal.pruned',
      'journal.append-failed',
    ]);
    cancel();
    pace.advance(10 * 3_600_000);
    expect(asked).toHaveLength(4);
  });
});

describe('the log of the agent', () => {
  test('is one JSON object per line with the level and text of its catalogue', () => {
    const written: string[] = [];
    const log = createAgentLog({ write: (line) => void written.push(line) }, new VirtualClock(42));
    log.write('device.lost', { device: 'bus', reason: 'unplugged' });
    log.write('uplink.connected');
    expect(written.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        level: 'warn',
        time: 42,
        device: 'bus',
        reason: 'unplugged',
        event: 'device.lost',
        msg: 'The device cannot be reached; the agent keeps trying.',
      },
      { level: 'info', time: 42, event: 'uplink.connected', msg: 'Connected to head office.' },
    ]);
  });
});
