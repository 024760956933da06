import { chainNext, chainStart } from '#contract/chain.ts';
import { encodeBatch } from '#contract/envelope.ts';
import { formatEventLine, type EventBody } from '#contract/events.ts';
import { epochIdSchema } from '#contract/ids.ts';
import { applyEvent, createHall, dayRecords } from '#rubric/hall/hall.ts';
import { halfHourScore } from '#rubric/metrics/window-score.ts';
import { seedFor } from '#rubric/statistics/random.ts';
import type { NetworkBranch } from './branches.ts';
import { hallDay } from './hall-day.ts';

const HALF_HOUR_MS = 1_800_000;
const LINES_AT_ONCE = 500;

/** The journal of a branch over some days, with the scores of its half-hours, as batches that its agent would send. */
export function journalBatches(branch: NetworkBranch, dates: readonly string[], seed: number): readonly Buffer[] {
  const lines: string[] = [];
  const hall = createHall();
  const write = (body: EventBody): void => {
    const seq = lines.length + 1;
    lines.push(formatEventLine(seq, body));
    applyEvent(hall, { ...body, seq });
  };
  for (const date of dates) {
    let scoredTo: number | null = null;
    for (const body of hallDay(branch, date, seed)) {
      if (body.type === 'day.opened') scoredTo = body.opensAt;
      while (scoredTo !== null && body.type !== 'day.opened' && scoredTo + HALF_HOUR_MS <= body.at) {
        const [from, to] = [scoredTo, scoredTo + HALF_HOUR_MS];
        const score = halfHourScore(dayRecords(hall, date)!, { from, to, upto: lines.length });
        write({ type: 'score.window', at: to, src: 'agent', score });
        scoredTo = to;
      }
      write(body);
    }
  }
  return batchesOf(branch, lines, seed);
}

function batchesOf(branch: NetworkBranch, lines: readonly string[], seed: number): readonly Buffer[] {
  const number = (seedFor(`journal ${branch.id}`, seed) >>> 0).toString(16).padStart(8, '0');
  const epoch = epochIdSchema.parse(`${number}${number}`);
  const batches: Buffer[] = [];
  let chain = chainStart(branch.id, epoch);
  for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
    const some = lines.slice(from, from + LINES_AT_ONCE);
    const tip = some.reduce(chainNext, chain);
    const header = { branch: branch.id, epoch, first: from + 1, count: some.length, chain, tip };
    batches.push(encodeBatch({ header, lines: some }, false));
    chain = tip;
  }
  return batches;
}
