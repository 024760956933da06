import { read, utils, write, type WorkBook } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { lintScorecard, readScorecard } from '#rubric/scorecards/lint.ts';
import { SHIPPED_SCORECARDS } from '#rubric/scorecards/shipped.ts';
import { item, plainCard } from '#rubric/scorecards/test-card.ts';
import { readScorecardWorkbook, scorecardWorkbook } from './scorecard-workbook.ts';

type Json = Readonly<Record<string, unknown>>;

async function roundTrip(card: Json): Promise<unknown> {
  const back = await readScorecardWorkbook(await scorecardWorkbook(card));
  if (!back.ok) throw new Error(JSON.stringify(back.problems));
  return back.json;
}

/** A workbook as somebody with another program leaves it. */
async function edited(card: Json, edit: (book: WorkBook) => void): Promise<Buffer> {
  const book = read(await scorecardWorkbook(card));
  edit(book);
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

async function problemsOf(bytes: Uint8Array): Promise<readonly string[]> {
  const back = await readScorecardWorkbook(bytes);
  return back.ok ? [] : back.problems.map(({ path, expected }) => `${path}: ${expected}`);
}

const everything = {
  ...plainCard(),
  effective: { from: '2026-01-01', to: '2026-12-31' },
  bonusCap: '0.5',
  responsibleRequired: true,
  roles: [{ id: 'guard', title: { zh: '保安', en: 'Guard' } }],
  source: { zh: '=1+1 是文字', en: '@home, "quoted"\nsecond line <b>' },
  items: [
    ...plainCard().items,
    item('kind', 'seats', '0.125', {
      bonus: true,
      answer: {
        type: 'choice',
        options: [
          { id: 'a', title: { zh: '好', en: 'Good' }, points: '0.125' },
          { id: 'b', title: { zh: '差', en: "'Bad" }, points: '0' },
        ],
      },
    }),
    item('timer', 'seats', undefined, {
      answer: { type: 'timer', atMostSeconds: 180 },
      veto: { capsAt: 'bad' },
      allowNotApplicable: false,
      evidenceOnFail: true,
      responsibleRole: 'guard',
      criterion: { zh: '三分钟内', en: 'Within three minutes' },
      finding: { zh: '超时', en: 'Too late' },
      diversion: true,
      penaltyAmount: '+50',
    }),
    item('count', 'seats', undefined, { answer: { type: 'count', atLeast: 6 }, penaltyAmount: 50 }),
    item('steps', 'seats', undefined, { answer: { type: 'points', step: '0.5' }, roles: ['guard'] }),
  ],
};

describe('there and back', () => {
  test.each(SHIPPED_SCORECARDS.map((card) => [(card as { id: string }).id, card as Json]))('%s', async (_, card) => {
    const before = readScorecard(card);
    const back = readScorecard(await roundTrip(card));
    expect(back).toEqual(before);
    expect(back.ok).toBe(true);
  });

  test('a card with every field, and text that looks like formulas', async () => {
    expect(await roundTrip(everything)).toEqual(everything);
  });

  test('an approved card keeps who approved it', async () => {
    const approval = { approver: '王敏', on: '2026-01-01' };
    expect(await roundTrip({ ...everything, approval })).toMatchObject({ approval });
  });

  test('a draft with problems keeps them', async () => {
    const unnamed = { ...plainCard(), title: { zh: '', en: 'No Chinese' } };
    const wrongSum = { ...plainCard(), points: '99' };
    const errors = async (draft: Json) => lintScorecard(await roundTrip(draft)).errors.map(({ path }) => path);
    expect(await errors(unnamed)).toEqual(['title.zh']);
    expect(await errors(wrongSum)).toEqual(['points']);
  });
});

describe('with another program', () => {
  test('the file opens, and points are text', async () => {
    const book = read(await scorecardWorkbook(everything));
    expect(book.SheetNames).toEqual(['card', 'sections', 'items', 'options', 'roles', 'grades']);
    const rows = utils.sheet_to_json<Record<string, string>>(book.Sheets['items']!);
    expect(rows[0]).toMatchObject({ '编号 id': 'clean', '分值 points': '4' });
    expect(rows[4]).toMatchObject({ '分值 points': '0.125', '加分项 bonus': '是 yes' });
  });

  test('what is saved there is read: numbers for points, other words for yes, other order of columns', async () => {
    const bytes = await edited(everything, (book) => {
      const rows = utils.sheet_to_json<unknown[]>(book.Sheets['items']!, { header: 1 });
      const turned = rows.map((row) => Array.from({ length: 21 }, (_unused, index) => row[20 - index] ?? null));
      const head = turned[0]!.map(String);
      turned[1]![head.indexOf('分值 points')] = 0.1 + 0.2 - 0.2 + 3.9;
      turned[5]![head.indexOf('加分项 bonus')] = true;
      turned[6]![head.indexOf('可选不适用 allowNotApplicable')] = 'N';
      book.Sheets['items'] = utils.aoa_to_sheet(turned);
    });
    const back = await readScorecardWorkbook(bytes);
    expect(back).toMatchObject({ ok: true });
    expect(back.ok && back.json).toEqual(everything);
  });

  test('every cell that cannot be read is named, all at once', async () => {
    const bytes = await edited(everything, (book) => {
      const items = book.Sheets['items']!;
      items['A1'] = { t: 's', v: '编号 number' };
      items['K7'] = { t: 's', v: 'six' };
      items['P3'] = { t: 's', v: 'maybe' };
      items['V2'] = { t: 's', v: 'lost' };
      items['!ref'] = 'A1:V9';
      book.Sheets['card']!['B4'] = { t: 's', v: '一' };
      book.Sheets['card']!['A8'] = { t: 's', v: '名称' };
      book.Sheets['options']!['A3'] = { t: 's', v: 'nobody' };
    });
    const problems = await problemsOf(bytes);
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'card!A8',
      'card!B4',
      'items!A1',
      'items!V2',
      'items!P3',
      'items!K7',
      'options!A2',
      'options!A3',
    ]);
  });

  test('a formula is refused even where its value would do', async () => {
    const bytes = await edited(everything, (book) => {
      book.Sheets['items']!['M2'] = { t: 'n', v: 4, f: '2+2' };
    });
    expect(await problemsOf(bytes)).toEqual(['items!M2: a value, not a formula']);
  });

  test('a total that its items do not add up to is told and stays as it is', async () => {
    const bytes = await edited(plainCard(), (book) => {
      book.Sheets['sections']!['E2'] = { t: 's', v: '12' };
    });
    const back = await readScorecardWorkbook(bytes);
    expect(back.ok && back.json['sections']).toMatchObject([{ points: '12' }, {}]);
    expect(lintScorecard(back.ok && back.json).errors).toMatchObject([
      { path: 'sections.0.points', expected: '10, to which the parts add up' },
    ]);
  });

  test('sheets that are missing or have a slip in their name are told', async () => {
    const bytes = await edited(plainCard(), (book) => {
      book.SheetNames[2] = 'Items';
      book.Sheets['Items'] = book.Sheets['items']!;
    });
    expect(await problemsOf(bytes)).toEqual([
      'items: a sheet of this name, with its head',
      'Items: one of card, sections, items, options, roles, grades',
    ]);
  });
});
