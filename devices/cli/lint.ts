import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatProblems, type Problem } from '#contract/problems.ts';
import { lintProfile, lintSite } from '#devices/lint.ts';
import { readArguments } from './arguments.ts';
import { readText } from './files.ts';
import type { Command, CommandContext, ExitCode } from './output.ts';

const HELP = `Usage: npm run devices -- lint [FILE…]

Checks device profiles and site maps: every problem at once, each with its place and what is expected there. The
vectors of a profile are run through its own reader and encoder, and must exercise every rule and command. Without
FILE all shipped profiles and sites are checked. A file is taken for a site map when it says "site", for a profile
when it says "profile".
`;

export const lint: Command = {
  summary: 'check device profiles and site maps',
  help: HELP,
  run: async (context) => run(context),
};

const FOLDER = join(import.meta.dirname, '..');

function run({ args, output }: CommandContext): ExitCode {
  const call = readArguments(args, []);
  if (!call.ok) {
    output.err(call.message);
    return 2;
  }
  const files = call.files.length > 0 ? call.files : shipped();
  let faulty = 0;
  for (const file of files) {
    const text = readText(file);
    const problems = text.ok ? problemsIn(text.value) : [{ path: '(file)', expected: text.message }];
    if (problems.length === 0) continue;
    faulty++;
    output.err(formatProblems(file, problems));
  }
  output.out(`${files.length} files checked, ${faulty} with problems`);
  return faulty === 0 && files.length > 0 ? 0 : 1;
}

function shipped(): readonly string[] {
  return ['profiles', 'sites'].flatMap((folder) =>
    readdirSync(join(FOLDER, folder))
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .map((name) => join(FOLDER, folder, name)),
  );
}

function problemsIn(text: string): readonly Problem[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return [{ path: '(root)', expected: `JSON: ${(error as Error).message}` }];
  }
  const object = typeof json === 'object' && json !== null ? json : {};
  if ('site' in object) return lintSite(json);
  if ('profile' in object) return lintProfile(json);
  return [{ path: '(root)', expected: 'a site map ("site": 1) or a device profile ("profile": 1)' }];
}
