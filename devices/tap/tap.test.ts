import { describe, expect, test } from 'vitest';
import { TapBench, type SiteChange } from './tap-bench.ts';

const bench = (change?: SiteChange): TapBench => new TapBench(change);
const withoutStrip = (): TapBench =>
  bench((site) => {
    for (const counter of site.counters) Reflect.deleteProperty(counter, 'strip');
  });

describe('a call', () => {
  test('counts when the host shows the number, at the time of the key', () => {
    const hall = bench().issue(0, 'A001').set();
    expect(hall.key(1000, 1, 'call').news()).toEqual([]);
    expect(hall.show(1200, 1, '001').news()).toEqual([
      { type: 'ticket.called', at: 1000, ticket: 'A001', counter: '1' },
    ]);
    expect(hall.remarks()).toEqual([]);
  });

  test('is taken from the strip where it speaks first; the numeric display then adds nothing', () => {
    const hall = bench().issue(0, 'A001', 'B001').set();
    hall.key(1000, 2, 'call').strip(1100, 2, 'B001').show(1200, 2, '001').tick(9000);
    expect(hall.news()).toEqual([{ type: 'ticket.called', at: 1000, ticket: 'B001', counter: '2' }]);
    expect(hall.remarks()).toEqual([]);
  });

  test('leading zeros make no difference', () => {
    const hall = bench().issue(0, 'A012').set();
    expect(hall.key(1000, 1, 'call').show(1050, 1, '12').news()).toMatchObject([{ ticket: 'A012' }]);
  });

  test('without an answer is noted and no event', () => {
    const hall = bench().issue(0, 'A001').set();
    hall.key(1000, 1, 'call').tick(3999);
    expect(hall.remarks()).toEqual([]);
    hall.tick(4000);
    expect(hall.remarks()).toEqual(['call-unconfirmed']);
    hall.show(4100, 1, '001');
    expect(hall.news()).toEqual([]);
    expect(hall.remarks()).toEqual(['host-display']);
  });

  test('the late answer is late also when nobody ticked in between', () => {
    const hall = bench().issue(0, 'A001').set();
    hall.key(1000, 1, 'call').show(4000, 1, '001');
    expect(hall.news()).toEqual([]);
    expect(hall.remarks()).toEqual(['call-unconfirmed', 'host-display']);
  });

  test('pressed twice is one call, at the press the host answered', () => {
    const hall = bench().issue(0, 'A001').set();
    hall.key(1000, 1, 'call').key(2000, 1, 'call').show(2100, 1, '001');
    expect(hall.news()).toEqual([{ type: 'ticket.called', at: 2000, ticket: 'A001', counter: '1' }]);
    expect(hall.remarks()).toEqual(['call-unconfirmed']);
  });

  test('refused by the host is given up', () => {
    const hall = bench().issue(0, 'A001').set();
    hall.key(1000, 1, 'call').hear(1100, 'bus', { name: 'show-result', address: 1, success: false }).tick(9000);
    expect(hall.remarks()).toEqual(['call-refused']);
  });

  test('two counters at the same moment do not mix', () => {
    const hall = bench().issue(0, 'A001', 'A002').set();
    hall.key(1000, 1, 'call').key(1000, 2, 'call').show(1050, 2, '002').show(1050, 1, '001');
    expect(hall.news()).toEqual([
      { type: 'ticket.called', at: 1000, ticket: 'A002', counter: '2' },
      { type: 'ticket.called', at: 1000, ticket: 'A001', counter: '1' },
    ]);
  });

  test('an echoed frame is counted and does nothing', () => {
    const hall = bench().issue(0, 'A001').set();
    const key = { name: 'key', address: 1, key: 'call', digits: '' } as const;
    hall.hear(1000, 'bus', key).hear(1020, 'bus', key, true).show(1050, 1, '001');
    expect(hall.news()).toHaveLength(1);
    expect(hall.remarks()).toEqual(['echo']);
  });

  test('a dark display or zeros are no number', () => {
    const hall = bench().issue(0, 'A001').set();
    hall.key(1000, 1, 'call').show(1050, 1, '').show(1060, 1, '000').show(1070, 1, '001');
    expect(hall.news()).toMatchObject([{ type: 'ticket.called', ticket: 'A001' }]);
  });

  test('carries the pseudonym of whoever logged in, until log-out', () => {
    const hall = bench().issue(0, 'A001', 'A002');
    hall.key(10, 1, 'function', '1024').set();
    hall.call(1000, 1, 'A001');
    expect(hall.news()).toMatchObject([{ type: 'ticket.called', teller: 'teller4201' }]);
    hall.key(2000, 1, 'function', '4').set().call(3000, 1, 'A002');
    expect(hall.news()[0]).not.toHaveProperty('teller');
  });
});

describe('which ticket was called', () => {
  test('the strip decides between tickets with the same digits', () => {
    const hall = bench().issue(0, 'A001', 'B001').set();
    hall.key(1000, 1, 'call').show(1050, 1, '001');
    expect(hall.news()).toEqual([]);
    expect(hall.strip(1400, 1, 'B001').news()).toEqual([
      { type: 'ticket.called', at: 1000, ticket: 'B001', counter: '1' },
    ]);
  });

  test('when the strip stays silent the call is stored as ambiguous with its candidates', () => {
    const hall = bench().issue(0, 'A001', 'B001').set();
    hall
      .key(1000, 1, 'call')
      .show(1050, 1, '001')
      .tick(1050 + 1500);
    expect(hall.news()).toEqual([
      {
        type: 'ticket.called',
        at: 1000,
        ticket: '001',
        counter: '1',
        candidates: ['A001', 'B001'],
        flags: ['ambiguous-ticket'],
      },
    ]);
    hall.strip(9000, 1, 'A001');
    expect(hall.remarks()).toEqual(['strip-late']);
  });

  test('a counter without a strip waits for none', () => {
    const hall = withoutStrip().issue(0, 'A001', 'B001').set();
    hall.call(1000, 1, 'A001');
    expect(hall.news()).toMatchObject([{ ticket: '001', flags: ['ambiguous-ticket'] }]);
  });

  test('the next key settles an open question first', () => {
    const hall = bench().issue(0, 'A001', 'B001').set();
    hall.call(1000, 1, 'A001').key(1500, 1, 'evaluate');
    expect(hall.news()).toEqual([
      expect.objectContaining({ type: 'ticket.called', ticket: '001', flags: ['ambiguous-ticket'] }),
      { type: 'ticket.finished', at: 1500, ticket: '001', counter: '1', reason: 'evaluate' },
      { type: 'rating.invited', at: 1500, ticket: '001', counter: '1' },
    ]);
  });

  test('a number that nobody saw issued is kept and marked', () => {
    const hall = bench().issue(0, 'A001').set();
    hall.key(1000, 1, 'call').strip(1100, 1, 'B077');
    expect(hall.news()).toEqual([
      { type: 'ticket.called', at: 1000, ticket: 'B077', counter: '1', flags: ['unknown-ticket'] },
    ]);
    const blind = withoutStrip().call(1000, 1, 'A042');
    expect(blind.news()).toEqual([
      { type: 'ticket.called', at: 1000, ticket: '042', counter: '1', flags: ['unknown-ticket'] },
    ]);
  });

  test('an unknown number on the numeric display gets its letters from the strip', () => {
    const hall = bench().call(1000, 1, 'B077').strip(1300, 1, 'B077');
    expect(hall.news()).toMatchObject([{ ticket: 'B077', flags: ['unknown-ticket'] }]);
  });

  test('a strip that contradicts the display is noted', () => {
    const hall = bench().issue(0, 'A001', 'B001', 'A005').set();
    hall.call(1000, 1, 'A001').strip(1200, 1, 'A005').strip(1300, 1, 'A001').strip(1400, 1, 'B001');
    expect(hall.news()).toMatchObject([{ type: 'ticket.called', ticket: 'A001' }]);
    expect(hall.remarks()).toEqual(['strip-disagrees', 'strip-disagrees']);
  });

  test('the number already at the counter is a recall, not a new call', () => {
    const hall = bench().issue(0, 'A001').call(1000, 1, 'A001').set();
    hall.key(5000, 1, 'call').show(5050, 1, '001').strip(5100, 1, 'A001').tick(20_000);
    expect(hall.news()).toEqual([{ type: 'ticket.recalled', at: 5000, ticket: 'A001', counter: '1' }]);
    expect(hall.remarks()).toEqual([]);
  });

  test('after an old number was shown again, the new one still confirms the key', () => {
    const hall = bench().issue(0, 'A001', 'A002').call(1000, 1, 'A001').set();
    hall.key(5000, 1, 'call').show(5050, 1, '001').show(5900, 1, '002');
    expect(hall.news().map((event) => event['type'])).toEqual(['ticket.recalled', 'ticket.finished', 'ticket.called']);
  });

  test('the same digits at the counter and in the queue are ambiguous while the service goes on', () => {
    const hall = withoutStrip().issue(0, 'A001').call(1000, 1, 'A001').issue(2000, 'B001').set();
    hall.call(5000, 1, 'B001');
    expect(hall.news()).toMatchObject([
      { type: 'ticket.finished' },
      { type: 'ticket.called', ticket: '001', candidates: ['A001', 'B001'] },
    ]);
    const finished = withoutStrip().issue(0, 'A001').call(1000, 1, 'A001').key(2000, 1, 'evaluate');
    finished.issue(2000, 'B001').set().call(5000, 1, 'B001');
    expect(finished.news()).toMatchObject([{ type: 'rating.expired' }, { type: 'ticket.called', ticket: 'B001' }]);
  });

  test('numbers that begin again are just new tickets', () => {
    const hall = bench().issue(0, 'A001').call(1000, 1, 'A001').key(2000, 1, 'evaluate').rate(3000, 1, 3);
    hall.issue(10_000, 'A001').set().call(11_000, 1, 'A001');
    expect(hall.news()).toEqual([{ type: 'ticket.called', at: 11_000, ticket: 'A001', counter: '1' }]);
  });

  test('the host showing a number by itself is noted; repeating the current one is not', () => {
    const hall = bench().issue(0, 'A001', 'A002').call(1000, 1, 'A001').set();
    hall.show(2000, 1, '001').strip(2000, 1, 'A001').show(3000, 1, '002').strip(3000, 1, 'A002');
    expect(hall.news()).toEqual([]);
    expect(hall.remarks()).toEqual(['host-display', 'host-display']);
  });

  test('texts that announce nobody are passed over', () => {
    const hall = bench();
    hall.hear(0, 'strip', { name: 'show-text', address: 1, text: '暂停服务' });
    hall.hear(0, 'strip', { name: 'show-text', address: 99, text: '欢迎光临' });
    expect(hall.remarks()).toEqual([]);
    hall.strip(10, 99, 'A001');
    expect(hall.remarks()).toEqual(['unknown-address']);
  });
});

describe('the end of a service', () => {
  test('the next call ends it, and an open invitation before that', () => {
    const hall = bench().issue(0, 'A001', 'A002').call(1000, 1, 'A001');
    hall.hear(2000, 'bus', { name: 'start-rating', address: 129 }).set();
    hall.call(5000, 1, 'A002');
    expect(hall.news()).toEqual([
      { type: 'rating.expired', at: 5000, ticket: 'A001', counter: '1' },
      { type: 'ticket.finished', at: 5000, inferred: true, ticket: 'A001', counter: '1', reason: 'next-call' },
      { type: 'ticket.called', at: 5000, ticket: 'A002', counter: '1' },
    ]);
  });

  test('the evaluate key ends it and invites', () => {
    const hall = bench().issue(0, 'A001').call(1000, 1, 'A001').set();
    hall.key(5000, 1, 'evaluate');
    expect(hall.news()).toEqual([
      { type: 'ticket.finished', at: 5000, ticket: 'A001', counter: '1', reason: 'evaluate' },
      { type: 'rating.invited', at: 5000, ticket: 'A001', counter: '1' },
    ]);
    expect(hall.key(6000, 1, 'evaluate').news()).toEqual([]);
    expect(hall.remarks()).toEqual(['repeated-key']);
  });

  test('log-out ends it', () => {
    const hall = bench().issue(0, 'A001').call(1000, 1, 'A001').set();
    expect(hall.key(5000, 1, 'function', '4').news()).toEqual([
      { type: 'ticket.finished', at: 5000, inferred: true, ticket: 'A001', counter: '1', reason: 'logout' },
      { type: 'counter.logout', at: 5000, counter: '1' },
    ]);
  });

  test('a finished service is not finished again', () => {
    const hall = bench().issue(0, 'A001', 'A002').call(1000, 1, 'A001').key(2000, 1, 'evaluate').rate(3000, 1, 3).set();
    expect(hall.call(4000, 1, 'A002').news()).toEqual([
      { type: 'ticket.called', at: 4000, ticket: 'A002', counter: '1' },
    ]);
  });
});

describe('ratings from evaluators', () => {
  const invited = (): TapBench => bench().issue(0, 'A001', 'A002').call(1000, 1, 'A001').key(5000, 1, 'evaluate').set();

  test('belong to the invited ticket', () => {
    expect(invited().rate(8000, 1, 3).news()).toEqual([
      {
        type: 'rating.given',
        at: 8000,
        rating: 'rating-0001',
        channel: 'evaluator',
        counter: '1',
        ticket: 'A001',
        level: 4,
        scale: 4,
        raw: 3,
      },
    ]);
  });

  test('a second press is kept as a duplicate', () => {
    expect(invited().rate(8000, 1, 3).rate(8100, 1, 0).rate(8200, 1, 0).news()).toMatchObject([
      { rating: 'rating-0001', ticket: 'A001' },
      { rating: 'rating-0002', ticket: 'A001', flags: ['duplicate'] },
      { rating: 'rating-0003', ticket: 'A001', flags: ['duplicate'] },
    ]);
  });

  test('a second invitation of a rated ticket gives duplicates too', () => {
    const hall = invited().rate(8000, 1, 3).key(9000, 1, 'evaluate').set().rate(9500, 1, 3);
    expect(hall.news()).toMatchObject([{ ticket: 'A001', flags: ['duplicate'] }]);
  });

  test('an invitation expires at its own deadline, whenever time is told', () => {
    const hall = invited();
    expect(hall.tap.deadline()).toBe(hall.hall.waiting()[0]!.issuedAt + 25_000);
    expect(hall.tick(24_999).news()).toEqual([]);
    expect(hall.tick(31_234).news()).toEqual([{ type: 'rating.expired', at: 25_000, ticket: 'A001', counter: '1' }]);
    expect(hall.tap.deadline()).toBeNull();
  });

  test('after the deadline a rating is unsolicited, also when nobody ticked', () => {
    expect(invited().rate(25_000, 1, 2).news()).toMatchObject([
      { type: 'rating.expired', at: 25_000 },
      { type: 'rating.given', flags: ['unsolicited'] },
    ]);
  });

  test('after the next call a rating says so and takes no ticket', () => {
    const hall = invited().call(10_000, 1, 'A002').set().rate(11_000, 1, 2);
    const [rating] = hall.news();
    expect(rating).toMatchObject({ flags: ['unsolicited', 'after-next-call'] });
    expect(rating).not.toHaveProperty('ticket');
  });

  test('a press during a service does not use up the rating of its customer', () => {
    const hall = bench().issue(0, 'A001').call(1000, 1, 'A001').set();
    hall.rate(2000, 1, 3).key(5000, 1, 'evaluate').rate(6000, 1, 0);
    const ratings = hall.news().filter((event) => event['type'] === 'rating.given');
    expect(ratings).toMatchObject([{ flags: ['unsolicited'] }, { ticket: 'A001', level: 1 }]);
    expect(ratings[0]).not.toHaveProperty('ticket');
    expect(ratings[1]).not.toHaveProperty('flags');
  });

  test('an evaluation without a ticket stands alone', () => {
    const hall = bench().key(1000, 1, 'evaluate').rate(2000, 1, 3).rate(2500, 1, 3);
    expect(hall.news()).toMatchObject([
      { type: 'rating.invited', counter: '1' },
      { type: 'rating.given', flags: ['no-ticket'] },
      { type: 'rating.given', flags: ['unsolicited', 'no-ticket'] },
    ]);
  });

  test('the host may invite; after the evaluate key that says nothing new', () => {
    const start = { name: 'start-rating', address: 1 } as const;
    const hall = bench().issue(0, 'A001').call(1000, 1, 'A001').set();
    hall.hear(5000, 'bus', start);
    expect(hall.news()).toEqual([{ type: 'rating.invited', at: 5000, ticket: 'A001', counter: '1' }]);
    expect(hall.hear(5100, 'bus', { ...start, address: 129 }).news()).toEqual([]);
    expect(hall.key(5200, 1, 'evaluate').news()).toMatchObject([{ type: 'ticket.finished' }]);
    expect(hall.remarks()).toEqual([]);
  });

  test('an unknown button is noted', () => {
    const hall = invited().rate(8000, 1, 7);
    expect(hall.news()).toEqual([]);
    expect(hall.remarks()).toEqual(['unknown-grade']);
  });

  test('an invitation from before a restart is taken over', () => {
    const before = invited();
    const after = bench();
    after.hall.apply([
      {
        type: 'ticket.called',
        at: 0,
        src: 'bus',
        ticket: before.hall.service('1' as never)!.ticket,
        counter: '1' as never,
      },
      {
        type: 'ticket.finished',
        at: 0,
        src: 'bus',
        ticket: 'A001' as never,
        counter: '1' as never,
        reason: 'evaluate',
      },
      { type: 'rating.invited', at: 0, src: 'bus', ticket: 'A001' as never, counter: '1' as never },
    ]);
    after.tick(6000).rate(7000, 1, 3);
    expect(after.news()).toMatchObject([{ type: 'rating.given', ticket: 'A001' }]);
  });
});

describe('ratings from a keypad', () => {
  const withKeypad = (): TapBench =>
    bench((site) => {
      site.ports.push({ ...site.ports[0]!, id: 'keypad-1', profile: 'hid-keypad' });
      Object.assign(site.counters[0]!, { keypad: 'keypad-1' });
      Object.assign(site.grades, { keypad: ['1', '2', '3', '4'].map((key, index) => ({ key, level: index + 1 })) });
    });
  const press = (hall: TapBench, ms: number, key: string, port = 'keypad-1'): TapBench =>
    hall.hear(ms, port, { name: 'keypad', key });

  test('need no invitation once the service is over', () => {
    const hall = withKeypad().issue(0, 'A001').call(1000, 1, 'A001').key(5000, 1, 'evaluate').tick(60_000).set();
    expect(press(hall, 61_000, '3').news()).toEqual([
      {
        type: 'rating.given',
        at: 61_000,
        rating: 'rating-0001',
        channel: 'keypad',
        counter: '1',
        ticket: 'A001',
        level: 3,
        scale: 4,
        raw: 3,
      },
    ]);
    expect(press(hall, 70_000, '3').news()).toMatchObject([{ ticket: 'A001', flags: ['duplicate'] }]);
  });

  test('answer an open invitation', () => {
    const hall = withKeypad().issue(0, 'A001').call(1000, 1, 'A001').key(5000, 1, 'evaluate').set();
    press(hall, 6000, '4').tick(60_000);
    expect(hall.news()).toMatchObject([{ type: 'rating.given', ticket: 'A001', level: 4 }]);
  });

  test('are marked during a service and without one', () => {
    const hall = withKeypad();
    expect(press(hall, 0, '1').news()).toMatchObject([{ flags: ['unsolicited', 'no-ticket'] }]);
    hall.issue(5000, 'A001').call(6000, 1, 'A001').set();
    const [rating] = press(hall, 10_000, '1').news();
    expect(rating).toMatchObject({ flags: ['unsolicited'] });
    expect(rating).not.toHaveProperty('ticket');
  });

  test('hammering counts once, however long it lasts', () => {
    const hall = withKeypad();
    for (const ms of [0, 2000, 4000, 6000]) press(hall, ms, '1');
    expect(hall.news()).toHaveLength(1);
    expect(hall.remarks()).toEqual(['repeat', 'repeat', 'repeat']);
    expect(press(hall, 9000, '1').news()).toHaveLength(1);
  });

  test('keys that are no grade and keypads of no counter are noted', () => {
    const hall = withKeypad();
    press(hall, 0, 'enter');
    press(hall, 0, '1', 'bus');
    press(hall, 0, '1', 'gone');
    expect(hall.remarks()).toEqual(['unknown-grade', 'unknown-address', 'unknown-port']);
  });
});

describe('other keys', () => {
  const serving = (): TapBench => bench().issue(0, 'A001', 'A002').call(1000, 1, 'A001').set();

  test.each([
    ['start', '', { type: 'ticket.started', ticket: 'A001' }],
    ['function', '5', { type: 'ticket.no-show', ticket: 'A001' }],
    ['function', '1', { type: 'ticket.suspended', ticket: 'A001' }],
    ['start', '03', { type: 'ticket.transferred', ticket: 'A001', toCounter: '3' }],
  ] as const)('%s with digits "%s"', (key, digits, event) => {
    const hall = serving();
    expect(hall.key(2000, 1, key, digits).news()).toEqual([{ at: 2000, counter: '1', ...event }]);
    const empty = bench().key(2000, 1, key, digits);
    expect(empty.news()).toEqual([]);
    expect(empty.remarks()).toEqual(['key-without-service']);
  });

  test.each([
    ['evaluate', '0', { type: 'ticket.prepared' }],
    ['pause', '', { type: 'counter.paused' }],
    ['function', '0', { type: 'counter.paused' }],
    ['function', '2', { type: 'counter.open' }],
    ['function', '6', { type: 'assistance.requested', kind: 'security' }],
    ['function', '7', { type: 'assistance.requested', kind: 'manager' }],
    ['function', '9', { type: 'assistance.requested', kind: 'adviser' }],
    ['function', '1024', { type: 'counter.login', teller: 'teller4201' }],
    ['function', '4', { type: 'counter.logout' }],
  ] as const)('%s with digits "%s" needs nobody at the counter', (key, digits, event) => {
    expect(bench().key(2000, 1, key, digits).news()).toEqual([{ at: 2000, counter: '1', ...event }]);
  });

  test('cancel cancels the ticket at the counter', () => {
    expect(serving().key(2000, 1, 'cancel').news()).toEqual([{ type: 'ticket.cancelled', at: 2000, ticket: 'A001' }]);
  });

  test('start pressed again is noted', () => {
    const hall = serving().key(2000, 1, 'start').set().key(3000, 1, 'start');
    expect(hall.news()).toEqual([]);
    expect(hall.remarks()).toEqual(['repeated-key']);
  });

  test('after a no-show there is nobody left to finish', () => {
    const hall = serving().key(2000, 1, 'function', '5').set().call(3000, 1, 'A002');
    expect(hall.news().map((event) => event['type'])).toEqual(['ticket.called']);
  });

  test('a transfer to no counter keeps the transfer and says so', () => {
    const hall = serving().key(2000, 1, 'start', '9');
    expect(hall.news()).toEqual([{ type: 'ticket.transferred', at: 2000, ticket: 'A001', counter: '1' }]);
    expect(hall.remarks()).toEqual(['unknown-transfer-target']);
  });

  test('the ignored combination does nothing; an unmapped one is noted without long numbers', () => {
    const hall = bench().key(0, 1, 'function', '8');
    expect(hall.remarks()).toEqual([]);
    hall.key(1, 1, 'recall', '4711').key(2, 1, 'metre-line');
    expect(hall.notes.map((note) => note.detail).join()).not.toContain('4711');
    expect(hall.remarks()).toEqual(['unmapped-key', 'unmapped-key']);
  });

  test('devices of no counter are noted', () => {
    const hall = bench().key(0, 77, 'call').rate(0, 77, 3).show(0, 77, '001');
    expect(hall.events).toEqual([]);
    expect(hall.remarks()).toEqual(['unknown-address', 'unknown-address', 'unknown-address']);
  });

  test('a ticket log-in without a number is noted', () => {
    const hall = bench((site) => Object.assign(site.keys[0]!, { means: 'login' })).key(0, 1, 'call');
    expect(hall.remarks()).toEqual(['login-without-number']);
  });

  test('talk between host and devices is no event', () => {
    const hall = bench();
    hall.hear(0, 'bus', { name: 'rating-ack', address: 129, raw: 3 });
    hall.hear(0, 'bus', { name: 'set-stars', address: 129, stars: 5 });
    hall.hear(0, 'bus', { name: 'show-waiting', address: 1, waiting: 7 });
    hall.hear(0, 'bus', { name: 'show-result', address: 1, success: true });
    hall.hear(0, 'bus', { name: 'beep', address: 1 });
    hall.hear(0, 'strip', { name: 'shown', address: 1 });
    hall.hear(0, 'bus', { name: 'other', address: null, label: 'x' });
    expect([hall.events, hall.notes]).toEqual([[], []]);
  });
});

describe('suspended tickets', () => {
  const suspended = (...tickets: string[]): TapBench => {
    const hall = bench().issue(0, ...tickets);
    for (const ticket of tickets) hall.call(1000, 1, ticket).key(1100, 1, 'function', '1');
    return hall.set();
  };

  test('come back when the host shows them', () => {
    const hall = suspended('A001').key(5000, 1, 'function', '3');
    expect(hall.news()).toEqual([]);
    expect(hall.show(5050, 1, '001').news()).toEqual([
      { type: 'ticket.resumed', at: 5000, ticket: 'A001', counter: '1' },
    ]);
    expect(hall.key(6000, 1, 'evaluate').news()).toMatchObject([{ type: 'ticket.finished' }, { ticket: 'A001' }]);
  });

  test('stay where they are when the host refuses', () => {
    const hall = suspended('A001').key(5000, 1, 'function', '3');
    hall.hear(5050, 'bus', { name: 'show-result', address: 1, success: false }).tick(20_000);
    expect(hall.news()).toEqual([]);
    expect(hall.remarks()).toEqual(['call-refused']);
  });

  test('a number issued anew is no longer the suspended one', () => {
    const hall = suspended('A001').issue(4000, 'A001').set();
    hall.key(5000, 1, 'function', '3').show(5050, 1, '001').tick(20_000);
    expect(hall.news()).toEqual([]);
    expect(hall.remarks()).toEqual(['callback-unknown']);
  });

  test('of several the display says which', () => {
    const hall = suspended('A001', 'A002').key(5000, 1, 'function', '3');
    expect(hall.news()).toEqual([]);
    expect(hall.show(5050, 1, '002').news()).toEqual([
      { type: 'ticket.resumed', at: 5000, ticket: 'A002', counter: '1' },
    ]);
  });

  test('coming back ends what was open', () => {
    const hall = suspended('A001').issue(2000, 'A009').call(2000, 1, 'A009').set();
    hall.key(5000, 1, 'function', '3').show(5050, 1, '001');
    expect(hall.news()).toMatchObject([{ type: 'ticket.finished', reason: 'next-call' }, { type: 'ticket.resumed' }]);
  });

  test('none known, or no display, is noted', () => {
    const hall = bench().key(0, 1, 'function', '3').tick(9000);
    expect(hall.news()).toEqual([]);
    expect(hall.remarks()).toEqual(['callback-unknown']);
    const two = suspended('A001', 'A002').key(5000, 1, 'function', '3').show(5050, 1, '077').tick(20_000);
    expect(two.news()).toEqual([]);
    expect(two.remarks()).toEqual(['callback-unknown']);
  });
});

describe('customers who had not come', () => {
  const missed = (): TapBench =>
    bench().issue(0, 'A001', 'B001', 'A002').call(1000, 1, 'A002').key(2000, 1, 'function', '5').set();

  test('are called again without a mark, at any counter', () => {
    expect(missed().key(5000, 2, 'call').strip(5050, 2, 'A002').news()).toEqual([
      { type: 'ticket.called', at: 5000, ticket: 'A002', counter: '2' },
    ]);
    expect(missed().key(5000, 2, 'call').show(5050, 2, '002').news()).toEqual([
      { type: 'ticket.called', at: 5000, ticket: 'A002', counter: '2' },
    ]);
  });

  test('are recalled when the host shows them after the recall key', () => {
    const hall = missed().key(5000, 1, 'recall').show(5050, 1, '002');
    expect(hall.news()).toEqual([{ type: 'ticket.recalled', at: 5000, ticket: 'A002', counter: '1' }]);
    expect(hall.key(6000, 1, 'evaluate').news()).toMatchObject([{ type: 'ticket.finished' }, {}]);
  });

  test('yield to those who wait when the next ticket is called', () => {
    const hall = missed().issue(4000, 'B002').set().key(5000, 2, 'call').show(5050, 2, '002');
    expect(hall.news()).toMatchObject([{ type: 'ticket.called', ticket: 'B002' }]);
  });

  test('are as likely as those who wait when a number was typed', () => {
    const hall = missed().issue(4000, 'B002').set().key(5000, 2, 'call', '2').show(5050, 2, '002').tick(9000);
    expect(hall.news()).toMatchObject([{ ticket: '002', candidates: ['B002', 'A002'] }]);
  });

  test('called and served, they are not called again unmarked', () => {
    const hall = missed().call(3000, 1, 'A002').key(4000, 1, 'evaluate').set();
    expect(hall.key(5000, 2, 'call').strip(5050, 2, 'A002').news()).toMatchObject([{ flags: ['unknown-ticket'] }]);
  });
});

describe('recall', () => {
  test('of the customer at the counter takes effect at once, and the display adds nothing', () => {
    const hall = bench().issue(0, 'A001').call(1000, 1, 'A001').set();
    hall.key(2000, 1, 'recall').show(2050, 1, '001').strip(2100, 1, 'A001').tick(9000);
    expect(hall.news()).toEqual([{ type: 'ticket.recalled', at: 2000, ticket: 'A001', counter: '1' }]);
    expect(hall.remarks()).toEqual([]);
  });

  test('with nobody to recall is noted', () => {
    const hall = bench().key(2000, 1, 'recall').tick(9000);
    expect(hall.news()).toEqual([]);
    expect(hall.remarks()).toEqual(['callback-unknown']);
  });

  test('of a customer whose service is over counts when the host shows the number', () => {
    const hall = bench().issue(0, 'A001').call(1000, 1, 'A001').key(2000, 1, 'evaluate').rate(2100, 1, 3).set();
    hall.key(5000, 1, 'recall').show(5050, 1, '001').tick(9000);
    expect(hall.news()).toEqual([{ type: 'ticket.recalled', at: 5000, ticket: 'A001', counter: '1' }]);
    expect(hall.remarks()).toEqual([]);
  });
});

describe('tickets from the printer', () => {
  test('are issued with service, class and the printed time', () => {
    const hall = bench().print(30_000, 'XX银行', '您的号码：V012', '前面等候 3 人', '2026年11月30日 09:00:28');
    expect(hall.events).toMatchObject([{ src: 'printer' }]);
    expect(hall.news()).toEqual([
      {
        type: 'ticket.issued',
        at: 30_000,
        ticket: 'V012',
        service: 'wealth',
        class: 'gold',
        deviceAt: expect.any(Number),
      },
    ]);
  });

  test.each([
    ['121 s ahead', '2026-11-30 09:02:01'],
    ['another year', '2025-11-30 09:00:00'],
    ['no time at all', '谢谢'],
    ['an impossible time', '2026-11-31 09:00:00'],
  ])('a printed time that is not believed (%s) marks the ticket', (_name, line) => {
    const hall = bench().print(0, 'A001', line);
    const [event] = hall.news();
    expect(event).toMatchObject({ type: 'ticket.issued', ticket: 'A001', flags: ['clock-suspect'] });
    expect(event).not.toHaveProperty('deviceAt');
    expect(hall.remarks()).toEqual(['clock-suspect']);
  });

  test('a site without a time pattern expects none', () => {
    const hall = bench((site) => Reflect.deleteProperty(site.ticketText, 'time')).print(0, 'A001');
    expect(hall.news()).toEqual([
      { type: 'ticket.issued', at: 0, ticket: 'A001', service: 'personal', class: 'ordinary' },
    ]);
  });

  test('the longest prefix decides', () => {
    const hall = bench((site) => site.tickets.push({ prefix: 'A9', service: 'wealth', class: 'gold' }));
    hall.issue(0, 'A001', 'A901');
    expect(hall.news()).toMatchObject([{ service: 'personal' }, { service: 'wealth' }]);
  });

  test('print jobs without a ticket and unknown prefixes are noted', () => {
    const hall = bench().print(0, '日结单', '总计 231').print(1, 'Z001').print(2);
    expect(hall.news()).toEqual([]);
    expect(hall.remarks()).toEqual(['print-job-without-ticket', 'unknown-prefix', 'print-job-without-ticket']);
  });

  test('a number that is no ticket number is noted', () => {
    const hall = bench((site) => (site.ticketText.ticket = '号码(?<ticket>.*)')).print(0, '号码：甲01');
    expect(hall.remarks()).toEqual(['bad-ticket-number']);
  });

  test('the printer itself reports changes once', () => {
    const hall = bench();
    const status = (paper: 'ok' | 'low' | 'out' | 'unknown', online: boolean): TapBench =>
      hall.hear(0, 'printer', { name: 'printer-status', paper, online });
    status('ok', true);
    expect(hall.news()).toEqual([]);
    status('low', true);
    status('low', true);
    status('unknown', true);
    status('out', false);
    status('out', false);
    expect(hall.news()).toMatchObject([
      { type: 'device.paper-low', device: 'printer' },
      { type: 'device.paper-out', device: 'printer' },
      { type: 'device.fault', device: 'printer', code: 'printer-offline', count: 1 },
    ]);
    status('ok', true);
    status('low', true);
    expect(hall.news()).toMatchObject([{ type: 'device.online' }, { type: 'device.paper-low' }]);
  });
});

describe('deadlines of several counters', () => {
  test('pass in the order of time, also when told late', () => {
    const hall = bench().issue(0, 'A001', 'A002');
    hall.call(1000, 2, 'A002').call(1500, 1, 'A001').key(5000, 2, 'evaluate').key(6000, 1, 'evaluate').set();
    hall.tick(90_000);
    expect(hall.news()).toMatchObject([
      { at: 25_000, counter: '2' },
      { at: 26_000, counter: '1' },
    ]);
  });
});
