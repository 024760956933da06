import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { formatProblems } from '#contract/problems.ts';
import { parseSite, type Site } from '#devices/sites/site.ts';
import { estimateAccuracy } from '#rubric/metrics/estimates.ts';
import { evaluate } from '#rubric/prediction/evaluate.ts';
import { isWithin, parseRange, splitDays, type DayRange } from './estimates/report-days.ts';
import { InputError, readReportInput, type ReportInput } from './estimates/report-input.ts';
import { describeReport, type EstimatesReport } from './estimates/report-text.ts';
import { JournalError } from './journal/journal-error.ts';
import { messageOf } from './links/link.ts';

/** `npm run -s estimates -- FILE…` */

const HELP = `Usage: npm run -s estimates -- FILE… [--site SITE] [--learn FROM..TO] [--test FROM..TO] [--types A,B] [--json]
       npm run -s estimates -- --journal FILE …

How good the wait estimates are: learns from some recorded days, judges on others, beside the simple methods.
  FILE            a journal, a ticket-day file (TSV), or captures; the kind is recognised
  --journal FILE  the same as FILE
  --site SITE     site map of the hall: needed for captures; says which counters take which service
  --learn, --test days, as 2026-11-02..2026-11-15; default: the first half is learned from, the rest judged
  --types A,B     services to judge; everything is learned from all the same
  --json          the figures as one JSON object, in ms
`;

class UsageError extends Error {}

interface Plan {
  readonly files: readonly string[];
  readonly site: Site | null;
  readonly learn: DayRange | null;
  readonly test: DayRange | null;
  readonly services: readonly string[] | null;
  readonly json: boolean;
}

/** Null when only help was asked for. */
function readPlan(): Plan | null {
  const { values, positionals } = parseOptions();
  if (values.help === true) return null;
  const files = [...positionals, ...(values.journal ?? [])];
  if (files.length === 0) throw new UsageError(HELP);
  const services = values.types?.split(',').map((name) => name.trim().toLowerCase());
  if (services?.some((name) => name === '') === true) throw new UsageError('--types needs services, as A,B.');
  return {
    files,
    site: values.site === undefined ? null : readSite(values.site),
    learn: rangeOption('--learn', values.learn),
    test: rangeOption('--test', values.test),
    services: services ?? null,
    json: values.json === true,
  };
}

function parseOptions() {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const journal = { type: 'string', multiple: true } as const;
  try {
    return parseArgs({
      allowPositionals: true,
      options: { journal, site: text, learn: text, test: text, types: text, json: flag, help: flag },
    });
  } catch (error) {
    throw new UsageError(`${messageOf(error)}\n\n${HELP}`, { cause: error });
  }
}

function rangeOption(name: string, text: string | undefined): DayRange | null {
  if (text === undefined) return null;
  const range = parseRange(text);
  if (range === null) throw new UsageError(`${name} "${text}" is not FROM..TO with dates as YYYY-MM-DD.`);
  return range;
}

function readSite(file: string): Site {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file}: ${messageOf(error)}`, { cause: error });
  }
  const parsed = parseSite(value);
  if (!parsed.ok) throw new UsageError(formatProblems(file, parsed.problems));
  return parsed.site;
}

function reportOf({ samples, visits, remarks }: ReportInput, plan: Plan): EstimatesReport {
  const split = splitDays(samples, plan);
  if (!split.ok) throw new InputError(split.problem);
  const { learn, test } = split;
  const { services } = plan;
  const evaluation = evaluate({
    training: samples.filter(({ date }) => isWithin(learn, date)),
    test: samples.filter(({ date }) => isWithin(test, date)),
    ...(services === null ? {} : { services }),
  });
  if (evaluation === null) {
    const known = [...new Set(samples.map(({ service }) => service))].toSorted().join(', ');
    throw new InputError(`No such ticket had to queue, to learn from or to be judged. Services on record: ${known}.`);
  }
  const concerned = visits.filter(({ date, service }) => isWithin(test, date) && (services?.includes(service) ?? true));
  const told = estimateAccuracy(concerned);
  return { learn, test, services, evaluation, told: told.shown + told.abstained === 0 ? null : told, remarks };
}

async function main(): Promise<void> {
  const plan = readPlan();
  if (plan === null) {
    console.log(HELP);
    return;
  }
  const report = reportOf(await readReportInput(plan.files, plan.site), plan);
  console.log(plan.json ? JSON.stringify(report, null, 2) : describeReport(report));
}

/** What a person can act on; anything else is a fault and keeps its stack. */
function explain(error: unknown): string | null {
  if (error instanceof JournalError && error.code === 'in-use') {
    return `${error.what} (${error.where}). Stop the agent, or give a copy that was made while it was stopped.`;
  }
  const isExpected = error instanceof UsageError || error instanceof InputError || error instanceof JournalError;
  return isExpected ? error.message : null;
}

try {
  await main();
} catch (error) {
  const text = explain(error);
  if (text === null) throw error;
  console.error(text);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
