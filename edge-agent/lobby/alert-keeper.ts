import type { Cancel, Clock } from '#contract/clock.ts';
import type { Thresholds } from '#contract/branch-config.ts';
import { parseEventLine, type EventBody, type HallEvent } from '#contract/events.ts';
import type { LobbyAlert } from '#contract/lobby-view.ts';
import { alertOfEvent, alertsDue, type AlertFacts } from '#rubric/advice/alerts.ts';
import type { HallLog } from '../health/agent-log.ts';
import { maskLongNumbers } from '../hall/screening.ts';
import { messageOf } from '../links/link.ts';
import type { Journal } from '../ports.ts';
import { applyToAlerts, EMPTY_ALERTS, isSingle, listedAlerts, settleAlerts, type AlertBook } from './alert-book.ts';
import { dayRows } from './day-rows.ts';

export interface AlertKeeperOptions {
  readonly journal: Pick<Journal, 'read' | 'checkpoint'>;
  readonly onStored: (listener: (events: readonly HallEvent[]) => void) => Cancel;
  /** Stores durably, or throws. */
  readonly record: (bodies: readonly EventBody[]) => unknown;
  readonly clock: Clock;
  readonly thresholds: () => Thresholds;
  readonly facts: () => AlertFacts;
  /** Whether the rules let a stored rating count. */
  readonly isCounted: (rating: string) => boolean;
  /** A few random characters, a–z and 0–9. */
  readonly newId: () => string;
  readonly log: HallLog;
}

/** Tells the lobby manager once, remembers it across a restart, and takes the acknowledgement. */
export interface AlertKeeper {
  /** Raises and clears what is due. Call every second or so; never while events are being stored. */
  check(): void;
  list(): readonly LobbyAlert[];
  /** Stores it durably, or throws; false for an alert that nobody raised. `by` names the screen it was done on. */
  acknowledge(alert: string, said: { readonly comment: string; readonly by?: string | undefined }): boolean;
  stop(): void;
}

const MOST_COMMENT = 200;
/** What alerts are made of; the other lines of a day need not be parsed. */
const OF_ALERTS =
  /"type":"(?:alert\.|rating\.given|rating\.withdrawn|assistance\.|device\.online|device\.paper|day\.closed)/;

export function createAlertKeeper(options: AlertKeeperOptions): AlertKeeper {
  const { journal, record, clock, log } = options;
  let book = EMPTY_ALERTS;
  let isFailing = false;
  const apply = (event: HallEvent): void => {
    book = applyToAlerts(book, event, alertOfEvent(event, options.thresholds(), options.isCounted));
  };
  for (const { line } of dayRows(journal)) {
    if (!OF_ALERTS.test(line)) continue;
    const parsed = parseEventLine(line);
    if (parsed.kind === 'event') apply(parsed.event);
  }
  const cancel = options.onStored((events) => events.forEach(apply));
  return {
    check() {
      const facts = options.facts();
      const { bodies, next } = stepOf(book, facts, options);
      book = next;
      if (bodies.length === 0) return;
      try {
        record(bodies);
        isFailing = false;
      } catch (error) {
        // Still due at the next check.
        if (!isFailing) log.write('journal.append-failed', { reason: messageOf(error), what: 'alerts' });
        isFailing = true;
      }
    },
    list: () => listedAlerts(book),
    acknowledge(alert, { comment, by }) {
      const open = book.open.get(alert);
      if (open === undefined) return book.recent.includes(alert);
      const said = maskLongNumbers(comment.trim()).slice(0, MOST_COMMENT);
      if (open.acknowledgedAt !== null && (said === '' || said === open.comment)) return true;
      const head = { at: clock.now(), src: 'lobby', alert };
      const words = { ...(said === '' ? {} : { comment: said }), ...(by === undefined ? {} : { by }) };
      const end: readonly EventBody[] = isSingle(open.about) ? [{ type: 'alert.cleared', ...head }] : [];
      record([{ type: 'alert.acknowledged', ...head, ...words }, ...end]);
      return true;
    },
    stop: cancel,
  };
}

function stepOf(
  book: AlertBook,
  facts: AlertFacts,
  { newId }: AlertKeeperOptions,
): { readonly bodies: readonly EventBody[]; readonly next: AlertBook } {
  const { at: now, isOpen } = facts.picture;
  const newAlert = ({ kind }: { readonly kind: string }): string => `${kind}-${newId()}`;
  const step = settleAlerts(book, { now, isOpen, due: alertsDue(facts), newAlert });
  const head = { at: now, src: 'agent' };
  const bodies: readonly EventBody[] = [
    ...step.clear.map((alert): EventBody => ({ type: 'alert.cleared', ...head, alert })),
    ...step.raise.map(({ alert, about }): EventBody => ({ type: 'alert.raised', ...head, alert, ...about })),
  ];
  return { bodies, next: step.book };
}
