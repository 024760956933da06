import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VirtualClock } from '#contract/clock.ts';
import { histogramOf, mergeHistograms } from '#rubric/metrics/histogram.ts';
import { seededUnit } from '#rubric/statistics/random.ts';
import { storedComposites } from '../../server/scoring/composite-source.ts';
import { mergePacked, packHistogram } from '../../server/scoring/packed-histogram.ts';
import { ScoreKeeper } from '../../server/scoring/score-keeper.ts';
import { WHOLE_BANK } from '../../server/auth/viewer.ts';
import { openPostgres, openSqlite, type Database } from '../../server/store/database.ts';
import { findDayWaits } from '../../server/store/scoring/find-day-waits.ts';
import { findPlace, rankComposites } from '../../server/store/scoring/rank-composites.ts';
import { rankShares } from '../../server/store/scoring/rank-shares.ts';
import { dayWith, putDay, putRandomBranch, putUnits } from '../../server/tests/scored-network.ts';
import { startPostgres } from '../setup/postgres.ts';
import type { Figure } from './figure.ts';
import { BRANCHES, DATE, DAYS, fillNetwork, KEY, MONTH, rankFromDays } from './network-rows.ts';

const ROUNDS = 5;
const RANKING_LIMIT_MS = 300;
const MERGE_LIMIT_MS = 100;
const EVENT_LIMIT_MS = 50;

/** Ranking a national network, on both databases, and what one event costs in it. */
export async function rankingFigures(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hallmeter-bench-'));
  const server = await startPostgres({ durable: true });
  try {
    const figures = [await mergeFigure()];
    for (const database of [openSqlite(join(folder, 'ranking.db')), await openPostgres(server.url)]) {
      figures.push(...(await databaseFigures(database)));
      await database.close();
    }
    return figures;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

async function databaseFigures(database: Database): Promise<readonly Figure[]> {
  const { kind, read } = database;
  await fillNetwork(database);
  const size = `${String(BRANCHES)} branches × ${String(DAYS)} days`;
  const limit = { unit: 'ms', goal: { kind: 'value-at-most', limit: RANKING_LIMIT_MS } } as const;
  const fromDays = await bestMs(async () => void (await rankFromDays(database)));
  const shares = await bestMs(async () => mustBeAll(await rankShares(read, { months: [MONTH], of: 'attained' })));
  const composites = await bestMs(async () => mustBeAll(await rankComposites(read, KEY)));
  const waits = await bestMs(async () => {
    if (mergePacked((await findDayWaits(read, WHOLE_BANK, DATE)).packed).length !== 60)
      throw new Error('waits are missing');
  });
  return [
    {
      name: `reading and merging ${String(BRANCHES)} histograms of waits, ${kind}`,
      value: waits,
      unit: 'ms',
      reference: fromDays,
      referenceName: 'a ranking from the rows of the days',
      goal: { kind: 'value-at-most', limit: MERGE_LIMIT_MS },
    },
    {
      ...limit,
      name: `exact places by a share, ${size}, ${kind}`,
      value: shares,
      reference: fromDays,
      referenceName: 'the same from the rows of the days',
    },
    {
      ...limit,
      name: `exact places by composite, ${size}, ${kind}`,
      value: composites,
      reference: fromDays,
      referenceName: 'a ranking from the rows of the days',
    },
    await eventFigure(database, fromDays),
  ];
}

/** A day of one branch changes: composite with its standard error, stored, and the place among the peers. */
async function eventFigure(database: Database, reference: number): Promise<Figure> {
  const clock = new VirtualClock(Date.UTC(2026, 10, 20));
  const log = {
    write: (event: string) => {
      throw new Error(event);
    },
  };
  const keeper = new ScoreKeeper({ database, source: storedComposites(database.read), clock, log });
  await putUnits(database, { event: {} });
  await putRandomBranch(database, 'event', 1);
  for (let day = 1; day <= DAYS; day += 1) await putDay(database, 'event', ordinaryDay(day, 60));
  let changes = 0;
  const value = await bestMs(async () => {
    changes += 1;
    await putDay(database, 'event', ordinaryDay(20, 60 + changes));
    keeper.evidenceChanged('event', ['2026-11-20']);
    await keeper.computed();
    await findPlace(database.read, { ...KEY, version: 0, branch: 'event' });
  });
  return {
    name: `new score and place after an event among ${String(BRANCHES)} branches, ${database.kind}`,
    value,
    unit: 'ms',
    reference,
    referenceName: 'a ranking from the rows of the days',
    goal: { kind: 'value-at-most', limit: EVENT_LIMIT_MS },
  };
}

function ordinaryDay(day: number, late: number): ReturnType<typeof dayWith> {
  return dayWith(`2026-11-${String(day).padStart(2, '0')}`, { tickets: 300, late, bad: 12 });
}

async function mergeFigure(): Promise<Figure> {
  const unit = seededUnit(7);
  const histograms = Array.from({ length: BRANCHES }, () =>
    histogramOf(Array.from({ length: 200 }, () => Math.floor(-Math.log(1 - unit()) * 480_000))),
  );
  const packed = histograms.map(packHistogram).join('');
  const texts = histograms.map((histogram) => JSON.stringify(histogram));
  const expected = JSON.stringify(mergeHistograms(histograms));
  const value = await bestMs(() => {
    if (JSON.stringify(mergePacked(packed)) !== expected) throw new Error('packed histograms add up to something else');
  });
  const reference = await bestMs(() => {
    mergeHistograms(texts.map((text) => JSON.parse(text) as [number, number][]));
  });
  return {
    name: `merging ${String(BRANCHES)} histograms of waits`,
    value,
    unit: 'ms',
    reference,
    referenceName: 'the same from their JSON',
    goal: { kind: 'value-at-most', limit: MERGE_LIMIT_MS },
  };
}

function mustBeAll(rows: readonly unknown[]): void {
  if (rows.length !== BRANCHES) throw new Error(`${String(rows.length)} branches were ranked`);
}

/** The round that the machine disturbed least. */
async function bestMs(round: () => Promise<void> | void): Promise<number> {
  let best = Infinity;
  for (let index = 0; index < ROUNDS; index += 1) {
    const began = performance.now();
    await round();
    best = Math.min(best, performance.now() - began);
  }
  return best;
}
