import { describe, expect, test } from 'vitest';
import demoKeypad from '#devices/sites/demo-bank-keypad.json' with { type: 'json' };
import { siteSchema } from '#devices/sites/site.ts';
import { asEvents, demoSite, eventKey, HallBench, listen, NINE, wholeDay } from './hall-bench.ts';
import { createHallSimulator, simulationProblems } from './hall-simulator.ts';
import { scenarioOf } from './scenario.ts';

const keypadSite = siteSchema.parse(demoKeypad);

describe('a simulated day', () => {
  test.each([
    ['evaluators on the bus', demoSite(), 1, {}],
    ['a keypad of our own', keypadSite, 2, {}],
    ['every tenth answer lost', demoSite(), 3, { host: { lostAcks: 0.1 } }],
    ['answers without FF head', demoSite(), 4, { host: { evaluatorAck: 'b' as const } }],
    ['start keys', demoSite(), 5, { tellers: { startKey: 0.7 } }],
  ])('with %s: the tap finds exactly what happened, at the same times', (_, site, seed, scenario) => {
    const { hall, records } = wholeDay(site, scenario, seed);
    const { events, notes } = listen(site, records);
    const truth = asEvents(hall.truth());
    expect(events.map(eventKey).toSorted()).toEqual(truth.toSorted());
    expect(events.filter((event) => 'flags' in event)).toEqual([]);
    expect([...notes.keys()].filter((note) => !['echo', 'call-refused', 'repeated-key'].includes(note))).toEqual([]);
    expect(truth.length).toBeGreaterThan(1_000);
  });

  test('keeps customers waiting from the opening crowd until the afternoon', () => {
    const site = demoSite();
    const hall = createHallSimulator({ site, seed: 1, startAt: NINE - 3_000 });
    expect(hall.step(NINE - 1)).toEqual([]);
    hall.step(NINE + 60_000);
    expect(hall.state().waiting.length).toBeGreaterThanOrEqual(6);
    for (let hour = 1; hour <= 7; hour++) {
      hall.step(NINE + hour * 3_600_000);
      expect(hall.state().waiting.length).toBeGreaterThan(0);
      expect(hall.state().counters.some((counter) => counter.ticket !== null)).toBe(true);
    }
  });

  test('same seed, same bytes; another seed, another day', () => {
    const first = wholeDay(demoSite(), {}, 7).records;
    expect(wholeDay(demoSite(), {}, 7).records).toEqual(first);
    expect(wholeDay(demoSite(), {}, 8).records).not.toEqual(first);
  });

  test('small steps and single records give the same bytes', () => {
    const { records } = wholeDay(demoSite(), {}, 9);
    const hall = createHallSimulator({
      site: demoSite(),
      seed: 9,
      startAt: NINE - 3_000,
      scenario: scenarioOf({ days: 1 }),
    });
    const stepped = [];
    for (let at = hall.deadline(); at !== null; at = hall.deadline()) stepped.push(...hall.step(at));
    expect(stepped).toEqual(records);
  });

  test('nothing overlaps on a wire and time never goes back', () => {
    const { records } = wholeDay(demoSite(), { host: { lostAcks: 0.1 } }, 10);
    const freeAt = new Map<string, number>();
    for (const { at, port, bytes } of records) {
      expect(at).toBeGreaterThanOrEqual(freeAt.get(port) ?? 0);
      freeAt.set(port, at + Math.floor((bytes.length * 10_000) / 9_600));
    }
    expect(records.map((record) => record.at)).toEqual(records.map((record) => record.at).toSorted((a, b) => a - b));
  });

  test('numbers start again the next morning and waiting tickets are dropped', () => {
    const hall = createHallSimulator({ site: demoSite(), startAt: NINE, scenario: scenarioOf({ days: 2 }) });
    hall.step(NINE + 12 * 3_600_000);
    expect(hall.truth().at(-1)).toMatchObject({ what: 'day-reset' });
    expect(hall.state().waiting).toEqual([]);
    hall.step(NINE + 24 * 3_600_000 + 60_000);
    const issued = hall.truth().filter((entry) => entry.what === 'issued');
    expect(issued.map((entry) => entry.ticket)).toContain('A001');
    expect(issued.every((entry) => entry.at >= NINE + 24 * 3_600_000)).toBe(true);
    hall.step(NINE + 48 * 3_600_000);
    expect(hall.deadline()).toBeNull();
  });

  test('a hall started at noon opens with its crowd at noon, one started at night opens in the morning', () => {
    const crowd = (startAt: number): number => {
      const hall = createHallSimulator({ site: demoSite(), startAt });
      hall.step(startAt + 60_000);
      return hall.state().waiting.length;
    };
    expect(crowd(NINE + 3 * 3_600_000)).toBeGreaterThan(5);
    expect(crowd(NINE + 12 * 3_600_000)).toBe(0);
  });
});

describe('the queue host', () => {
  test('prints a slip, shows the number, tells the strip where to go', () => {
    const bench = new HallBench();
    bench.do((hall) => hall.takeTicket('personal', 'ordinary')).do((hall) => hall.press('2', 'call'));
    const counter = bench.hall.state().counters[1]!;
    expect(counter).toMatchObject({ ticket: 'A001', display: { terminal: 'ticket 001', strip: '请A001号到2号窗口' } });
    const key = 'FF6803036802010C0F16';
    expect(bench.hex('bus')).toEqual([key, key, 'FF6808086802020A0A0A0000012316']);
    expect(listen(demoSite(), bench.records).events.map((event) => event.type)).toEqual([
      'ticket.issued',
      'ticket.called',
    ]);
  });

  test.each([
    ['a', 'FF680303688101038516'],
    ['b', '6802026881018216'],
  ] as const)('answers an evaluator in form %s', (evaluatorAck, answer) => {
    const bench = new HallBench({ host: { evaluatorAck } }).do((hall) => hall.rate('1', 3));
    expect(bench.hex('bus')).toEqual(['FF680303688111039516', answer]);
  });

  test('a device without answer sends its frame three times, 300 ms apart, and counts once', () => {
    const bench = new HallBench({ host: { lostAcks: 1 } }).do((hall) => hall.rate('1', 3));
    expect(bench.hex('bus')).toEqual(Array.from({ length: 3 }, () => 'FF680303688111039516'));
    const times = bench.records.map((record) => record.at);
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(300);
    expect(times[1]! - times[0]!).toBeLessThan(330);
    expect(bench.happened()).toEqual([{ what: 'rated', ticket: null, counter: '1', level: 4 }]);
  });

  test('two presses in quick succession call one ticket', () => {
    const bench = new HallBench();
    for (let i = 0; i < 2; i++) bench.do((hall) => hall.takeTicket('personal', 'ordinary'));
    bench.do((hall) => hall.press('1', 'call'), 150).do((hall) => hall.press('1', 'call'));
    expect(bench.happened().filter((truth) => truth['what'] === 'called')).toHaveLength(1);
  });

  test('an open evaluation is ended by the next call, or refuses it, as the host is built', () => {
    const course = (refusesCallWhileRating: boolean): unknown[] => {
      const bench = new HallBench({ host: { refusesCallWhileRating } });
      for (let i = 0; i < 2; i++) bench.do((hall) => hall.takeTicket('personal', 'ordinary'));
      for (const key of ['call', 'evaluate', 'call'] as const) bench.do((hall) => hall.press('1', key), 3_000);
      return bench
        .happened()
        .slice(2)
        .map((truth) => truth['what']);
    };
    expect(course(false)).toEqual(['called', 'finished', 'invited', 'expired', 'called']);
    expect(course(true)).toEqual(['called', 'finished', 'invited', 'refused']);
  });

  test('an unanswered invitation lapses after the time of the site', () => {
    const bench = new HallBench().do((hall) => hall.takeTicket('personal', 'ordinary'));
    bench.do((hall) => hall.press('1', 'call')).do((hall) => hall.press('1', 'evaluate'), 25_000);
    expect(bench.happened().at(-1)).toEqual({ what: 'expired', ticket: 'A001', counter: '1' });
  });

  test('a ticket can be suspended, taken up again, transferred and given up', () => {
    const bench = new HallBench().do((hall) => hall.takeTicket('personal', 'ordinary'));
    bench.do((hall) => hall.press('1', 'call'));
    bench.do((hall) => hall.press('1', 'function', '1')).do((hall) => hall.press('1', 'function', '3'));
    bench.do((hall) => hall.press('1', 'start', '3')).do((hall) => hall.press('2', 'call'));
    expect(bench.hall.state().counters[1]!.display.terminal).toBe('error');
    bench.do((hall) => hall.press('3', 'call')).do((hall) => hall.press('3', 'function', '5'));
    const what = bench.happened().map((truth) => `${String(truth['what'])} ${String(truth['counter'])}`);
    expect(what.slice(1)).toEqual([
      'called 1',
      'suspended 1',
      'resumed 1',
      'transferred 1',
      'nobody-waiting 2',
      'called 3',
      'no-show 3',
    ]);
  });

  test('digits before the call key call that very number', () => {
    const bench = new HallBench();
    for (let i = 0; i < 3; i++) bench.do((hall) => hall.takeTicket('personal', 'ordinary'));
    bench.do((hall) => hall.press('1', 'call', '3'));
    expect(bench.hall.state()).toMatchObject({ waiting: ['A001', 'A002'], counters: [{ ticket: 'A003' }, {}, {}, {}] });
  });

  test('an idle open terminal beeps and shows how many wait', () => {
    const bench = new HallBench().do((hall) => hall.press('1', 'function', '1024'));
    bench.do((hall) => hall.takeTicket('personal', 'ordinary'));
    expect(bench.hall.state().counters.map((counter) => counter.display)).toMatchObject([
      { terminal: 'waiting 1', beeps: 1 },
      { terminal: '', beeps: 0 },
      {},
      {},
    ]);
  });

  test('a keypad of our own sends press and release and rates the open invitation', () => {
    const bench = new HallBench({}, keypadSite).do((hall) => hall.takeTicket('personal', 'ordinary'));
    bench.do((hall) => hall.press('4', 'call')).do((hall) => hall.press('4', 'evaluate'));
    bench.do((hall) => hall.keypad('keypad-4', '3'));
    expect(bench.hex('keypad-4')).toHaveLength(2);
    expect(bench.happened().at(-1)).toEqual({ what: 'rated', ticket: 'A001', counter: '4', level: 3 });
  });
});

describe('what cannot be simulated is said', () => {
  test('a hand action on a device that is not there', () => {
    const { hall } = new HallBench();
    expect(hall.press('9', 'call')).toBe(false);
    expect(hall.rate('9', 1)).toBe(false);
    expect(hall.takeTicket('personal', 'gold')).toBe(false);
    expect(hall.keypad('bus', '1')).toBe(false);
  });

  test('a site without printer, or one that cannot read its own slips', () => {
    const noPrinter = demoSite((site) => (site.ports = site.ports.slice(0, 2)));
    expect(simulationProblems(noPrinter)).toEqual([expect.stringContaining('no ticket printer')]);
    const blind = demoSite((site) => (site.ticketText.ticket = '票号(?<ticket>\\d+)'));
    expect(simulationProblems(blind)[0]).toContain('does not read A001');
    expect(() => createHallSimulator({ site: blind, startAt: NINE })).toThrow('cannot be simulated');
    expect(simulationProblems(demoSite())).toEqual([]);
  });
});
