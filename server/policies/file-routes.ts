import { slugSchema } from '#contract/ids.ts';
import type { Problem } from '#contract/problems.ts';
import { readBytes } from '../api/read-bytes.ts';
import { unfitness } from '../api/unfit.ts';
import { refuse, type Answer, type Asked, type Route } from '../api/route.ts';
import { readScorecardWorkbook, scorecardWorkbook } from '../spreadsheets/scorecard-workbook.ts';
import { XLSX_TYPE } from '../spreadsheets/write-workbook.ts';
import type { PolicyKind, PolicyRow } from '../store/policies/tables.ts';
import { beginDraft } from './policies.ts';
import { isObject, parsedBody, type JsonObject } from './policy-json.ts';
import { answerOf, deskOf, isBankWide, NOT_BANK_WIDE, withKind, withVersion, type PolicyParts } from './requests.ts';

/** Policies as files: JSON of both kinds, workbooks of scorecards. */

const FILE_LIMIT = 5_000_000;

export function fileRoutes(parts: PolicyParts): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/api/policies/:kind/:id/:version/file',
      answer: (asked) => withVersion(parts.database.read, asked, (row) => answerFile(row, asked.query['format'])),
    },
    {
      method: 'POST',
      path: '/api/policies/:kind/import',
      takes: 'stream',
      answer: (asked) =>
        withKind(asked, (kind) => (isBankWide(asked) ? answerImport(parts, asked, kind) : NOT_BANK_WIDE)),
    },
  ];
}

/** `?format=xlsx`, or JSON. */
async function answerFile(row: PolicyRow, format = 'json'): Promise<Answer> {
  const name = `${row.id}-${String(row.version)}`;
  if (format === 'json') {
    const text = `${JSON.stringify(parsedBody(row), null, 2)}\n`;
    return { kind: 'file', bytes: Buffer.from(text), mediaType: 'application/json', saveAs: `${name}.json` };
  }
  if (format !== 'xlsx' || row.kind !== 'scorecard') {
    return refuse(400, 'malformed', 'expected ?format=json, of scorecards also ?format=xlsx');
  }
  const bytes = await scorecardWorkbook(parsedBody(row));
  return { kind: 'file', bytes, mediaType: XLSX_TYPE, saveAs: `${name}.xlsx` };
}

/**
 * Makes the file a draft: the next version of its id. A file that cannot be read gives all its problems and changes
 * nothing; one that can be read and is not sound becomes a draft with problems, of which nothing is repaired.
 */
async function answerImport(parts: PolicyParts, asked: Asked, kind: PolicyKind): Promise<Answer> {
  const bytes = await readBytes(asked.request, FILE_LIMIT);
  if (bytes === null) return refuse(413, 'too-large', `A file may have ${String(FILE_LIMIT / 1_000_000)} MB at most.`);
  const read = await readFile(kind, bytes);
  if (!read.ok) return refuse(422, 'unreadable', 'The file cannot be read; see every place named.', read.problems);
  const { json } = read;
  const id = slugSchema.safeParse(json['id']);
  if (!id.success) {
    const problems = [
      { path: 'id', expected: '1–32 characters of a–z, 0–9 and "-"', zh: '小写字母、数字和“-”，1至32个字符' },
    ];
    return refuse(422, 'unreadable', 'The file does not say which scorecard or definition it is.', problems);
  }
  const row = await beginDraft(deskOf(parts, asked), kind, { ...json, id: id.data });
  return answerOf({ ok: true, row });
}

type ReadFile =
  | { readonly ok: true; readonly json: JsonObject }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** By what the file holds, whatever it is called: JSON of an object, or a workbook. */
async function readFile(kind: PolicyKind, bytes: Uint8Array): Promise<ReadFile> {
  const text = new TextDecoder().decode(bytes).trim();
  if (!text.startsWith('{')) {
    if (kind === 'scorecard') return readScorecardWorkbook(bytes);
    return {
      ok: false,
      problems: [
        { path: '(root)', expected: 'a JSON file of a composite definition', zh: '须为综合评分方案的 JSON 文件' },
      ],
    };
  }
  try {
    const json: unknown = JSON.parse(text);
    const problem = unfitness(json);
    if (problem !== null) return { ok: false, problems: [problem] };
    const format = kind === 'scorecard' ? 'scorecard' : 'composite';
    if (isObject(json) && json[format] === 1) return { ok: true, json };
    return {
      ok: false,
      problems: [{ path: format, expected: '1, the version of the file format', zh: '须为 1（文件格式版本）' }],
    };
  } catch (error) {
    return {
      ok: false,
      problems: [{ path: '(root)', expected: `sound JSON (${String(error).slice(0, 200)})`, zh: 'JSON 格式有误' }],
    };
  }
}
