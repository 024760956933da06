import { readFileSync } from 'node:fs';
import { formatProblems } from '#contract/problems.ts';
import { DEFAULT_COMPOSITE } from '#rubric/composite/default-composite.ts';
import { SHIPPED_SCORECARDS } from '#rubric/scorecards/shipped.ts';
import { isObject, lintPolicy } from './policies/policy-json.ts';

/**
 * `node server/scorecards-main.ts [FILE …]`: checks scorecards and composite definitions in JSON files, without files
 * those that come with the product. Ends with 1 when one is not sound, and says which, where, and what was expected.
 */
function main(files: readonly string[]): void {
  const given = files.length > 0 ? files.map((file) => [file, readJson(file)] as const) : shipped();
  const sound = given.filter(([name, read]) => isSound(name, read, files.length > 0));
  process.stdout.write(`${String(sound.length)} of ${String(given.length)} sound\n`);
  if (sound.length < given.length) process.exitCode = 1;
}

type Read = { readonly json: unknown } | { readonly reason: string };

function shipped(): readonly (readonly [string, Read])[] {
  return [...SHIPPED_SCORECARDS, DEFAULT_COMPOSITE].map((json) => [
    isObject(json) ? String(json['id']) : '?',
    { json },
  ]);
}

function readJson(file: string): Read {
  try {
    return { json: JSON.parse(readFileSync(file, 'utf8')) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

function isSound(name: string, read: Read, showWarnings: boolean): boolean {
  if ('reason' in read) {
    process.stderr.write(`${name}: ${read.reason}\n`);
    return false;
  }
  const { json } = read;
  const { errors, warnings } = lintPolicy(isObject(json) && 'composite' in json ? 'composite' : 'scorecard', json);
  if (showWarnings && warnings.length > 0)
    process.stdout.write(`${formatProblems(`${name}, to be looked at`, warnings)}\n`);
  if (errors.length > 0) process.stderr.write(`${formatProblems(name, errors)}\n`);
  return errors.length === 0;
}

main(process.argv.slice(2));
