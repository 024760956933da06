import { describe, expect, test } from 'vitest';
import demoBank from './demo-bank.json' with { type: 'json' };
import demoBankKeypad from './demo-bank-keypad.json' with { type: 'json' };
import { parseSite } from './site.ts';

type Demo = typeof demoBank;

/** Problems of the demo site after one change, as "path: expected". */
function problemsAfter(change: (site: Demo) => unknown): readonly string[] {
  const site = structuredClone(demoBank);
  change(site);
  const parsed = parseSite(site);
  return parsed.ok ? [] : parsed.problems.map((problem) => `${problem.path}: ${problem.expected}`);
}

describe('the sites that come with the product', () => {
  test.each([
    ['demo-bank', demoBank],
    ['demo-bank-keypad', demoBankKeypad],
  ])('%s is a sound site map', (_name, site) => {
    expect(parseSite(site)).toMatchObject({ ok: true });
  });

  test('the demo hall has four counters on one bus, evaluators at 128 + N', () => {
    const parsed = parseSite(demoBank);
    if (!parsed.ok) throw new Error('demo site is not sound');
    expect(parsed.site.counters.map((counter) => [counter.terminal?.address, counter.evaluator?.address])).toEqual([
      [1, 129],
      [2, 130],
      [3, 131],
      [4, 132],
    ]);
  });
});

describe('a bad site map is refused, saying where and why', () => {
  const cases: [string, (site: Demo) => unknown, string][] = [
    [
      'a port that does not exist',
      (s) => (s.counters[1]!.terminal.port = 'bus-2'),
      'counters.1.terminal.port: no port "bus-2" in ports',
    ],
    [
      'a keypad on no port',
      (s) => Object.assign(s.counters[0]!, { keypad: 'pad' }),
      'counters.0.keypad: no port "pad" in ports',
    ],
    ['a port listed twice', (s) => s.ports.push({ ...s.ports[0]! }), 'ports: port "bus" is listed twice'],
    ['a counter listed twice', (s) => (s.counters[3]!.id = '1'), 'counters: counter "1" is listed twice'],
    [
      'one terminal at two counters',
      (s) => (s.counters[2]!.terminal.address = 1),
      'counters.2.terminal: terminal 1 on port "bus" already belongs to counter "1"',
    ],
    [
      'one strip at two counters',
      (s) => (s.counters[2]!.strip.address = 2),
      'counters.2.strip: strip 2 on port "strip" already belongs to counter "2"',
    ],
    [
      'a service nobody defined',
      (s) => (s.tickets[0]!.service = 'loans'),
      'tickets.0.service: no service "loans" in services',
    ],
    [
      'a counter that takes a service nobody defined',
      (s) => (s.counters[3]!.services = ['wealth', 'loans']),
      'counters.3.services.1: no service "loans" in services',
    ],
    [
      'a limit for a service nobody defined',
      (s) => Object.assign(s, { thresholds: { queues: [{ service: 'loans', waiting: 5 }] } }),
      'thresholds.queues.0.service: no service "loans" in services',
    ],
    [
      'a limit for a class nobody defined',
      (s) => Object.assign(s, { thresholds: { queues: [{ service: 'personal', class: 'black', waiting: 5 }] } }),
      'thresholds.queues.0.class: no class "black" in classes',
    ],
    [
      'a service called like an object method',
      (s) => (s.tickets[0]!.service = 'constructor'),
      'tickets.0.service: no service "constructor" in services',
    ],
    ['a class nobody defined', (s) => (s.tickets[1]!.class = 'vip'), 'tickets.1.class: no class "vip" in classes'],
    [
      'a threshold of a queue that does not exist',
      (s) => Object.assign(s, { thresholds: { queues: [{ service: 'loans' }] } }),
      'thresholds.queues.0.service: no service "loans" in services',
    ],
    [
      'a threshold of a class that does not exist',
      (s) => Object.assign(s, { thresholds: { queues: [{ service: s.tickets[0]!.service, class: 'vip' }] } }),
      'thresholds.queues.0.class: no class "vip" in classes',
    ],
    [
      'two thresholds of one queue',
      (s) => {
        const queue = { service: s.tickets[0]!.service };
        return Object.assign(s, { thresholds: { queues: [queue, queue] } });
      },
      'thresholds.queues: queue "personal (any class)" is listed twice',
    ],
    ['a prefix listed twice', (s) => (s.tickets[1]!.prefix = 'A'), 'tickets: prefix "A" is listed twice'],
    [
      'a time zone that is none',
      (s) => (s.timeZone = 'Mars/Olympus'),
      'timeZone: "Mars/Olympus" is not an IANA time zone',
    ],
    [
      'closing before opening',
      (s) => (s.hours.close = '08:00'),
      'hours.close: closing time 08:00 is not after opening time 09:00',
    ],
    [
      'a day that closes before the doors',
      (s) => (s.hours.dayClose = '16:00'),
      'hours.dayClose: the day cannot close at 16:00, before closing time 17:00',
    ],
    [
      'a ticket pattern without the group',
      (s) => (s.ticketText.ticket = '[A-Z]\\d+'),
      'ticketText.ticket: the pattern has no named group (?<ticket>…)',
    ],
    [
      'a time pattern without the group',
      (s) => (s.ticketText.time = '(?<date>.*)'),
      'ticketText.time: the pattern has no named group (?<time>…)',
    ],
    [
      'a grade above the scale',
      (s) => (s.grades.evaluator[0]!.level = 5),
      'grades.evaluator.0.level: level 5 is above the scale of 4',
    ],
    [
      'an evaluator code listed twice',
      (s) => (s.grades.evaluator[1]!.raw = 0),
      'grades.evaluator: code 0 is listed twice',
    ],
    ['an unknown setting', (s) => Object.assign(s.timing, { echoMs: 5 }), 'timing: Unrecognized key: "echoMs"'],
  ];

  test.each(cases)('%s', (_name, change, problem) => {
    expect(problemsAfter(change)).toEqual([problem]);
  });

  test('patterns that do not compile', () => {
    const problems = problemsAfter((site) => {
      site.ticketText.call = '(?<ticket>[A-Z';
      Object.assign(site.keys[1]!, { digits: '\\d{2' });
    });
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/^ticketText\.call: not a pattern: /);
    expect(problems[1]).toMatch(/^keys\.1\.digits: not a pattern: /);
  });

  test('several mistakes are reported together', () => {
    const problems = problemsAfter((site) => {
      site.timeZone = 'nowhere';
      site.tickets[0]!.class = 'vip';
      site.counters[0]!.strip.port = 'led';
    });
    expect(problems).toHaveLength(3);
  });

  test.each([null, 7, 'site', [], {}])('%j is no site map and does not throw', (value) => {
    expect(parseSite(value).ok).toBe(false);
  });
});
