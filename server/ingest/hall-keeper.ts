import { parseEventLine, type EventOf, type HallEvent } from '#contract/events.ts';
import type { BranchId, EpochId } from '#contract/ids.ts';
import { applyEvent, createHall, dayRecords, heldDays, skipEvent } from '#rubric/hall/hall.ts';
import type { Hall, HallChange } from '#rubric/hall/state.ts';
import type { DayRecords, RatingRecord, Visit } from '#rubric/hall/visit.ts';
import { halfHourScore } from '#rubric/metrics/window-score.ts';
import { differences } from './differences.ts';
import type { Cursor, DayRules, EventRow, Journal, ScoreCheck, Writer } from '../store/store.ts';

/** What a stretch of events changed; the records are the hall's own, save them before the next event is applied. */
export interface Applied {
  readonly visits: ReadonlySet<Visit>;
  readonly ratings: ReadonlySet<RatingRecord>;
  readonly dates: ReadonlySet<string>;
  readonly checks: readonly ScoreCheck[];
  readonly malformed: readonly { readonly seq: number; readonly detail: string }[];
  readonly checkpoint: number | null;
  /** Days that the hall has let go of, as they were then. */
  readonly ended: readonly DayRules[];
}

interface Draft extends Applied {
  readonly visits: Set<Visit>;
  readonly ratings: Set<RatingRecord>;
  readonly dates: Set<string>;
  readonly checks: ScoreCheck[];
  readonly malformed: { seq: number; detail: string }[];
  checkpoint: number | null;
  readonly ended: DayRules[];
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
      ended: [],
    };
    for (const row of rows) applyRow(hall, row, draft);
    return draft;
  }

  /** The hall as it stands after `cursor.upto`. */
  async hallOf(journal: Journal, cursor: Cursor, writer: Pick<Writer, 'events'>): Promise<Hall> {
    const key = keyOf(journal);
    const known = this.#halls.get(key);
    if (known !== undefined && known.upto === cursor.upto) return known;
    const hall = createHall();
    let from = Math.max(1, cursor.checkpoint);
    hall.upto = from - 1;
    while (hall.upto < cursor.upto) {
      const rows = await writer.events(journal, from, Math.min(READ_AT_ONCE, cursor.upto - hall.upto));
      if (rows.length === 0 || rows.at(-1)!.seq !== from + rows.length - 1) {
        throw new Error(`${key}: rows are missing between seq ${from} and ${cursor.upto}`);
      }
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
  if (parsed.kind === 'event' && parsed.event.seq !== row.seq) {
    draft.malformed.push({ seq: row.seq, detail: `the line says seq ${parsed.event.seq}` });
    skipEvent(hall, row.seq);
    return;
  }
  if (parsed.kind !== 'event') {
    if (parsed.kind === 'malformed') draft.malformed.push({ seq: row.seq, detail: parsed.detail });
    skipEvent(hall, row.seq);
    return;
  }
  if (parsed.event.type === 'score.window') draft.checks.push(checkScore(hall, parsed.event));
  const change = applyKnown(hall, parsed.event, draft);
  for (const visit of change.visits) {
    draft.visits.add(visit);
    draft.dates.add(visit.date);
  }
  for (const rating of change.ratings) draft.ratings.add(rating);
  if (change.opened !== null) draft.dates.add(change.opened);
  if (change.closed !== null) draft.dates.add(change.closed);
  if (change.checkpoint) draft.checkpoint = row.seq;
}

/** Opening a day lets go of older ones, perhaps of days that began in this very stretch. */
function applyKnown(hall: Hall, event: HallEvent, draft: Draft): HallChange {
  if (event.type !== 'day.opened') return applyEvent(hall, event);
  const before = rulesOfHeldDays(hall);
  const change = applyEvent(hall, event);
  const ended = before.filter(({ date }) => change.checkpoint || dayRecords(hall, date) === null);
  draft.ended.push(...ended.map((rules) => ({ ...rules, closed: true })));
  return change;
}

/** A day without its visits and ratings. */
export function rulesOf(records: DayRecords): DayRules {
  const { visits: _visits, ratings: _ratings, ...rules } = records;
  return rules;
}

function rulesOfHeldDays(hall: Hall): DayRules[] {
  return heldDays(hall).flatMap(({ date }) => {
    const records = dayRecords(hall, date);
    return records === null ? [] : [rulesOf(records)];
  });
}

/** The branch's score against ours from the same events, as known at the same seq. */
function checkScore(hall: Hall, event: EventOf<'score.window'> & Pick<HallEvent, 'seq'>): ScoreCheck {
  const { score } = event;
  const records = dayRecords(hall, score.date);
  const own = records === null ? null : halfHourScore(records, { from: score.from, to: score.to, upto: hall.upto });
  return { seq: event.seq, score, differences: differences(score, own) };
}
