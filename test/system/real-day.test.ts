import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { replayRealDay } from '../real-day/real-day.ts';
import { ROOT } from '../setup/run.ts';

const HEADER =
  'vru+line\tcall_id\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time\tq_start\tq_exit\tq_time\toutcome\tser_start\tser_exit\tser_time';

/** One row: issue, wait and service in seconds after nine; a null service hung up. */
function row(id: number, issueS: number, [waitS, serviceS]: readonly [number, number | null]): string {
  const time = (seconds: number): string => {
    const at = 9 * 3_600 + seconds;
    return `${Math.floor(at / 3_600)}:${String(Math.floor(at / 60) % 60).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
  };
  const called = issueS + waitS;
  const queue = waitS === 0 ? ['0:00:00', '0:00:00', '0'] : [time(issueS), time(called), String(waitS)];
  const service =
    serviceS === null
      ? ['HANG', '0:00:00', '0:00:00', '0']
      : ['AGENT', time(called), time(called + serviceS), String(serviceS)];
  return [
    'AA01',
    id,
    id % 2 === 0 ? 0 : 2,
    'PS',
    '990203',
    time(issueS - 5),
    time(issueS),
    5,
    ...queue,
    ...service,
  ].join('\t');
}

test('a small made-up day comes back from head office as it was, through bytes, journal, MQTT and store', async () => {
  const rows = [
    row(1, 0, [0, 60]),
    row(2, 10, [30, 100]),
    row(3, 20, [90, 200]),
    row(4, 30, [600, null]),
    row(5, 300, [61, 0]),
  ];
  const result = await replayRealDay(`${[HEADER, ...rows].join('\n')}\n`, '1999-02-03');
  expect(result.ok && result.day).toEqual({
    issued: 5,
    served: 4,
    abandoned: 1,
    waiting: 0,
    wait: { meanS: 45.25, p50S: 45.5, p80S: 72.6, p90S: 81.3, over60: 2, p90HistogramS: 90, binS: 30 },
    service: { meanS: 90 },
  });
  const { windows, closed } = (result as Extract<typeof result, { ok: true }>).report;
  // The last half-hours fall due together with the close of the day.
  expect(windows.length).toBeGreaterThan(2);
  expect(windows.flatMap(({ differences }) => differences)).toEqual([]);
  expect(closed).toBe(true);
}, 60_000);

const file = join(ROOT, '..', 'shared', 'data', 'anonymous-bank-1999-01.tsv');
const isHere = existsSync(file);
if (!isHere) console.log(`The recorded day is not replayed: ${file} is not on this machine.`);

test.runIf(isHere)(
  'the recorded day of 1999-01-05 yields the published figures',
  async () => {
    const result = await replayRealDay(readFileSync(file, 'utf8'), '1999-01-05');
    expect(result.ok && result.day).toEqual({
      issued: 1_620,
      served: 1_505,
      abandoned: 115,
      waiting: 0,
      wait: { meanS: 21.157, p50S: 0, p80S: 41, p90S: 71.6, over60: 195, p90HistogramS: 90, binS: 30 },
      service: { meanS: 173.26 },
    });
  },
  120_000,
);
