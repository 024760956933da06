/**
 * Ticket-day files: event-level call records as tab-separated values, one row per caller, read as tickets of a hall.
 *
 * Columns: `vru+line, call_id, priority, type, date, vru_entry, vru_exit, vru_time, q_start, q_exit, q_time, outcome,
 * ser_start, ser_exit, ser_time`; date yymmdd, times h:mm:ss local, durations in seconds. As tickets: issue = q_start,
 * or vru_exit where the caller did not queue (q_time 0); call = issue + q_time; finish = call + ser_time; outcome HANG
 * left without being called; PHANTOM is no customer. Source of the format: I. Guedj and A. Mandelbaum, "Anonymous
 * Bank" call-centre data, Technion, Haifa.
 */

/** One customer of the day; times in epoch ms, on the exact second. */
export interface DayTicket {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly type: string;
  /** 0 ordinary, 1 gold, 2 platinum. */
  readonly priority: 0 | 1 | 2;
  readonly issuedAt: number;
  /** End of the wait: the call, or the moment the customer left. */
  readonly waitedUntil: number;
  /** Null = left without being called. */
  readonly service: { readonly calledAt: number; readonly finishedAt: number } | null;
}

type RowProblemCode =
  | 'columns'
  | 'priority'
  | 'type'
  | 'outcome'
  | 'time'
  | 'duration'
  | 'negative-menu-time'
  | 'unknown-type'
  | 'queue-times-differ'
  | 'service-starts-early'
  | 'service-times-differ';

/** One dirty row: what is wrong with it and whether it could still be used. */
export interface RowProblem {
  readonly line: number;
  readonly code: RowProblemCode;
  readonly used: boolean;
  readonly detail: string;
}

export interface TicketDay {
  readonly tickets: readonly DayTicket[];
  readonly problems: readonly RowProblem[];
  readonly counts: {
    /** Rows of the wanted date. */
    readonly rows: number;
    readonly otherDates: number;
    readonly phantom: number;
    /** Rows that could not be read; each is a problem with `used: false`. */
    readonly unusable: number;
  };
}

export type TicketDayResult =
  | { readonly ok: true; readonly day: TicketDay }
  | { readonly ok: false; readonly code: 'header' | 'date' | 'no-rows'; readonly message: string };

const COLUMNS = [
  'vru+line', 'call_id', 'priority', 'type', 'date', 'vru_entry', 'vru_exit', 'vru_time',
  'q_start', 'q_exit', 'q_time', 'outcome', 'ser_start', 'ser_exit', 'ser_time',
] as const; // prettier-ignore
type Column = (typeof COLUMNS)[number];
type Row = Readonly<Record<Column, string>>;

/** Types that the documentation of the data names; others are read all the same, and reported. */
const KNOWN_TYPES: readonly string[] = ['IN', 'NE', 'NW', 'PE', 'PS', 'TT'];
const OUTCOMES = ['AGENT', 'HANG', 'PHANTOM'];
const DAY_S = 86_400;
/** A later time that reads this much earlier has passed midnight; smaller steps back are clock dirt. */
const WRAP_S = DAY_S / 2;

/** Reads the rows of `date` (YYYY-MM-DD, local to `timeZone`) from the text of a ticket-day file. */
export function readTicketDay(tsv: string, date: string, timeZone: string): TicketDayResult {
  const [header = '', ...lines] = tsv.split('\n').map((line) => line.replace(/\r$/, ''));
  const names = header.split('\t');
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    return { ok: false, code: 'header', message: `line 1 lacks the columns ${missing.join(', ')}` };
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date))) {
    return { ok: false, code: 'date', message: `"${date}" is not a date, expected YYYY-MM-DD` };
  }
  const day = collect({ lines, names, date, timeZone });
  if (day.counts.rows === 0) {
    return { ok: false, code: 'no-rows', message: `no row is dated ${date} (as ${shortDate(date)})` };
  }
  return { ok: true, day };
}

/** Dates of the rows, ascending; of two-digit years 70 and later are taken as 19xx. Others are passed over. */
export function ticketDayDates(tsv: string): readonly string[] {
  const [header = '', ...lines] = tsv.split('\n');
  const column = header.replace(/\r$/, '').split('\t').indexOf('date');
  const short = new Set(lines.map((line) => line.split('\t')[column] ?? '').filter((date) => /^\d{6}$/.test(date)));
  return [...short]
    .map((date) => `${date < '70' ? '20' : '19'}${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4)}`)
    .filter(isOnCalendar)
    .toSorted();
}

/** 31 February is not. */
function isOnCalendar(date: string): boolean {
  const at = Date.parse(date);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}

function collect(file: {
  lines: readonly string[];
  names: readonly string[];
  date: string;
  timeZone: string;
}): TicketDay {
  const wanted = shortDate(file.date);
  const dateColumn = file.names.indexOf('date');
  const tickets: DayTicket[] = [];
  const problems: RowProblem[] = [];
  let rows = 0;
  let otherDates = 0;
  let phantom = 0;
  file.lines.forEach((text, index) => {
    const fields = text.split('\t');
    if (text === '') return;
    if (fields[dateColumn] !== wanted) {
      otherDates++;
      return;
    }
    rows++;
    const reading = new RowReading(index + 2, file.names, fields);
    const ticket = reading.ticket((seconds) => epochMs(file.date, seconds, file.timeZone));
    problems.push(...reading.problems);
    if (ticket === 'phantom') phantom++;
    else if (ticket !== null) tickets.push(ticket);
  });
  const unusable = rows - phantom - tickets.length;
  return { tickets, problems, counts: { rows, otherDates, phantom, unusable } };
}

/** One row being read: every problem is named before a row is given up. */
class RowReading {
  readonly problems: RowProblem[] = [];
  readonly #line: number;
  readonly #names: readonly string[];
  readonly #fields: readonly string[];

  constructor(line: number, names: readonly string[], fields: readonly string[]) {
    this.#line = line;
    this.#names = names;
    this.#fields = fields;
  }

  ticket(epoch: (seconds: number) => number): DayTicket | 'phantom' | null {
    if (this.#fields.length !== this.#names.length) {
      this.#report('columns', false, `${this.#fields.length} fields instead of ${this.#names.length}`);
      return null;
    }
    const row = Object.fromEntries(this.#names.map((name, i) => [name, this.#fields[i]!])) as Row;
    this.#checkWords(row);
    const times = this.#times(row);
    if (times === null || this.problems.some((problem) => !problem.used)) return null;
    if (row.outcome === 'PHANTOM') {
      this.problems.length = 0; // not a customer: its dirt is nobody's
      return 'phantom';
    }
    this.#checkTimes(row, times);
    return asTicket(this.#line, row, { times, epoch });
  }

  #checkWords(row: Row): void {
    if (!['0', '1', '2'].includes(row.priority))
      this.#report('priority', false, `"${row.priority}" is none of 0, 1, 2`);
    if (!OUTCOMES.includes(row.outcome))
      this.#report('outcome', false, `"${row.outcome}" is none of ${OUTCOMES.join(', ')}`);
    if (!/^[A-Z]{2}$/.test(row.type)) this.#report('type', false, `"${row.type}" is not two capital letters`);
    else if (!KNOWN_TYPES.includes(row.type)) this.#report('unknown-type', true, `type ${row.type} is not documented`);
  }

  #times(row: Row): RowTimes | null {
    const menuTime = this.#whole(row, 'vru_time');
    const queueTime = this.#whole(row, 'q_time');
    const serviceTime = this.#whole(row, 'ser_time');
    const clock = (column: Column): number => this.#clock(row, column);
    const times = {
      menuTime,
      queueTime,
      serviceTime,
      menuEntry: clock('vru_entry'),
      menuExit: clock('vru_exit'),
      queueStart: clock('q_start'),
      queueExit: clock('q_exit'),
      serviceStart: clock('ser_start'),
      serviceExit: clock('ser_exit'),
    };
    for (const [column, value] of [
      ['q_time', queueTime],
      ['ser_time', serviceTime],
    ] as const) {
      if (value < 0) this.#report('duration', false, `${column} is ${value}`);
    }
    return Object.values(times).some(Number.isNaN) ? null : times;
  }

  #checkTimes(row: Row, t: RowTimes): void {
    if (t.menuTime < 0) this.#report('negative-menu-time', true, `vru_time is ${t.menuTime}`);
    const queued = t.queueTime > 0;
    if (queued && since(t.queueStart, t.queueExit) !== t.queueTime) {
      this.#report('queue-times-differ', true, `q_exit − q_start is not q_time ${t.queueTime}; q_time was used`);
    }
    if (row.outcome !== 'AGENT') return;
    if (since(t.serviceStart, t.serviceExit) !== t.serviceTime) {
      this.#report(
        'service-times-differ',
        true,
        `ser_exit − ser_start is not ser_time ${t.serviceTime}; ser_time was used`,
      );
    }
    const early = since(t.serviceStart, queued ? t.queueExit : t.menuExit);
    if (early > 0 && early < WRAP_S) {
      this.#report('service-starts-early', true, `ser_start is ${early} s before the call; the call was used`);
    }
  }

  #whole(row: Row, column: Column): number {
    if (/^-?\d{1,6}$/.test(row[column])) return Number(row[column]);
    this.#report('duration', false, `${column} "${row[column]}" is not whole seconds`);
    return NaN;
  }

  #clock(row: Row, column: Column): number {
    const [, hours, minutes, seconds] = /^(\d{1,2}):([0-5]\d):([0-5]\d)$/.exec(row[column]) ?? [];
    if (hours !== undefined && Number(hours) < 24) return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    this.#report('time', false, `${column} "${row[column]}" is not h:mm:ss`);
    return NaN;
  }

  #report(code: RowProblemCode, used: boolean, detail: string): void {
    this.problems.push({ line: this.#line, code, used, detail });
  }
}

/** Seconds since local midnight, and durations in seconds. */
interface RowTimes {
  readonly menuTime: number;
  readonly queueTime: number;
  readonly serviceTime: number;
  readonly menuEntry: number;
  readonly menuExit: number;
  readonly queueStart: number;
  readonly queueExit: number;
  readonly serviceStart: number;
  readonly serviceExit: number;
}

function asTicket(line: number, row: Row, at: { times: RowTimes; epoch: (seconds: number) => number }): DayTicket {
  const { times, epoch } = at;
  const issue = times.queueTime > 0 ? times.queueStart : times.menuExit;
  const wrapped = times.menuEntry - issue > WRAP_S;
  const issuedAt = epoch(wrapped ? issue + DAY_S : issue);
  const calledAt = issuedAt + times.queueTime * 1000;
  const service = row.outcome === 'AGENT' ? { calledAt, finishedAt: calledAt + times.serviceTime * 1000 } : null;
  const priority = Number(row.priority) as 0 | 1 | 2;
  return { line, type: row.type, priority, issuedAt, waitedUntil: calledAt, service };
}

/** Seconds from one wall time to another, over midnight if need be: −43,200 … 43,200. */
function since(from: number, to: number): number {
  const difference = to - from;
  if (difference < -WRAP_S) return difference + DAY_S;
  return difference > WRAP_S ? difference - DAY_S : difference;
}

function epochMs(date: string, seconds: number, timeZone: string): number {
  const local = Temporal.PlainDate.from(date).toPlainDateTime().add({ seconds });
  return local.toZonedDateTime(timeZone).epochMilliseconds;
}

function shortDate(date: string): string {
  return date.slice(2).replaceAll('-', '');
}
