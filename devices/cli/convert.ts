import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertTicketDay, type ConversionCounts } from '#devices/conversion/convert.ts';
import type { RowProblem } from '#devices/conversion/ticket-day.ts';
import { readArguments } from './arguments.ts';
import { readText } from './files.ts';
import type { Command, CommandContext, ExitCode, Output } from './output.ts';

const HELP = `Usage: npm run devices -- convert FILE --date YYYY-MM-DD --out DIR [options]

Turns one day of a ticket-day file (tab-separated, one caller per row) into the bytes that a hall's bus, strip and
printer lines would have carried, and the site map that reads them. Writes DIR/<date>.capture, DIR/<date>.site.json and, where
rows are dirty, DIR/<date>.problems.txt with every one of them and its line number.

  --date YYYY-MM-DD   the day to take from the file
  --out DIR           folder for the results, made if missing
  --time-zone ZONE    local time of the file (default Asia/Shanghai)
  --branch ID         branch id in the site map (default replay)

Rows with outcome PHANTOM are left out. Dirty rows that can be read are used; the others are named here too.
`;

export const convert: Command = {
  summary: 'turn a ticket-day file into a capture of real bytes and its site map',
  help: HELP,
  run: async (context) => run(context),
};

function run({ args, output }: CommandContext): ExitCode {
  const call = readArguments(args, ['date', 'out', 'time-zone', 'branch']);
  if (!call.ok || call.files.length !== 1 || call.values.date === undefined || call.values.out === undefined) {
    output.err(call.ok ? `convert needs FILE, --date and --out\n\n${HELP}` : call.message);
    return 2;
  }
  const { date, out } = call.values;
  const text = readText(call.files[0]!);
  if (!text.ok) {
    output.err(text.message);
    return 1;
  }
  const { 'time-zone': timeZone, branch } = call.values;
  const options = { ...(timeZone === undefined ? {} : { timeZone }), ...(branch === undefined ? {} : { branch }) };
  const converted = convertTicketDay(text.value, date, options);
  if (!converted.ok) {
    output.err(`${call.files[0]}: ${converted.message}`);
    return 1;
  }
  mkdirSync(out, { recursive: true });
  const base = join(out, date);
  writeFileSync(`${base}.capture`, converted.capture);
  writeFileSync(`${base}.site.json`, `${JSON.stringify(converted.site, null, 2)}\n`);
  reportProblems(converted.problems, `${base}.problems.txt`, output);
  output.out(summary(converted.counts));
  output.out(`wrote ${base}.capture (${converted.records.length} chunks) and ${base}.site.json`);
  return 0;
}

/** All to the file; to the screen how many of each kind, and every row that was left out. */
function reportProblems(problems: readonly RowProblem[], file: string, output: Output): void {
  if (problems.length === 0) return;
  writeFileSync(file, `${problems.map(describe).join('\n')}\n`);
  const counts = new Map<string, number>();
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  output.out(`dirty rows, see ${file}: ${[...counts].map(([code, count]) => `${count} ${code}`).join(', ')}`);
  for (const problem of problems) if (!problem.used) output.err(describe(problem));
}

function describe({ line, code, used, detail }: RowProblem): string {
  return `line ${line}: ${code}: ${detail}${used ? '' : ' (row left out)'}`;
}

function summary({ rows, phantom, unusable, issued, called, abandoned, counters }: ConversionCounts): string {
  return [
    `${rows} rows: ${issued} tickets issued, ${phantom} phantom, ${unusable} unusable`,
    `${called} called at ${counters} counters, ${abandoned} never called`,
  ].join('\n');
}
