import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { importsOf, judge, LAYERS, readImports, sourcesBelow } from './layers.ts';
import { run } from '../setup/run.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('layers', () => {
  test.each(Object.keys(LAYERS))('%s keeps to the layer table', (folder) => {
    const imports = readImports(root, folder);
    // A checker that read nothing would also find nothing.
    expect(sourcesBelow(root, folder).length).toBeGreaterThan(3);
    expect(imports.length).toBeGreaterThan(3);
    expect(imports.map(judge).filter((violation) => violation !== null)).toEqual([]);
  });

  test('nobody imports test/', () => {
    const imports = Object.keys(LAYERS).flatMap((folder) => readImports(root, folder));
    expect(imports.filter(({ specifier }) => /(^|\/)test\//.test(specifier))).toEqual([]);
  });

  test.each([
    ['rubric/hall/hall.ts', "import { x } from '#devices/message.ts';"],
    ['rubric/hall/hall.ts', "import { readFileSync } from 'node:fs';"],
    ['devices/tap/tap.ts', "import { x } from '#rubric/hall/hall.ts';"],
    ['devices/framing/decoder.ts', "import { SerialPort } from 'serialport';"],
    ['edge-agent/app.ts', "import Database from 'better-sqlite3';"],
    ['edge-agent/app.ts', "import mqtt from 'mqtt';"],
    ['edge-agent/local-api/display.ts', "import { spawn } from 'node:child_process';"],
    ['edge-agent/sessions/session.ts', "const { HIDAsync } = await import('node-hid');"],
    ['edge-agent/app.ts', "import { startServer } from '../server/app.ts';"],
    ['server/ingest/ingest.ts', "import { createReader } from '#devices/framing/reader.ts';"],
    ['server/ingest/ingest.ts', "import Database from 'better-sqlite3';"],
    ['server/scoring/rank.ts', "import { Kysely } from 'kysely';"],
    ['server/auth/sessions.ts', "import fastify from 'fastify';"],
    ['server/dashboard/ranking/page.tsx', "import { hashPassword } from '../../auth/password.ts';"],
    ['server/dashboard/ranking/page.tsx', "import { slugSchema } from '#contract/ids.ts';"],
    ['server/scoring/rank.ts', "import '#design/tokens.css';"],
    ['kiosk/feedback/flow.ts', "import { ratingRequestSchema } from '#contract/local-api.ts';"],
    ['kiosk/feedback/flow.ts', "import { z } from 'zod';"],
    ['broker-config/contract/ids.ts', "import fastify from 'fastify';"],
  ])('%s with %s is refused', (file, source) => {
    const [found] = importsOf(file, source);
    expect(found && judge(found)).toMatchObject({ file });
  });

  test('imports are found in all the forms that are written here', () => {
    const source = [
      "import 'a';",
      "import type { B } from 'b';",
      "import {\n  c,\n  d,\n} from 'c';",
      "export { e } from 'd';",
      "const f = await import('e');",
    ].join('\n');
    expect(importsOf('x.ts', source).map(({ specifier }) => specifier)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});

describe('the linter enforces the budgets', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hallmeter-lint-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function lint(source: string): Promise<{ code: number; output: string }> {
    const file = join(folder, 'planted', 'planted.ts');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, source);
    return run('oxlint', ['-c', join(root, '.oxlintrc.json'), file], { cwd: root });
  }

  test.each([
    ['max-lines', `export const table = [\n${'  1,\n'.repeat(360)}];\n`],
    [
      'max-lines-per-function',
      `export function long(): number {\n  let n = 0;\n${'  n += 1;\n'.repeat(70)}  return n;\n}\n`,
    ],
    [
      'max-params',
      'export function many(a: number, b: number, c: number, d: number, e: number): number {\n  return a + b + c + d + e;\n}\n',
    ],
    [
      'complexity',
      `export function branchy(n: number): number {\n${Array.from({ length: 14 }, (_, i) => `  if (n === ${i}) return ${i * 2};\n`).join('')}  return n;\n}\n`,
    ],
    ['no-default-export', 'const value = 1;\nexport default value;\n'],
    ['no-restricted-globals', 'export function later(action: () => void): void {\n  setTimeout(action, 10);\n}\n'],
  ])('%s goes red on a planted violation', async (rule, source) => {
    const { code, output } = await lint(source);
    expect(output).toContain(rule);
    expect(code).not.toBe(0);
  });

  test('and stays green on clean code', async () => {
    expect(await lint('export function double(n: number): number {\n  return n * 2;\n}\n')).toMatchObject({ code: 0 });
  });
});
