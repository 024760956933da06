import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { SHIPPED_SCORECARDS } from '#rubric/scorecards/shipped.ts';
import { plainCard } from '#rubric/scorecards/test-card.ts';
import { temporaryFolder } from './office.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

function check(...files: readonly string[]): { status: number | null; out: string; errors: string } {
  const run = spawnSync(process.execPath, ['server/scorecards-main.ts', ...files], { encoding: 'utf8' });
  return { status: run.status, out: run.stdout, errors: run.stderr };
}

function file(name: string, content: unknown): string {
  const path = join(folder.path, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test('what comes with the product is sound: every scorecard, and the composite definition', () => {
  const count = SHIPPED_SCORECARDS.length + 1;
  expect(check()).toEqual({ status: 0, out: `${count} of ${count} sound\n`, errors: '' });
});

test('files that are not sound are named with place and expectation, all of them, and end it with 1', () => {
  const good = file('good.json', plainCard());
  const card = file('card.json', { ...plainCard(), points: '99', kind: 'poem' });
  const weights = file('weights.json', { composite: 1 });
  const broken = file('broken.json', '{');
  const { status, out, errors } = check(good, card, weights, broken, join(folder.path, 'none.json'));
  expect(status).toBe(1);
  expect(out).toBe('1 of 5 sound\n');
  expect(errors).toMatch(/card\.json: 1 problem\(s\)\n {2}kind: /);
  expect(errors).toMatch(/weights\.json: \d+ problem\(s\)\n {2}id: /);
  expect(errors).toContain('broken.json: ');
  expect(errors).toContain('none.json: ENOENT');
});
