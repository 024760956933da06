import { BASE_KEYS, type BaseKey } from '#devices/message.ts';
import type { HallSimulator } from '#devices/simulators/hall-simulator.ts';
import { pressFor } from '#devices/simulators/key-lookup.ts';
import { KEY_MEANINGS, type KeyMeaning, type Site } from '#devices/sites/site.ts';

/** Lines typed while a simulated hall runs: they touch the same devices as the simulated people. */

export const HALL_HELP = `Type while the hall runs:
  ticket SERVICE CLASS      a customer takes a ticket          ticket personal ordinary
  MEANING COUNTER [DIGITS]  a teller presses what means that   call 2 · no-show 1 · login 3 1024 · evaluate 2
  key COUNTER KEY [DIGITS]  a teller presses this very key     key 1 function 6
  rate COUNTER CODE         a customer presses the evaluator   rate 1 3
  keypad PORT KEY           a customer presses a keypad        keypad keypad-4 4
  state                     who waits, what stands where
  help                      this text`;

type Handler = (hall: HallSimulator, site: Site, words: readonly [string, string, string]) => string;

const HANDLERS: Readonly<Record<string, Handler>> = {
  help: () => HALL_HELP,
  state: describeState,
  ticket(hall, site, [service, customerClass]) {
    const problem = `no ticket for service "${service}" and class "${customerClass}"; ${kinds(site)}`;
    return said(hall.takeTicket(service, customerClass), problem);
  },
  rate: (hall, _, [counter, code]) => rate(hall, counter, code),
  keypad: (hall, _, [port, key]) => said(hall.keypad(port, key), `no counter has a keypad on port "${port}"`),
  key(hall, _, [counter, key, digits]) {
    if (!isKey(key)) return `"${key}" is no key; there are ${BASE_KEYS.join(', ')}`;
    return press(hall, counter, { key, digits });
  },
};

/** Does what one typed line says; the answer is for the person who typed it. */
export function typed(hall: HallSimulator, site: Site, line: string): string {
  const [word = '', first = '', second = '', third = ''] = line.trim().split(/\s+/);
  if (word === '') return '';
  const handler = Object.hasOwn(HANDLERS, word) ? HANDLERS[word] : undefined;
  return handler === undefined
    ? pressMeaning({ hall, site }, word, [first, second])
    : handler(hall, site, [first, second, third]);
}

function pressMeaning(
  { hall, site }: { hall: HallSimulator; site: Site },
  word: string,
  rest: readonly string[],
): string {
  if (!(KEY_MEANINGS as readonly string[]).includes(word)) return `"${word}" is not understood; type "help"`;
  const [counter = '', digits = ''] = rest;
  const keys = pressFor(site, word as KeyMeaning, digits);
  if (keys === null) return `no key of this site means "${word}"${digits === '' ? '' : ` with digits "${digits}"`}`;
  return press(hall, counter, keys);
}

function press(hall: HallSimulator, counter: string, { key, digits }: { key: BaseKey; digits: string }): string {
  if (!/^\d{0,20}$/.test(digits)) return `"${digits}" are not digits`;
  return said(hall.press(counter, key, digits), `no call terminal at counter "${counter}"`);
}

function rate(hall: HallSimulator, counter: string, code: string): string {
  if (!/^\d{1,3}$/.test(code) || Number(code) > 255) return `"${code}" is not a code from 0 to 255`;
  return said(hall.rate(counter, Number(code)), `no evaluator at counter "${counter}"`);
}

function isKey(text: string): text is BaseKey {
  return (BASE_KEYS as readonly string[]).includes(text);
}

function said(done: boolean, problem: string): string {
  return done ? 'ok' : problem;
}

function kinds(site: Site): string {
  return `there are ${site.tickets.map((rule) => `${rule.service} ${rule.class}`).join(', ')}`;
}

function describeState(hall: HallSimulator): string {
  const { waiting, counters } = hall.state();
  const lines = counters.map(({ counter, open, paused, ticket, invitationOpen, display }) => {
    const state = paused ? 'paused' : open ? 'open' : 'closed';
    const rating = invitationOpen ? ', asked to rate' : '';
    return `counter ${counter}: ${state}, ${ticket ?? 'nobody'}${rating}; strip "${display.strip}"`;
  });
  return [`${waiting.length} waiting: ${waiting.join(' ')}`, ...lines].join('\n');
}
