import type { RatingChannel, RecordFlag } from './visit.ts';

/** A rating with one of these does not count. */
const SET_ASIDE: ReadonlySet<RecordFlag> = new Set<RecordFlag>([
  'no-ticket',
  'duplicate',
  'after-next-call',
  'after-hours',
  'burst',
  'mashing',
  'play',
  'withdrawn',
]);

interface Flagged {
  readonly flags: readonly RecordFlag[];
  readonly channel: RatingChannel;
}

/** The rules that set a rating aside, none when it counts. In the lobby a rating needs no ticket. */
export function setAsideBy({ flags, channel }: Flagged): readonly RecordFlag[] {
  return flags.filter((flag) => SET_ASIDE.has(flag) && !(channel === 'kiosk' && flag === 'no-ticket'));
}
