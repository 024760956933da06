import { expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { LOG_EVENTS, createLogger } from './log.ts';

test('a log line is one JSON object with the level, the clock time, the event, its details and the operator text', () => {
  const lines: string[] = [];
  const log = createLogger(
    LOG_EVENTS,
    { write: (line: string) => lines.push(line) },
    new VirtualClock(1_700_000_000_000),
  );

  log.write('uplink.lost', { reason: 'connection refused', attempt: 2 });

  expect(lines).toHaveLength(1);
  expect(lines[0]!.endsWith('\n')).toBe(true);
  expect(JSON.parse(lines[0]!)).toEqual({
    level: 'warn',
    time: 1_700_000_000_000,
    event: 'uplink.lost',
    reason: 'connection refused',
    attempt: 2,
    msg: LOG_EVENTS['uplink.lost'].text,
  });
});

test('every event of the catalogue can be written and names its area', () => {
  const lines: string[] = [];
  const log = createLogger(LOG_EVENTS, { write: (line: string) => lines.push(line) }, new VirtualClock(0));
  const names = Object.keys(LOG_EVENTS) as (keyof typeof LOG_EVENTS)[];

  for (const name of names) log.write(name);

  expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(names);
  for (const name of names) expect(name).toMatch(/^[a-z]+(\.[a-z][a-z-]*)+$/);
});
