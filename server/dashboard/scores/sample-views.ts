import { createHash } from 'node:crypto';
import { funnelLimits, FUNNEL_LINES, funnelPlace, overDispersion } from '#rubric/statistics/funnel.ts';
import type { Count } from '#rubric/statistics/shrinkage.ts';
import { aRating, aVisit } from '#rubric/metrics/test-visit.ts';
import type { FunnelView, TicketView } from '../../scoring/wire.ts';
import { evidenceOf, type SampleBranch } from './sample-evidence.ts';

/** Test helper: the remaining answers of head office about a made-up bank. */

const VERDICTS = {
  'alarm-low': 'below-998',
  'warning-low': 'below-95',
  within: 'within',
  'warning-high': 'above-95',
  'alarm-high': 'above-998',
} as const;

export function sampleFunnel(branches: readonly SampleBranch[], period: string, of: FunnelView['of']): FunnelView {
  const counted = branches.map((branch) => ({ branch, count: countOf(branch, period, of) }));
  const sum = counted.reduce((all, { count }) => ({ successes: all.successes + count.successes, n: all.n + count.n }), {
    successes: 0,
    n: 0,
  });
  const target = sum.successes / sum.n;
  const factor = overDispersion(
    target,
    counted.map(({ count }) => count),
  );
  const most = Math.max(...counted.map(({ count }) => count.n));
  const share = (value: number): number => Math.round(10_000 * value);
  return {
    period,
    of,
    centre: share(target),
    overdispersion: factor,
    points: counted.map(({ branch, count }) => ({
      name: branch.name,
      n: count.n,
      share: share(count.successes / count.n),
      verdict: VERDICTS[funnelPlace(target, count, factor)!],
    })),
    limits: Array.from({ length: 40 }, (_, step) => {
      const n = Math.ceil(((step + 1) * most * 1.05) / 40);
      const warning = funnelLimits(target, n, FUNNEL_LINES.warning, factor);
      const alarm = funnelLimits(target, n, FUNNEL_LINES.alarm, factor);
      return {
        n,
        low95: share(warning.low),
        high95: share(warning.high),
        low998: share(alarm.low),
        high998: share(alarm.high),
      };
    }),
  };
}

function countOf(branch: SampleBranch, period: string, of: FunnelView['of']): Count {
  const { days } = evidenceOf(branch, { period, days: 12 });
  const sum = (pick: (day: (typeof days)[number]) => number): number =>
    days.reduce((total, day) => total + pick(day), 0);
  if (of === 'satisfied')
    return { n: sum((day) => day.rated), successes: sum((day) => day.rated - day.dissatisfied.length) };
  if (of === 'invited')
    return { n: sum((day) => day.served), successes: sum((day) => day.served - day.uninvited.length) };
  return {
    n: sum((day) => day.judged),
    successes: sum((day) => day.judged - day.classes.reduce((late, each) => late + each.late.length, 0)),
  };
}

const MINUTE_MS = 60_000;

/** A ticket that was passed on once, waited too long, and was rated badly. */
export function sampleTicket(date: string, visit: string): TicketView {
  const issuedAt = Date.parse(`${date}T09:12:31+08:00`);
  const ticket = visit.split('/')[1] ?? 'A001';
  const at = (minutes: number): number => issuedAt + minutes * MINUTE_MS;
  const shared = { id: visit, ticket, date, startAtCall: true };
  const legs = [
    aVisit({
      ...shared,
      issuedAt,
      firstCalledAt: at(27),
      lastCalledAt: at(29),
      startedAt: at(29),
      finishedAt: at(33),
      counter: '3',
      recalls: 1,
      outcome: 'transferred',
    }),
    aVisit({
      ...shared,
      leg: 2,
      service: 'cards',
      issuedAt: at(33),
      firstCalledAt: at(41),
      lastCalledAt: at(41),
      startedAt: at(41),
      finishedAt: at(48),
      invitedAt: at(48),
      counter: '5',
      rated: true,
    }),
  ];
  const tapped = at(48) + 9_000;
  const ratings = [aRating({ rating: `${ticket}-rating`, at: tapped, tappedAt: tapped, visit, level: 2, level4: 2 })];
  const lines = [
    { seq: 41_207, at: issuedAt, type: 'ticket.issued', ticket, service: 'personal' },
    { seq: 41_288, at: at(27), type: 'ticket.called', ticket, counter: '3' },
    { seq: 41_301, at: at(29), type: 'ticket.recalled', ticket, counter: '3' },
    { seq: 41_377, at: tapped, type: 'rating.given', rating: `${ticket}-rating`, level: 2, scale: 4 },
  ].map((event) => ({ seq: event.seq, line: JSON.stringify(event) }));
  return { state: 'kept', timeZone: 'Asia/Shanghai', legs, ratings, events: chained(lines) };
}

function chained(
  lines: readonly { readonly seq: number; readonly line: string }[],
): Extract<TicketView, { readonly state: 'kept' }>['events'] {
  let hash = '0'.repeat(64);
  return lines.map(({ seq, line }) => {
    hash = createHash('sha256').update(hash).update(line).digest('hex');
    return { epoch: 'e1', seq, line, hash };
  });
}
