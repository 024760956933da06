import { afterEach, expect, test } from 'vitest';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { cardFrom, item, plainCard, sheet } from '#rubric/scorecards/test-card.ts';
import type { Sheet } from '#rubric/scorecards/sheet.ts';
import type { AgreementView } from '../inspections/agreement/wire.ts';
import type { Database } from '../store/database.ts';
import { DATABASE_KINDS, makeDatabase, onBothDatabases, type TestDatabase } from './databases.ts';
import { addInspection, openPaperOffice, type PaperOffice } from './paper-office.ts';

const made: TestDatabase[] = [];

afterEach(async () => {
  for (const { remove } of made.splice(0)) await remove();
});

const hall = [{ id: 'hall', title: { zh: '大厅', en: 'Hall' } }];
const card = (id: string, items: readonly object[]): Scorecard =>
  cardFrom({ ...plainCard(), id, kind: 'additive', grades: [], sections: hall, items });
const option = (id: string) => ({ id, title: { zh: '选项', en: id } });
const choices = (...ids: string[]) => ({ answer: { type: 'choice', options: ids.map(option) } });

const GREETING = card('greeting', [item('greets', 'hall', '1')]);
const POINTS = card('points', [item('graded', 'hall', '10', { answer: { type: 'points' } })]);
const WORDS = card('words', [
  item('binary', 'hall', undefined, choices('no', 'yes')),
  item('nominal', 'hall', undefined, choices('a', 'b', 'c', 'd', 'e')),
]);
const TIMED = card('timed', [item('served', 'hall', '1', { answer: { type: 'timer', atMostSeconds: 180 } })]);
const CARDS = [GREETING, POINTS, WORDS, TIMED];

interface Visit {
  readonly card: Scorecard;
  readonly own: Sheet;
  readonly second: Sheet | null;
  readonly branch?: string;
  readonly on?: string;
}

const signed = {
  state: 'signed',
  revision: 2,
  device: 'desk-0001',
  skew_ms: null,
  begun_at: 1,
  saved_at: 2,
  signed_at: 3,
  digest: '',
} as const;

async function addVisits(database: Database, visits: readonly Visit[]): Promise<void> {
  for (const [index, { card: of, own, second, branch = 'east', on = '2026-11-20' }] of visits.entries()) {
    const id = `${of.id}-${String(index).padStart(3, '0')}`;
    await addInspection(database, of, { branch, id, mode: 'digital', state: 'signed', visited_on: on, result: '{}' });
    const key = { branch, inspection: id, ...signed };
    const rows = [
      { ...key, entry: 'own', account: 'ann', body: JSON.stringify(own), timers: '{"anything":[]}' } as const,
      ...(second === null
        ? []
        : [{ ...key, entry: 'second-scorer', account: 'bo', body: JSON.stringify(second), timers: '{}' } as const]),
    ];
    await database.write((writing) => writing.insertInto('sheet').values(rows).execute());
  }
}

const times = <T>(n: number, value: T): readonly T[] => Array.from({ length: n }, () => value);

/** The textbook table [[20, 5], [10, 15]]: Cohen's κ 0.40. */
const GREETINGS: readonly Visit[] = [
  ...times(20, [true, true] as const),
  ...times(5, [true, false] as const),
  ...times(10, [false, true] as const),
  ...times(15, [false, false] as const),
].map(([own, second]) => ({
  card: GREETING,
  own: sheet(GREETING, { greets: own }),
  second: sheet(GREETING, { greets: second }),
}));

/** Krippendorff (2011): two observers, binary data α 0.095, nominal data α 0.692. */
const MEG = '0100000010';
const OWEN = '1110010000';
const BEN = 'aabbdcccedda';
const GERRY = 'babbbccceddd';
const chosen = (id: string) => ({ type: 'choice', option: id });
const wordsOf = (binary: string | undefined, nominal: string): Sheet =>
  sheet(WORDS, {
    ...(binary === undefined ? {} : { binary: chosen(binary === '1' ? 'yes' : 'no') }),
    nominal: chosen(nominal),
  });
const CHOICES: readonly Visit[] = Array.from(BEN, (nominal, unit) => ({
  card: WORDS,
  own: wordsOf(MEG[unit], nominal),
  second: wordsOf(OWEN[unit], GERRY[unit]!),
}));

/** Raters 1 and 4, then 2 and 3, of Shrout and Fleiss's table; figures by a second program in exact fractions. */
const GRADES: readonly Visit[] = (
  [
    [9, 8],
    [6, 2],
    [8, 8],
    [7, 6],
    [10, 9],
    [6, 7],
    [2, 5],
    [1, 3],
    [4, 6],
    [1, 2],
    [5, 6],
    [2, 4],
  ] as const
).map(([own, second]) => ({
  card: POINTS,
  own: sheet(POINTS, { graded: String(own) }),
  second: sheet(POINTS, { graded: String(second) }),
}));

async function viewOf(office: PaperOffice, period = '2026-Q4'): Promise<AgreementView> {
  return (await office.ask('di', `GET /api/agreement?period=${period}`)).body;
}

async function open(make: () => Promise<TestDatabase>): Promise<PaperOffice> {
  const database = await make();
  made.push(database);
  return openPaperOffice(database.database, CARDS);
}

onBothDatabases('agreement', (make) => {
  test('the published tables, handed in as sheets, give the published figures', async () => {
    const office = await open(make);
    await addVisits(office.database, [...GREETINGS, ...CHOICES, ...GRADES]);
    const { cards, visits, doubleVisits } = await viewOf(office);
    expect([visits, doubleVisits]).toEqual([74, 74]);
    const cell = (id: string, name: string) =>
      cards.find((each) => each.card.id === id)?.cells.find((each) => each.cell === name);
    expect(cell('greeting', 'greets')).toMatchObject({ pairs: 50, agreed: 35, kappa: 4_000, verdict: 'not-scored' });
    expect(cell('words', 'binary')).toMatchObject({ pairs: 10, agreed: 6, alpha: 952, verdict: 'not-scored' });
    expect(cell('words', 'nominal')).toMatchObject({ pairs: 12, agreed: 9, alpha: 6_920, verdict: 'tentative' });
    expect(cell('points', 'graded')).toMatchObject({
      pairs: 12,
      kappa: -313,
      weightedKappa: 7_471,
      alpha: 7_561,
      verdict: 'tentative',
    });
    expect(cards.find((each) => each.card.id === 'points')?.totals).toEqual({ pairs: 12, icc21: 7_631, icc11: 7_642 });
  });

  test('only signed visits of the period and of the viewer’s scope count, and too few pairs say nothing', async () => {
    const office = await open(make);
    const [one] = GREETINGS;
    await addVisits(office.database, [
      { ...one!, on: '2026-09-30' },
      { ...one!, on: '2026-10-01' },
      { ...one!, on: '2026-12-31', second: null },
      { ...one!, on: '2027-01-01' },
      { ...one!, branch: 'harbour' },
    ]);
    await office.database.write((writing) =>
      writing.updateTable('inspection').set({ state: 'returned' }).where('visited_on', '=', '2026-10-01').execute(),
    );
    const view = await viewOf(office);
    expect([view.visits, view.doubleVisits]).toEqual([2, 1]);
    expect(view.cards[0]!.cells[0]).toMatchObject({ pairs: 1, verdict: 'too-few' });
    expect((await viewOf(office, '2026-11')).visits).toBe(1);
    expect((await office.ask('fay', 'GET /api/agreement?period=2026-Q3')).body).toMatchObject({ visits: 1 });
    for (const who of ['ann', 'cy', 'guo'] as const) {
      expect((await office.ask(who, 'GET /api/agreement?period=2026-Q4')).status).toBe(403);
    }
  });

  test.each(['', '2026-Q5', '2026-13', "2026-Q4'--"])('"%s" is no period', async (period) => {
    const office = await open(make);
    const reply = await office.ask('di', `GET /api/agreement?period=${encodeURIComponent(period)}`);
    expect(reply).toMatchObject({ status: 400, body: { error: { code: 'malformed' } } });
  });

  test('paper typed in twice shows how often the two differ, by item and by who typed, and whether times look invented', async () => {
    const office = await open(make);
    for (let visit = 0; visit < 60; visit += 1) {
      const id = `timed-${String(visit).padStart(2, '0')}`;
      await addInspection(office.database, TIMED, { id });
      const path = `/api/branches/east/inspections/${id}/entries`;
      // Whole half minutes, typed otherwise once in six times by the second.
      for (const [who, entry] of [
        ['ann', 'first-entry'],
        ['bo', 'second-entry'],
      ] as const) {
        await office.ask(who, `POST ${path}`, { device: 'desk-0001' });
        const ms = (30 * (1 + (visit % 4)) + (who === 'bo' && visit % 6 === 0 ? 1 : 0)) * 1_000;
        const draft = { revision: 1, sheet: sheet(TIMED, { served: { type: 'timer', ms } }), visitedOn: '2026-11-20' };
        await office.ask(who, `PUT ${path}/${entry}`, draft);
        await office.ask(who, `POST ${path}/${entry}/sign`, { revision: 2 });
      }
      await office.ask('di', `POST ${path.replace('entries', 'settlement')}`, {
        decisions: [{ cell: 'served', take: 'first' }],
      });
    }
    const { typing, typedTimes } = await viewOf(office);
    expect(typing).toMatchObject({
      papers: 60,
      all: { cells: 120, differing: 10 },
      items: [{ card: 'timed', item: 'served', cells: 60, differing: 10, low: 931, high: 2_803 }],
      people: [{ people: ['ANN', 'BO'], cells: 120, differing: 10 }],
    });
    expect(typedTimes).toMatchObject({ n: 60, digits: { counts: [60, 0, 0, 0, 0, 0, 0, 0, 0, 0] } });
    expect(typedTimes.digits!.p).toBeLessThan(1e-9);
  });
});

test('both databases give the same bytes', async () => {
  const texts: string[] = [];
  for (const kind of DATABASE_KINDS) {
    const office = await open(() => makeDatabase(kind));
    await addVisits(office.database, [...GREETINGS, ...CHOICES, ...GRADES]);
    texts.push(JSON.stringify(await viewOf(office)));
  }
  expect(texts[0]).toBe(texts[1]);
  expect(texts[0]).toContain('"kappa":4000');
});
