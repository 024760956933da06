import readXlsxFile from 'read-excel-file/node';
import type { Problem } from '#contract/problems.ts';
import { fromCell } from './safe-text.ts';
import { cellProblems, packAgain, unpack } from './unpack.ts';
import type { CellValue } from './write-workbook.ts';

export interface ReadSheet {
  readonly name: string;
  /** As in the file, also empty ones: the first is row 1. */
  readonly rows: readonly (readonly CellValue[])[];
}

export type ReadWorkbook =
  | { readonly ok: true; readonly sheets: readonly ReadSheet[] }
  /** Paths as `items!C5`, or "(root)" for the file. */
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Everything in an XLSX file as values, or everything that keeps it from being read. Dates come as YYYY-MM-DD. */
export async function readWorkbook(bytes: Uint8Array): Promise<ReadWorkbook> {
  const unpacked = unpack(bytes);
  if (!unpacked.ok) return unpacked;
  const problems = cellProblems(unpacked.parts);
  if (problems.length > 0) return { ok: false, problems };
  try {
    const sheets = await readXlsxFile(Buffer.from(packAgain(unpacked.parts)), { trim: false });
    return {
      ok: true,
      sheets: sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(valueOf)) })),
    };
  } catch (error) {
    // The library tells damage of many kinds by exceptions only.
    const reason = error instanceof Error ? error.message.slice(0, 200) : 'unknown';
    return {
      ok: false,
      problems: [{ path: '(root)', expected: `an XLSX file that can be read (${reason})`, zh: '文件无法读取' }],
    };
  }
}

function valueOf(value: unknown): CellValue {
  if (typeof value === 'string') return fromCell(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return value instanceof Date ? value.toISOString().slice(0, 10) : null;
}
