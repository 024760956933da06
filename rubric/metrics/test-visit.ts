import type { DayRecords, RatingRecord, Visit } from '../hall/visit.ts';

/** Test helper: records with everything ordinary except what a test is about. */

let made = 0;

export function aVisit(fields: Partial<Visit> = {}): Visit {
  made += 1;
  return {
    id: `2026-11-30/A${String(made)}/1`,
    leg: 1,
    ticket: `A${String(made)}`,
    service: 'personal',
    class: 'ordinary',
    date: '2026-11-30',
    issuedAt: 0,
    firstCalledAt: fields.lastCalledAt ?? null,
    lastCalledAt: null,
    startedAt: fields.lastCalledAt ?? null,
    finishedAt: null,
    startAtCall: true,
    counter: null,
    teller: null,
    recalls: 0,
    noShows: 0,
    heldMs: 0,
    outcome: 'served',
    abandonReason: null,
    finishInferred: false,
    closedByNext: false,
    ambiguous: false,
    invitedAt: null,
    invitationExpired: false,
    rated: false,
    flags: [],
    estimate: null,
    estimateReason: null,
    ...fields,
  };
}

/** Issued at 0, called after `waitMs`, served for a minute. */
export function served(waitMs: number, fields: Partial<Visit> = {}): Visit {
  return aVisit({ lastCalledAt: waitMs, finishedAt: waitMs + 60_000, ...fields });
}

export function aRating(fields: Partial<RatingRecord> = {}): RatingRecord {
  made += 1;
  return {
    rating: `rating-${String(made)}`,
    at: 0,
    tappedAt: 0,
    date: '2026-11-30',
    channel: 'evaluator',
    counter: '1',
    ticket: null,
    visit: null,
    leg: null,
    level: 4,
    scale: 4,
    level4: 4,
    reasons: [],
    comment: null,
    flags: [],
    counted: true,
    ...fields,
  };
}

export function aDay(fields: Partial<DayRecords> = {}): DayRecords {
  return {
    date: '2026-11-30',
    timeZone: 'Asia/Shanghai',
    opensAt: 0,
    closesAt: 28_800_000,
    targets: { ordinary: 600_000, gold: 300_000 },
    closed: false,
    visits: [],
    ratings: [],
    ...fields,
  };
}
