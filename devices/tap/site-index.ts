import type { CounterId } from '#contract/ids.ts';
import type { BaseKey } from '#devices/message.ts';
import type { KeyMeaning, Site, SiteCounter } from '#devices/sites/site.ts';

/** The site map turned round for look-up by what comes over the wire. */
export interface SiteIndex {
  readonly site: Site;
  readonly counters: ReadonlyMap<CounterId, SiteCounter>;
  hasPort(port: string): boolean;
  terminal(port: string, address: number): SiteCounter | null;
  evaluator(port: string, address: number): SiteCounter | null;
  strip(port: string, address: number): SiteCounter | null;
  keypad(port: string): SiteCounter | null;
  /** First key rule that matches, null when none does. */
  meaning(key: BaseKey, digits: string): KeyMeaning | null;
  evaluatorLevel(raw: number): number | null;
  keypadLevel(key: string): number | null;
  /** Service and class of a ticket: the longest prefix that fits. */
  queueOf(ticket: string): { readonly service: string; readonly class: string } | null;
  /** Counter whose number was typed; "03" is counter "3". */
  counterByDigits(digits: string): CounterId | null;
  readonly ticketPattern: RegExp;
  readonly timePattern: RegExp | null;
  readonly callPattern: RegExp;
}

export function indexSite(site: Site): SiteIndex {
  const ports = new Set(site.ports.map((port) => port.id));
  const terminals = wireEnds(site, 'terminal');
  const evaluators = wireEnds(site, 'evaluator');
  const strips = wireEnds(site, 'strip');
  const keypads = new Map(site.counters.flatMap((counter) => (counter.keypad ? [[counter.keypad, counter]] : [])));
  const rules = site.keys.map((rule) => ({ ...rule, pattern: new RegExp(`^(?:${rule.digits ?? ''})$`, 'u') }));
  const prefixes = site.tickets.toSorted((a, b) => b.prefix.length - a.prefix.length);
  const levels = new Map(site.grades.evaluator.map((grade) => [grade.raw, grade.level]));
  const keyLevels = new Map(site.grades.keypad.map((grade) => [grade.key, grade.level]));
  const { ticket, time, call } = site.ticketText;
  return {
    site,
    counters: new Map(site.counters.map((counter) => [counter.id, counter])),
    hasPort: (port) => ports.has(port),
    terminal: (port, address) => terminals.get(wireEnd(port, address)) ?? null,
    evaluator: (port, address) => evaluators.get(wireEnd(port, address)) ?? null,
    strip: (port, address) => strips.get(wireEnd(port, address)) ?? null,
    keypad: (port) => keypads.get(port) ?? null,
    meaning: (key, digits) => rules.find((rule) => rule.key === key && rule.pattern.test(digits))?.means ?? null,
    evaluatorLevel: (raw) => levels.get(raw) ?? null,
    keypadLevel: (key) => keyLevels.get(key) ?? null,
    queueOf: (number) => prefixes.find((rule) => number.startsWith(rule.prefix)) ?? null,
    counterByDigits: (digits) => site.counters.find((counter) => sameNumber(counter.id, digits))?.id ?? null,
    ticketPattern: new RegExp(ticket, 'u'),
    timePattern: time === undefined ? null : new RegExp(time, 'gu'),
    callPattern: new RegExp(call, 'u'),
  };
}

function wireEnds(site: Site, part: 'terminal' | 'evaluator' | 'strip'): ReadonlyMap<string, SiteCounter> {
  return new Map(
    site.counters.flatMap((counter) => {
      const where = counter[part];
      return where === undefined ? [] : [[wireEnd(where.port, where.address), counter] as const];
    }),
  );
}

function wireEnd(port: string, address: number): string {
  return `${port}#${address}`;
}

function sameNumber(id: string, digits: string): boolean {
  return id.replace(/^0+/, '') === digits.replace(/^0+/, '');
}
