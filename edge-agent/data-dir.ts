import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '#contract/clock.ts';
import type { AgentConfig } from './config.ts';
import { createCalendar } from './hall/day-times.ts';
import { createPseudonym, loadPseudonymKey } from './hall/pseudonym.ts';
import type { AgentLog } from './health/agent-log.ts';
import { openJournal } from './journal/open-journal.ts';
import type { SqliteJournal } from './journal/sqlite-journal.ts';
import { messageOf, systemCode } from './links/link.ts';
import { createRawLog, type RawLog } from './raw-log/raw-log.ts';
import { StartError } from './start-error.ts';

/** What stands in the data directory and everything else rests on. */
export interface BranchData {
  readonly journal: SqliteJournal;
  readonly rawLog: RawLog;
  readonly pseudonym: (staffNumber: string) => string;
}

export interface DataOptions {
  readonly config: AgentConfig;
  /** Real time. */
  readonly pace: Clock;
  readonly log: AgentLog;
}

/** Opens it, or makes it where there is none. Throws a StartError or JournalError, and then nothing is open. */
export function openBranchData({ config, pace, log }: DataOptions): BranchData {
  const { site, dataDir } = config;
  makeDataDir(dataDir);
  const pseudonym = createPseudonym(readPseudonymKey(config.pseudonymKeyFile));
  const calendar = createCalendar(site);
  const journal = openJournalOf(config, log);
  const rawLog = createRawLog({
    directory: join(dataDir, 'raw-log'),
    keepDays: config.rawLog.keepDays,
    dateOf: (at) => calendar.dateOf(at),
    clock: pace,
    log,
  });
  return { journal, rawLog, pseudonym };
}

/** Only the last folder: one missing further up is a disk that is not mounted. */
function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { mode: 0o700 });
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return;
    throw new StartError(`The data directory ${dataDir} cannot be made: ${messageOf(error)}`, { cause: error });
  }
}

function readPseudonymKey(file: string): Buffer {
  const loaded = loadPseudonymKey(file);
  if (loaded.ok) return loaded.key;
  throw new StartError(loaded.problem);
}

function openJournalOf({ site, dataDir }: AgentConfig, log: AgentLog): SqliteJournal {
  const path = join(dataDir, 'journal.sqlite');
  const journal = openJournal({ path, branch: site.branch.id });
  const isNew = journal.last() === 0;
  log.write(isNew ? 'journal.created' : 'journal.opened', { path, epoch: journal.epoch, last: journal.last() });
  return journal;
}
