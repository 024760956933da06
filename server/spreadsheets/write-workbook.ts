import writeXlsxFile, { type Cell, type Sheet } from 'write-excel-file/node';
import { toCell } from './safe-text.ts';

/** What stands in a cell; null = empty. */
export type CellValue = string | number | boolean | null;

export interface SheetOfCells {
  /** At most 31 characters, without []:*?/\ */
  readonly name: string;
  /** The first row is the head. */
  readonly rows: readonly (readonly CellValue[])[];
  /** Of columns, in characters. */
  readonly widths?: readonly number[];
}

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An XLSX file. Text stays text: nothing in it can become a formula, and points keep their decimals. */
export async function writeWorkbook(sheets: readonly SheetOfCells[]): Promise<Buffer> {
  const written = sheets.map(({ name, rows, widths = [] }): Sheet<Buffer> => ({
    sheet: name,
    data: rows.map((row, index) => row.map((value) => cellOf(value, index === 0))),
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  }));
  return writeXlsxFile(written).toBuffer();
}

function cellOf(value: CellValue, isHead: boolean): Cell {
  if (value === null || value === '') return null;
  const style = isHead ? ({ fontWeight: 'bold', backgroundColor: '#E4EEF9' } as const) : {};
  if (typeof value === 'number') return { ...style, value, type: Number };
  if (typeof value === 'boolean') return { ...style, value, type: Boolean };
  return { ...style, value: toCell(value), type: String, wrap: true, alignVertical: 'top' };
}
