/**
 * What the shape of a site map cannot say: names that point at nothing, one wire end given to two counters, patterns
 * that do not compile or lack the group that is read. All at once, each with its path.
 */

export interface SiteShape {
  readonly hours: { readonly open: string; readonly close: string; readonly dayClose: string };
  readonly services: Readonly<Record<string, unknown>>;
  readonly classes: Readonly<Record<string, unknown>>;
  readonly timeZone: string;
  readonly tickets: readonly { readonly prefix: string; readonly service: string; readonly class: string }[];
  readonly ticketText: { readonly ticket: string; readonly time?: string | undefined; readonly call: string };
  readonly ports: readonly { readonly id: string }[];
  readonly counters: readonly CounterShape[];
  readonly keys: readonly { readonly digits?: string | undefined }[];
  readonly grades: {
    readonly scale: number;
    readonly evaluator: readonly { readonly raw: number; readonly level: number }[];
    readonly keypad: readonly { readonly key: string; readonly level: number }[];
  };
  readonly thresholds: ThresholdsShape;
}

interface WireEnd {
  readonly port: string;
  readonly address: number;
}

interface CounterShape {
  readonly id: string;
  readonly terminal?: WireEnd | undefined;
  readonly evaluator?: WireEnd | undefined;
  readonly strip?: WireEnd | undefined;
  readonly keypad?: string | undefined;
  readonly services?: readonly string[] | undefined;
}

interface ThresholdsShape {
  readonly queues: readonly { readonly service: string; readonly class?: string | undefined }[];
}

export type Report = (path: readonly (string | number)[], message: string) => void;

export function checkSite(site: SiteShape, report: Report): void {
  checkUnique(site, report);
  checkWireEnds(site, report);
  checkTickets(site, report);
  checkServices(site, report);
  checkPatterns(site, report);
  checkGrades(site, report);
  checkThresholds(site.thresholds, site, (path, message) => report(['thresholds', ...path], message));
  const { open, close, dayClose } = site.hours;
  if (!(open < close)) report(['hours', 'close'], `closing time ${close} is not after opening time ${open}`);
  if (dayClose < close)
    report(['hours', 'dayClose'], `the day cannot close at ${dayClose}, before closing time ${close}`);
  if (!isTimeZone(site.timeZone)) report(['timeZone'], `"${site.timeZone}" is not an IANA time zone`);
}

function checkUnique(site: SiteShape, report: Report): void {
  for (const id of doubled(site.ports.map((port) => port.id))) report(['ports'], `port "${id}" is listed twice`);
  for (const id of doubled(site.counters.map((c) => c.id))) report(['counters'], `counter "${id}" is listed twice`);
  for (const prefix of doubled(site.tickets.map((rule) => rule.prefix)))
    report(['tickets'], `prefix "${prefix}" is listed twice`);
}

/** Terminal and evaluator numbers are separate maps even where they share a wire; within one map an end is unique. */
function checkWireEnds(site: SiteShape, report: Report): void {
  const ports = new Set(site.ports.map((port) => port.id));
  const taken = new Map<string, string>();
  const claim = (path: readonly (string | number)[], end: string, counter: string): void => {
    const holder = taken.get(end);
    if (holder !== undefined) report(path, `${end} already belongs to counter "${holder}"`);
    taken.set(end, counter);
  };
  site.counters.forEach((counter, index) => {
    for (const part of ['terminal', 'evaluator', 'strip'] as const) {
      const where = counter[part];
      if (where === undefined) continue;
      if (!ports.has(where.port)) report(['counters', index, part, 'port'], `no port "${where.port}" in ports`);
      claim(['counters', index, part], `${part} ${where.address} on port "${where.port}"`, counter.id);
    }
    if (counter.keypad === undefined) return;
    if (!ports.has(counter.keypad)) report(['counters', index, 'keypad'], `no port "${counter.keypad}" in ports`);
    claim(['counters', index, 'keypad'], `keypad "${counter.keypad}"`, counter.id);
  });
}

function checkTickets(site: SiteShape, report: Report): void {
  site.tickets.forEach((rule, index) => {
    if (!Object.hasOwn(site.services, rule.service))
      report(['tickets', index, 'service'], `no service "${rule.service}" in services`);
    if (!Object.hasOwn(site.classes, rule.class))
      report(['tickets', index, 'class'], `no class "${rule.class}" in classes`);
  });
}

/** Limits of queues that this hall does not have, or that are given twice. Also for what head office configures. */
export function checkThresholds(
  { queues }: ThresholdsShape,
  { services, classes }: Pick<SiteShape, 'services' | 'classes'>,
  report: Report,
): void {
  queues.forEach((queue, index) => {
    if (!Object.hasOwn(services, queue.service))
      report(['queues', index, 'service'], `no service "${queue.service}" in services`);
    if (queue.class !== undefined && !Object.hasOwn(classes, queue.class))
      report(['queues', index, 'class'], `no class "${queue.class}" in classes`);
  });
  for (const queue of doubled(queues.map((each) => `${each.service} ${each.class ?? '(any class)'}`)))
    report(['queues'], `queue "${queue}" is listed twice`);
}

/** A counter that takes an unknown service would silently take none; a limit of an unknown queue would never hold. */
function checkServices(site: SiteShape, report: Report): void {
  site.counters.forEach(({ services = [] }, index) => {
    services.forEach((service, at) => {
      if (!Object.hasOwn(site.services, service))
        report(['counters', index, 'services', at], `no service "${service}" in services`);
    });
  });
}

function checkPatterns(site: SiteShape, report: Report): void {
  const { ticket, time, call } = site.ticketText;
  checkPattern(ticket, 'ticket', (message) => report(['ticketText', 'ticket'], message));
  checkPattern(call, 'ticket', (message) => report(['ticketText', 'call'], message));
  if (time !== undefined) checkPattern(time, 'time', (message) => report(['ticketText', 'time'], message));
  site.keys.forEach((rule, index) => {
    if (rule.digits !== undefined)
      checkPattern(rule.digits, null, (message) => report(['keys', index, 'digits'], message));
  });
}

function checkPattern(pattern: string, group: string | null, report: (message: string) => void): void {
  try {
    // An empty alternative makes the pattern match "", so that its groups can be listed without a sample.
    const groups = new RegExp(`(?:${pattern})|`, 'u').exec('')?.groups ?? {};
    if (group !== null && !(group in groups)) report(`the pattern has no named group (?<${group}>…)`);
  } catch (error) {
    report(`not a pattern: ${(error as Error).message}`);
  }
}

function checkGrades({ grades }: SiteShape, report: Report): void {
  grades.evaluator.forEach((grade, index) => {
    if (grade.level > grades.scale)
      report(['grades', 'evaluator', index, 'level'], `level ${grade.level} is above the scale of ${grades.scale}`);
  });
  grades.keypad.forEach((grade, index) => {
    if (grade.level > grades.scale)
      report(['grades', 'keypad', index, 'level'], `level ${grade.level} is above the scale of ${grades.scale}`);
  });
  for (const raw of doubled(grades.evaluator.map((grade) => String(grade.raw))))
    report(['grades', 'evaluator'], `code ${raw} is listed twice`);
  for (const key of doubled(grades.keypad.map((grade) => grade.key)))
    report(['grades', 'keypad'], `key "${key}" is listed twice`);
}

function doubled(ids: readonly string[]): ReadonlySet<string> {
  return new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
}

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
