import { expect, test } from 'vitest';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './run.ts';

/** The closing line of a run over one test file with this text. */
async function closingLineOf(text: string): Promise<string> {
  const folder = mkdtempSync(join(ROOT, 'test', 'setup', 'planted-'));
  try {
    writeFileSync(join(folder, 'planted.test.ts'), `import { beforeAll, test } from 'vitest';\n${text}`);
    const { output } = await run('vitest', ['run', folder]);
    return output.trimEnd().split('\n').at(-1) ?? '';
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the last line of a run counts what passed and failed, also a file that could not be set up', async () => {
  const pass = "test('a', () => {}); test('b', () => {});";
  expect(await closingLineOf(pass)).toBe('2 passed, 0 failed');
  expect(await closingLineOf(`${pass} test('c', () => { throw new Error('no'); });`)).toBe('2 passed, 1 failed');
  expect(await closingLineOf(`beforeAll(() => { throw new Error('no'); }); ${pass}`)).toMatch(/^0 passed, 1 failed/);
  expect(await closingLineOf('throw new Error("no");')).toBe('0 passed, 1 failed');
}, 60_000);
