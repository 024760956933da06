import type { Site } from '#devices/sites/site.ts';

/**
 * Texts that a queue host prints and shows. `{…}` is replaced; what is allowed stands in TICKET_FIELDS. The defaults
 * are the wording of the field: a slip with the number on a line of its own, a strip that says who goes where.
 */
export interface HallTexts {
  readonly ticket: readonly string[];
  readonly call: string;
}

export const DEFAULT_TEXTS: HallTexts = {
  ticket: [
    '{branch}',
    '您的号码',
    '{ticket}',
    '业务: {service}',
    '客户: {class}',
    '前面等候: {waiting}人',
    '{date} {time}',
    '请在大厅等候叫号',
  ],
  call: '请{ticket}号到{counter}号窗口',
};

export interface SlipFields {
  readonly ticket: string;
  readonly service: string;
  readonly class: string;
  readonly waiting: number;
  /** Local wall time of the machine. */
  readonly printedAt: { readonly date: string; readonly time: string };
}

/** The text of one ticket slip, lines joined by LF. */
export function slipText(site: Site, texts: HallTexts, fields: SlipFields): string {
  const values: Record<string, string> = {
    branch: site.branch.name.zh,
    ticket: fields.ticket,
    service: site.services[fields.service]?.zh ?? fields.service,
    class: site.classes[fields.class]?.name.zh ?? fields.class,
    waiting: String(fields.waiting),
    date: fields.printedAt.date,
    time: fields.printedAt.time,
  };
  return texts.ticket.map((line) => fill(line, values)).join('\n');
}

/** The text on the strip of a counter that has called. */
export function callText(texts: HallTexts, ticket: string, counter: string): string {
  return fill(texts.call, { ticket, counter });
}

function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Local date YYYY-MM-DD and time HH:MM:SS of an instant. */
export function wallTime(at: number, timeZone: string): { date: string; time: string } {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return { date: local.toPlainDate().toString(), time: local.toPlainTime().toString({ smallestUnit: 'second' }) };
}

/**
 * Whether the site's own patterns read these texts back; a simulated hall whose slips its site cannot read would look
 * like a silent printer. Empty when all is well, else one sentence per problem.
 */
export function textProblems(site: Site, texts: HallTexts): readonly string[] {
  const problems: string[] = [];
  for (const { prefix, service, class: customerClass } of site.tickets) {
    const ticket = `${prefix}001`;
    const printedAt = { date: '2026-11-30', time: '09:05:07' };
    const lines = slipText(site, texts, { ticket, service, class: customerClass, waiting: 3, printedAt }).split('\n');
    if (readTicket(site.ticketText.ticket, lines) !== ticket) {
      problems.push(`ticketText.ticket /${site.ticketText.ticket}/ does not read ${ticket} from its printed slip`);
    }
    const text = callText(texts, ticket, site.counters[0]!.id);
    if (readTicket(site.ticketText.call, [text]) !== ticket) {
      problems.push(`ticketText.call /${site.ticketText.call}/ does not read ${ticket} from "${text}"`);
    }
  }
  return problems;
}

function readTicket(pattern: string, lines: readonly string[]): string | undefined {
  const regex = new RegExp(pattern, 'u');
  for (const line of lines) {
    const found = regex.exec(line)?.groups?.['ticket'];
    if (found !== undefined) return found;
  }
  return undefined;
}
