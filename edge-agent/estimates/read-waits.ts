import { parseEventLine } from '#contract/events.ts';
import { applyEvent, createHall, skipEvent } from '#rubric/hall/hall.ts';
import type { Visit } from '#rubric/hall/visit.ts';
import type { WaitSample } from '#rubric/prediction/question.ts';
import type { ServiceRules } from '#rubric/prediction/service-rules.ts';
import type { Steps } from '#rubric/prediction/steps.ts';
import { createWaitWatch } from '#rubric/prediction/wait-watch.ts';
import type { Journal } from '../ports.ts';

export interface ReadWaitsOptions {
  readonly rules: ServiceRules;
  /** First seq to read. */
  readonly from?: number;
  /** Sees every ticket when it is issued; the record goes on changing until its day is over. */
  readonly issued?: (visit: Visit) => void;
  /** Is told when the clock was set, epoch ms of the clock as it is then. */
  readonly clockStepped?: (at: number) => void;
}

/** Some milliseconds of work. */
const ROWS_AT_ONCE = 250;

/** Past waits of a journal, from its own hall. Yields after each slice, so that other work gets its turn. */
export function* readWaits(
  journal: Pick<Journal, 'read'>,
  { rules, from = 1, issued = () => {}, clockStepped = () => {} }: ReadWaitsOptions,
): Steps<readonly WaitSample[]> {
  const samples: WaitSample[] = [];
  const hall = createHall();
  const watch = createWaitWatch(rules);
  let next = from;
  for (let rows = journal.read(next, ROWS_AT_ONCE); rows.length > 0; rows = journal.read(next, ROWS_AT_ONCE)) {
    for (const { seq, line } of rows) {
      const parsed = parseEventLine(line);
      if (parsed.kind !== 'event') {
        skipEvent(hall, seq);
        continue;
      }
      const change = applyEvent(hall, parsed.event);
      if (parsed.event.type === 'ticket.issued') change.visits.forEach(issued);
      if (parsed.event.type === 'clock.stepped') clockStepped(parsed.event.at);
      samples.push(...watch.apply(hall, parsed.event));
    }
    next = rows.at(-1)!.seq + 1;
    yield;
  }
  return samples;
}

/** The first row that is not older than `at` (epoch ms), by bisection: rows lie in the order of time, nearly. */
export function firstSeqSince(journal: Pick<Journal, 'read' | 'last'>, at: number): number {
  let low = journal.read(1, 1)[0]?.seq ?? 1;
  let high = journal.last() + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = journal.read(middle, 1)[0];
    const parsed = row === undefined ? null : parseEventLine(row.line);
    // A damaged line is as good as an old one.
    const rowAt = parsed?.kind === 'event' ? parsed.event.at : parsed?.kind === 'unknown' ? parsed.at : 0;
    if (rowAt < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
