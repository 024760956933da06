import { read, utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { columnIndex, columnName } from './addresses.ts';
import { readWorkbook } from './read-workbook.ts';
import { fromCell, toCell } from './safe-text.ts';
import { writeWorkbook, type CellValue } from './write-workbook.ts';

const written = (rows: readonly (readonly CellValue[])[]) =>
  writeWorkbook([{ name: 'items', rows: [['head'], ...rows] }]);

async function cellsOf(bytes: Uint8Array): Promise<readonly (readonly CellValue[])[]> {
  const book = await readWorkbook(bytes);
  if (!book.ok) throw new Error(JSON.stringify(book.problems));
  return book.sheets[0]!.rows.slice(1);
}

async function problemsOf(bytes: Uint8Array): Promise<readonly string[]> {
  const book = await readWorkbook(bytes);
  return book.ok ? [] : book.problems.map(({ path, expected }) => `${path}: ${expected}`);
}

/** As other programs would write it. */
function foreign(rows: unknown[][], change: (sheet: Record<string, unknown>) => void = () => {}): Buffer {
  const sheet = utils.aoa_to_sheet(rows);
  change(sheet);
  return write({ SheetNames: ['items'], Sheets: { items: sheet } }, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

describe('text in cells', () => {
  test.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', "'x", "'=x"])('%j is neutralised and comes back', (text) => {
    expect(toCell(text)).toBe(`'${text}`);
    expect(fromCell(toCell(text))).toBe(text);
  });

  test('ordinary text is left alone', () => {
    for (const text of ['清洁', '0.5', 'a=b', ' =1']) expect(fromCell(toCell(text))).toBe(text);
    expect(fromCell("'quoted'")).toBe("'quoted'");
  });

  // Control characters do not: XML has no place for them.
  test('any text survives a file, as do numbers and ticks', async () => {
    const text = fc.stringMatching(/^[\n\u0020-\u007e\u00a0-\ud7ff]{1,40}$/).filter((each) => each.trim() !== '');
    // A cell knows one zero.
    const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => (each === 0 ? 0 : each));
    const row = fc.array(fc.oneof(text, number, fc.boolean()), { minLength: 3, maxLength: 3 });
    const rows = fc.array(row, { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(rows, async (cells) => {
        expect(await cellsOf(await written(cells))).toEqual(cells);
      }),
      { numRuns: 60 },
    );
  });

  test('words that every object knows are text like any other', async () => {
    const words = [
      ['constructor', 'toString', '__proto__'],
      ["'valueOf", 'hasOwnProperty', 'plain'],
    ];
    expect(await cellsOf(await written(words))).toEqual(words);
  });

  test('no cell of a written file is a formula, by another program', async () => {
    const bytes = await written([['=HYPERLINK("http://x")', '+1', '@SUM(A1)', '<b>&"']]);
    const sheet = read(bytes, { cellFormula: true }).Sheets['items']!;
    expect(sheet['A2']).toMatchObject({ t: 's', v: '\'=HYPERLINK("http://x")' });
    expect(Object.values(sheet).filter((cell) => (cell as { f?: string }).f !== undefined)).toEqual([]);
    expect(sheet['D2']).toMatchObject({ v: '<b>&"' });
  });
});

describe('files of other programs', () => {
  test('values, gaps and dates are read where they stand', async () => {
    const bytes = foreign([['head'], [], ['a', null, 0.5], [true, new Date(Date.UTC(2026, 0, 31))]]);
    expect(await cellsOf(bytes)).toEqual([
      [null, null, null],
      ['a', null, 0.5],
      [true, '2026-01-31', null],
    ]);
  });

  test('formulas and errors are named by their address, all at once', async () => {
    const bytes = foreign([['head'], [1, 2]], (sheet) => {
      sheet['B2'] = { t: 'n', v: 3, f: 'A2*3' };
      sheet['A3'] = { t: 'e', v: 7 };
      sheet['!ref'] = 'A1:B3';
    });
    expect(await problemsOf(bytes)).toEqual(['items!B2: a value, not a formula', 'items!A3: a value, not an error']);
  });

  test('a cell far outside is refused', async () => {
    const bytes = foreign([['head']], (sheet) => {
      sheet['A1048576'] = { t: 's', v: 'x' };
      sheet['!ref'] = 'A1:A1048576';
    });
    expect(await problemsOf(bytes)).toEqual(['items!A1048576: a cell within 5000 rows and 100 columns']);
  });
});

describe('what is no workbook', () => {
  test('other files are told by what they hold', async () => {
    expect(await problemsOf(Buffer.from('a,b\n1,2'))).toEqual(['(root): an XLSX file']);
    expect(await problemsOf(new Uint8Array())).toEqual(['(root): an XLSX file']);
    expect(await problemsOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).toEqual([
      '(root): an XLSX file without a password; old XLS files cannot be read',
    ]);
    const archive = zipSync({ 'word/document.xml': Buffer.from('<x/>') });
    expect(await problemsOf(archive)).toEqual(['(root): an XLSX workbook; this is another kind of archive']);
  });

  test('a file cut short is damaged, not an error of ours', async () => {
    const bytes = await written([['a']]);
    for (const share of [0.3, 0.6, 0.9]) {
      expect(await problemsOf(bytes.subarray(0, Math.floor(bytes.length * share)))).toEqual([
        '(root): a complete XLSX file; this one is damaged',
      ]);
    }
  });

  test('workbooks whose parts are missing or wrong are refused', async () => {
    const parts = unzipSync(await written([['a']]));
    const sheet = Object.keys(parts).find((name) => name.includes('worksheets/'))!;
    const { [sheet]: _gone, ...others } = parts;
    expect(await problemsOf(zipSync(others))).toHaveLength(1);
    expect(await problemsOf(zipSync({ ...parts, [sheet]: Buffer.from('<worksheet><sheetData><row') }))).toHaveLength(1);
  });

  test('a file that inflates to far more than it is, is not inflated', async () => {
    const parts = unzipSync(await written([['a']]));
    const bomb = zipSync({ ...parts, 'xl/worksheets/sheet9.xml': new Uint8Array(60_000_000) });
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await problemsOf(bomb)).toEqual(['(root): a workbook of at most 40 MB when unpacked']);
  });

  test('a file that lies about its sizes is read no further than it says', async () => {
    const parts = unzipSync(await written([['a']]));
    const bomb = Buffer.from(zipSync({ ...parts, 'xl/zzz.xml': new Uint8Array(60_000_000) }));
    const real = Buffer.alloc(4);
    real.writeUInt32LE(60_000_000);
    const told = Buffer.alloc(4);
    told.writeUInt32LE(10);
    for (let at = bomb.indexOf(real); at !== -1; at = bomb.indexOf(real, at + 1)) told.copy(bomb, at);
    const before = process.memoryUsage().arrayBuffers;
    await readWorkbook(bomb);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });

  test('a file beyond the limit is refused unread', async () => {
    expect(await problemsOf(new Uint8Array(5_000_001))).toEqual(['(root): a file of at most 5 MB']);
  });
});

test('columns are named as in the program', () => {
  expect([0, 25, 26, 27, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA']);
  for (const index of [0, 25, 26, 701, 16_383]) expect(columnIndex(columnName(index))).toBe(index);
});
