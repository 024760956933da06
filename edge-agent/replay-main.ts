import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { realClock } from '#contract/clock.ts';
import { formatProblems } from '#contract/problems.ts';
import { parseCapture, type CaptureRecord } from '#devices/capture/capture.ts';
import { parseSite, type Site } from '#devices/sites/site.ts';
import { loadAgentConfig, type AgentConfig } from './config.ts';
import { createPseudonym, loadPseudonymKey } from './hall/pseudonym.ts';
import { createAgentLog } from './health/agent-log.ts';
import { openJournal } from './journal/open-journal.ts';
import { messageOf } from './links/link.ts';
import { createReplaySender } from './replay-sender.ts';
import { replayCapture, type ReplaySummary } from './replay.ts';

const HELP = `Usage: npm run replay -- CAPTURE --site SITE [--journal FILE]
       npm run replay -- CAPTURE --config branch.json [--site SITE]

Runs the bytes of a capture (or a raw byte log) through the whole agent in virtual time and prints what came of it.
  --site SITE      site map of the hall that the capture comes from
  --journal FILE   journal to append to; default: CAPTURE.journal.sqlite
  --config FILE    configuration of the branch: its journal is used, and everything is sent to its head office
  --drain-s N      how long to wait for head office to acknowledge everything (default 120)
`;

class UsageError extends Error {}

interface Plan {
  readonly records: readonly CaptureRecord[];
  readonly site: Site;
  readonly journalFile: string;
  readonly keyFile: string;
  readonly headOffice: AgentConfig['headOffice'];
  readonly drainMs: number;
}

function readPlan(): Plan {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      site: text,
      journal: text,
      config: text,
      'drain-s': { ...text, default: '120' },
      help: { type: 'boolean' },
    },
  });
  const [capture] = positionals;
  if (values.help === true) throw new UsageError(HELP);
  if (capture === undefined || positionals.length > 1) throw new UsageError(HELP);
  const config = values.config === undefined ? null : readConfig(values.config);
  const records = readCapture(capture);
  const drainMs = Number(values['drain-s']) * 1_000;
  const site = values.site === undefined ? null : readSite(values.site);
  if (config !== null) {
    const { dataDir, pseudonymKeyFile: keyFile, headOffice } = config;
    const journalFile = values.journal ?? join(dataDir, 'journal.sqlite');
    return { records, site: site ?? config.site, journalFile, keyFile, headOffice, drainMs };
  }
  if (site === null) throw new UsageError(`Which hall? Give --site or --config.\n\n${HELP}`);
  const journalFile = values.journal ?? `${capture}.journal.sqlite`;
  return { records, site, journalFile, keyFile: `${capture}.pseudonym.key`, headOffice: null, drainMs };
}

function readConfig(file: string): AgentConfig {
  const loaded = loadAgentConfig(file);
  if (!loaded.ok) throw new UsageError(formatProblems(file, loaded.problems));
  return loaded.config;
}

function readSite(file: string): Site {
  const parsed = parseSite(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.ok) throw new UsageError(formatProblems(file, parsed.problems));
  return parsed.site;
}

/** Damaged lines are named and left out: the rest is still worth replaying. */
function readCapture(file: string): readonly CaptureRecord[] {
  const { records, problems } = parseCapture(readFileSync(file, 'utf8'));
  for (const { line, problem } of problems.slice(0, 20)) console.error(`${file}:${line}: ${problem}`);
  if (problems.length > 20) console.error(`… and ${problems.length - 20} more lines`);
  if (records.length === 0) throw new UsageError(`${file} holds no record that could be replayed.`);
  return records;
}

async function run(plan: Plan): Promise<void> {
  const pace = realClock();
  const log = createAgentLog(pino.destination({ dest: 2, sync: true }), pace);
  const key = loadKey(plan);
  if (!existsSync(dirname(plan.journalFile))) mkdirSync(dirname(plan.journalFile));
  const journal = openJournal({ path: plan.journalFile, branch: plan.site.branch.id });
  const sender = plan.headOffice === null ? null : createReplaySender(plan.headOffice, journal, log);
  try {
    const startedAt = performance.now();
    const { records, site } = plan;
    const summary = await replayCapture({
      records,
      site,
      journal,
      pseudonym: createPseudonym(key),
      log,
      onCore: (core) => sender?.attach(core),
      ...(sender === null ? {} : { breathe: () => sender.breathe() }),
    });
    const replayMs = Math.round(performance.now() - startedAt);
    const isSafe = sender === null ? null : await sender.drain(plan.drainMs);
    print(plan, summary, { replayMs, totalMs: Math.round(performance.now() - startedAt), isSafe });
    if (isSafe === false) process.exitCode = 1;
  } finally {
    await sender?.stop();
    journal.close();
  }
}

function loadKey(plan: Plan): Buffer {
  const loaded = loadPseudonymKey(plan.keyFile);
  if (!loaded.ok) throw new UsageError(loaded.problem);
  return loaded.key;
}

function print(
  plan: Plan,
  summary: ReplaySummary,
  { replayMs, totalMs, isSafe }: { replayMs: number; totalMs: number; isSafe: boolean | null },
): void {
  const endedAt = new Date(summary.endedAt).toISOString();
  const headOffice = isSafe === null ? 'none' : isSafe ? 'holds everything' : 'has not acknowledged everything';
  console.log(
    JSON.stringify({ journal: plan.journalFile, ...summary, endedAt, replayMs, totalMs, headOffice }, null, 2),
  );
}

try {
  await run(readPlan());
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
