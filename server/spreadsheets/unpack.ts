import { unzipSync, zipSync, type Unzipped, type UnzipFileInfo } from 'fflate';
import type { Problem } from '#contract/problems.ts';
import { columnIndex } from './addresses.ts';

/** From a file that says it is XLSX to its parts, within limits: nothing is inflated before its size is known. */

const FILE_LIMIT = 5_000_000;
const INFLATED_LIMIT = 40_000_000;
const [FILE_MB, INFLATED_MB] = [FILE_LIMIT, INFLATED_LIMIT].map((bytes) => String(bytes / 1_000_000));
const PARTS_LIMIT = 500;
const ROWS_LIMIT = 5_000;
const COLUMNS_LIMIT = 100;

export type Unpacked =
  | { readonly ok: true; readonly parts: Readonly<Unzipped> }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export function unpack(bytes: Uint8Array): Unpacked {
  const wrong = wrongKind(bytes);
  if (wrong !== null) return refused(wrong);
  let size = 0;
  let count = 0;
  const filter = ({ name, originalSize }: UnzipFileInfo): boolean => {
    size += originalSize;
    count += 1;
    if (size > INFLATED_LIMIT || count > PARTS_LIMIT) throw new RangeError('too large');
    return name.endsWith('.xml') || name.endsWith('.rels');
  };
  try {
    const parts = unzipSync(bytes, { filter });
    return 'xl/workbook.xml' in parts
      ? { ok: true, parts }
      : refused(['an XLSX workbook; this is another kind of archive', '须为 XLSX 工作簿；这是其他压缩文件']);
  } catch (error) {
    return refused(
      error instanceof RangeError && error.message === 'too large'
        ? [`a workbook of at most ${INFLATED_MB} MB when unpacked`, `解压后不得超过 ${INFLATED_MB} MB`]
        : ['a complete XLSX file; this one is damaged', '文件已损坏'],
    );
  }
}

/** By what the file holds, whatever it is called. */
function wrongKind(bytes: Uint8Array): Said | null {
  if (bytes.length > FILE_LIMIT) return [`a file of at most ${FILE_MB} MB`, `文件不得超过 ${FILE_MB} MB`];
  const starts = (...magic: readonly number[]): boolean => magic.every((byte, index) => bytes[index] === byte);
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) {
    return ['an XLSX file without a password; old XLS files cannot be read', '不能读取加密文件或旧版 XLS 文件'];
  }
  return starts(0x50, 0x4b, 0x03, 0x04) ? null : ['an XLSX file', '须为 XLSX 文件'];
}

/** English and Chinese. */
type Said = readonly [string, string];

function refused([expected, zh]: Said): Unpacked {
  return { ok: false, problems: [{ path: '(root)', expected, zh }] };
}

/** The same parts as a file again, whose sizes are now known to be true. */
export function packAgain(parts: Readonly<Unzipped>): Uint8Array {
  return zipSync(parts, { level: 0 });
}

/** Formulas, errors and cells far outside, which must not be read as values; by sheet and address. */
export function cellProblems(parts: Readonly<Unzipped>): readonly Problem[] {
  return sheetFiles(parts).flatMap(({ name, file }) =>
    scan(text(parts[file])).map((problem) => ({ ...problem, path: `${name}!${problem.path}` })),
  );
}

const TAG = /<(?:\w+:)?(c|f)\b([^>]*)>/g;

function scan(xml: string): readonly Problem[] {
  const problems: Problem[] = [];
  let address = '(root)';
  for (const [, tag, attributes = ''] of xml.matchAll(TAG)) {
    if (tag === 'f') {
      problems.push({ path: address, expected: 'a value, not a formula', zh: '须为数值或文字，不能是公式' });
      continue;
    }
    address = attribute(attributes, 'r') ?? address;
    if (attribute(attributes, 't') === 'e')
      problems.push({ path: address, expected: 'a value, not an error', zh: '单元格有错误值' });
    if (isFarOutside(address)) {
      const limits = `a cell within ${String(ROWS_LIMIT)} rows and ${String(COLUMNS_LIMIT)} columns`;
      const zh = `须在 ${String(ROWS_LIMIT)} 行、${String(COLUMNS_LIMIT)} 列以内`;
      return [...problems, { path: address, expected: limits, zh }];
    }
  }
  return problems;
}

function isFarOutside(address: string): boolean {
  const [, letters = '', row = '0'] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
  return Number(row) > ROWS_LIMIT || columnIndex(letters) >= COLUMNS_LIMIT;
}

/** Sheets as people know them, with the part that holds each. */
function sheetFiles(parts: Readonly<Unzipped>): readonly { readonly name: string; readonly file: string }[] {
  const relations = new Map(
    tags(text(parts['xl/_rels/workbook.xml.rels']), 'Relationship').map((each) => [
      attribute(each, 'Id'),
      attribute(each, 'Target'),
    ]),
  );
  const names = new Map(
    tags(text(parts['xl/workbook.xml']), 'sheet').map((each) => {
      const target = relations.get(attribute(each, 'r:id')) ?? '';
      return [target.startsWith('/') ? target.slice(1) : `xl/${target}`, attribute(each, 'name') ?? ''];
    }),
  );
  // Whatever the workbook says, every part with cells is looked at.
  return Object.keys(parts)
    .filter(
      (file) => file.startsWith('xl/') && file.endsWith('.xml') && /<(?:\w+:)?sheetData\b/.test(text(parts[file])),
    )
    .map((file) => ({ file, name: names.get(file) ?? file }));
}

function tags(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\b([^>]*)>`, 'g'))].map(([, attributes = '']) => attributes);
}

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1];
}

function text(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : new TextDecoder().decode(bytes);
}
