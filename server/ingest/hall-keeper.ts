import { parseEventLine, type EventOf, type HallEvent } from '#contract/events.ts';
import type { BranchId, EpochId } from '#contract/ids.ts';
import { applyEvent, createHall, dayRecords, skipEvent } from '#rubric/hall/hall.ts';
import type { Hall } from '#rubric/hall/state.ts';
import type { RatingRecord, Visit } from '#rubric/hall/visit.ts';
import { halfHourScore } from '#rubric/metrics/window-score.ts';
import { differences } from './differences.ts';
import type { Cursor, EventRow, Journal, ScoreCheck, Writer } from '../store/store.ts';

/** What a stretch of events changed; the records are the hall's own, save them before the next event is applied. */
export interface Applied {
  readonly visits: ReadonlySet<Visit>;
  readonly ratings: ReadonlySet<RatingRecord>;
  readonly dates: ReadonlySet<string>;
  readonly checks: readonly ScoreCheck[];
  readonly malformed: readonly { readonly seq: number; readonly detail: string }[];
  readonly checkpoint: number | null;
}

interface Draft extends Applied {
  readonly visits: Set<Visit>;
  readonly ratings: Set<RatingRecord>;
  readonly dates: Set<string>;
  readonly checks: ScoreCheck[];
  readonly malformed: { seq: number; detail: string }[];
  checkpoint: number | null;
}

const READ_AT_ONCE = 2_000;

/** One hall per journal, derived from its stored events. Kept in memory, rebuilt from the last checkpoint. */
export class HallKeeper {
  readonly #halls = new Map<string, Hall>();

  /** Applies rows that follow `hall.upto` without a gap. */
  apply(hall: Hall, rows: readonly EventRow[]): Applied {
    const draft: Draft = {
      visits: new Set(),
      ratings: new Set(),
      dates: new Set(),
      checks: [],
      malformed: [],
      checkpoint: null,
    };
    for (const row of rows) applyRow(hall, row, draft);
    return draft;
  }

  /** The hall as it stands after `cursor.upto`. */
  hallOf(journal: Journal, cursor: Cursor, writer: Pick<Writer, 'events'>): Hall {
    const key = keyOf(journal);
    const known = this.#halls.get(key);
    if (known !== undefined && known.upto === cursor.upto) return known;
    const hall = createHall();
    let from = Math.max(1, cursor.checkpoint);
    hall.upto = from - 1;
    while (hall.upto < cursor.upto) {
      const rows = writer.events(journal, from, Math.min(READ_AT_ONCE, cursor.upto - hall.upto));
      if (rows.length === 0) throw new Error(`${key}: rows up to ${cursor.upto} are missing from ${from} on`);
      this.apply(hall, rows);
      from = hall.upto + 1;
    }
    this.#halls.set(key, hall);
    return hall;
  }

  /** A transaction failed: what was applied in it must be derived again. */
  forget(branch: BranchId): void {
    for (const key of this.#halls.keys()) if (key.startsWith(`${branch}/`)) this.#halls.delete(key);
  }
}

function keyOf({ branch, epoch }: { branch: BranchId; epoch: EpochId }): string {
  return `${branch}/${epoch}`;
}

function applyRow(hall: Hall, row: EventRow, draft: Draft): void {
  const parsed = parseEventLine(row.line);
  if (parsed.kind !== 'event') {
    if (parsed.kind === 'malformed') draft.malformed.push({ seq: row.seq, detail: parsed.detail });
    skipEvent(hall, row.seq);
    return;
  }
  if (parsed.event.type === 'score.window') draft.checks.push(checkScore(hall, parsed.event));
  const change = applyEvent(hall, parsed.event);
  for (const visit of change.visits) {
    draft.visits.add(visit);
    draft.dates.add(visit.date);
  }
  for (const rating of change.ratings) draft.ratings.add(rating);
  if (change.opened !== null) draft.dates.add(change.opened);
  if (change.closed !== null) draft.dates.add(change.closed);
  if (change.checkpoint) draft.checkpoint = row.seq;
}

/** The branch's score against ours from the same events, as known at the same seq. */
function checkScore(hall: Hall, event: EventOf<'score.window'> & Pick<HallEvent, 'seq'>): ScoreCheck {
  const { score } = event;
  const records = dayRecords(hall, score.date);
  const own = records === null ? null : halfHourScore(records, { from: score.from, to: score.to, upto: hall.upto });
  return { seq: event.seq, score, differences: differences(score, own) };
}
