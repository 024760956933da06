import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseCapture } from '#devices/capture/capture.ts';
import type { Site } from '#devices/sites/site.ts';
import type { Visit } from '#rubric/hall/visit.ts';
import type { WaitSample } from '#rubric/prediction/question.ts';
import { serviceRules } from '#rubric/prediction/service-rules.ts';
import { finish } from '#rubric/prediction/steps.ts';
import { createPseudonym } from '../hall/pseudonym.ts';
import { MemoryJournal } from '../journal/memory-journal.ts';
import { openJournalReader } from '../journal/read-journal.ts';
import type { Journal } from '../ports.ts';
import { replayCapture } from '../replay.ts';
import { readWaits } from './read-waits.ts';
import { ticketDaySamples } from './ticket-day-samples.ts';

/** Past waits, whatever they were recorded in. */
export interface ReportInput {
  readonly samples: readonly WaitSample[];
  /** Records of the hall, with what each ticket was told; none from a ticket-day file. */
  readonly visits: readonly Visit[];
  /** What a person should know about the files. */
  readonly remarks: readonly string[];
}

/** The files cannot be used; the message says which and why. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** Where a ticket-day file or a capture comes from unless a site map says so. */
const DEFAULT_ZONE = 'Asia/Shanghai';
const SQLITE_MAGIC = 'SQLite format 3\0';

type Kind = 'journal' | 'ticket-day' | 'capture';

/** Reads files of one kind. Captures need the site map of their hall; several are replayed in the order of time. */
export async function readReportInput(files: readonly string[], site: Site | null): Promise<ReportInput> {
  const contents = files.map((file) => ({ file, ...contentOf(file) }));
  const kinds = new Set(contents.map(({ kind }) => kind));
  if (kinds.size > 1) throw new InputError(`These files are of different kinds: ${[...kinds].join(', ')}.`);
  const [kind] = kinds;
  if (kind === 'journal') return joined(files.map((file) => fromJournalFile(file, site)));
  if (kind === 'ticket-day') return joined(contents.map(({ file, text }) => fromTicketDays(file, text, site)));
  return fromCaptures(contents, site);
}

function contentOf(file: string): { readonly kind: Kind; readonly text: string } {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new InputError(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  if (bytes.toString('latin1', 0, SQLITE_MAGIC.length) === SQLITE_MAGIC) return { kind: 'journal', text: '' };
  const text = bytes.toString('utf8');
  const [header = ''] = text.split('\n', 1);
  return { kind: header.includes('\tq_start\t') ? 'ticket-day' : 'capture', text };
}

function joined(parts: readonly ReportInput[]): ReportInput {
  return {
    samples: parts.flatMap(({ samples }) => samples).toSorted((a, b) => a.issuedAt - b.issuedAt),
    visits: parts.flatMap(({ visits }) => visits),
    remarks: parts.flatMap(({ remarks }) => remarks),
  };
}

function fromTicketDays(file: string, text: string, site: Site | null): ReportInput {
  const read = ticketDaySamples(text, site?.timeZone ?? DEFAULT_ZONE);
  if (!read.ok) throw new InputError(`${file}: ${read.message}`);
  const remarks = [
    'A ticket-day file says who did not queue; those count as having found a counter free, and their wait is nought.',
    ...(read.problems === 0 ? [] : [`${file}: ${read.problems} remarks on rows; devices -- convert lists them.`]),
  ];
  return { samples: read.samples, visits: [], remarks };
}

function fromJournalFile(file: string, site: Site | null): ReportInput {
  const journal = openJournalReader(file);
  try {
    return fromJournal(journal, site);
  } finally {
    journal.close();
  }
}

function fromJournal(journal: Pick<Journal, 'read'>, site: Site | null): ReportInput {
  const visits: Visit[] = [];
  const rules = serviceRules(site?.counters ?? []);
  const samples = finish(readWaits(journal, { rules, issued: (visit) => visits.push(visit) }));
  return { samples, visits, remarks: [] };
}

async function fromCaptures(
  contents: readonly { readonly file: string; readonly text: string }[],
  site: Site | null,
): Promise<ReportInput> {
  const captures = contents.map(({ file, text }) => ({ file, ...parseCapture(text) }));
  const empty = captures.find(({ records }) => records.length === 0);
  if (empty !== undefined) {
    throw new InputError(`${empty.file} is no journal, no ticket-day file, and no capture with a record in it.`);
  }
  if (site === null) throw new InputError('A capture needs the site map of its hall: --site SITE.');
  const journal = new MemoryJournal(site.branch.id);
  const pseudonym = createPseudonym(randomBytes(32));
  const log = { write: (): void => {} };
  for (const { records } of captures.toSorted((a, b) => a.records[0]!.at - b.records[0]!.at)) {
    await replayCapture({ records, site, journal, pseudonym, log });
  }
  const remarks = captures.flatMap(({ file, problems }) =>
    problems.length === 0 ? [] : [`${file}: ${problems.length} lines could not be read and were left out.`],
  );
  return { ...fromJournal(journal, site), remarks };
}
