import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeBatch } from '#contract/envelope.ts';
import { GROUP_MS } from '../ingest/ingest.ts';
import type { Store } from '../store/store.ts';
import { BRANCH, BranchJournal, DATE, daysJournal, EPOCH, LATER_EPOCH, OPENING, OTHER } from './branch-journal.ts';
import { onBothStores, type TestPlace } from './databases.ts';
import { Office, withTransaction } from './office.ts';

const journal = daysJournal(1, 20);
const last = journal.lines.length;

onBothStores('ingest', (makePlace) => {
  let at: TestPlace;
  let office: Office;

  beforeEach(async () => {
    at = await makePlace();
    office = await Office.open(at.place);
  });

  afterEach(async () => {
    await office.close();
    await at.remove();
  });

  async function storedLines(): Promise<readonly string[]> {
    const rows = await office.store.events({ branch: BRANCH, epoch: EPOCH }, 1, 1_000);
    return rows.map(({ line }) => line);
  }

  describe('delivery', () => {
    test('the lines of a journal are stored byte for byte with their chain hashes and acknowledged', async () => {
      await office.receive(BRANCH, journal.payload());

      expect(await storedLines()).toEqual(journal.lines);
      expect((await office.store.events({ branch: BRANCH, epoch: EPOCH }, last, 1))[0]!.hash).toBe(
        journal.hashes[last],
      );
      expect(office.heard(BRANCH)).toEqual([{ type: 'ack', epoch: EPOCH, upto: last }]);
    });

    test('nothing is acknowledged before the group is committed', async () => {
      let isDone = false;
      const received = office.begin(BRANCH, journal.payload()).then(() => (isDone = true));
      await Promise.resolve();
      expect([isDone, office.heard(BRANCH), await storedLines()]).toEqual([false, [], []]);

      office.clock.advance(GROUP_MS);
      await received;
      expect(office.heard(BRANCH)).toEqual([{ type: 'ack', epoch: EPOCH, upto: last }]);
    });

    test('batches of one group share a transaction and are each acknowledged', async () => {
      await office.receive(BRANCH, journal.payload(1, 10), journal.payload(11, 20));

      expect(office.heard(BRANCH)).toEqual([
        { type: 'ack', epoch: EPOCH, upto: 10 },
        { type: 'ack', epoch: EPOCH, upto: 20 },
      ]);
    });

    test('a group waits for the one before it, and everything is applied in order', async () => {
      const first = office.begin(BRANCH, journal.payload(1, 20));
      office.clock.advance(GROUP_MS);
      const second = office.begin(BRANCH, journal.payload(21, 40));
      office.clock.advance(GROUP_MS);
      const third = office.begin(BRANCH, journal.payload(41, last));
      office.clock.advance(GROUP_MS);
      await Promise.all([first, second, third]);

      expect(office.heard(BRANCH)).toEqual([20, 40, last].map((upto) => ({ type: 'ack', epoch: EPOCH, upto })));
    });

    test('a batch that comes again changes nothing and is acknowledged again', async () => {
      await office.receive(BRANCH, journal.payload());
      const before = await office.store.rollups(BRANCH, DATE);
      office.heard(BRANCH);

      await office.receive(BRANCH, journal.payload(), journal.payload(5, 30));

      expect(await office.store.rollups(BRANCH, DATE)).toEqual(before);
      expect(await storedLines()).toEqual(journal.lines);
      expect(office.heard(BRANCH)).toEqual([
        { type: 'ack', epoch: EPOCH, upto: last },
        { type: 'ack', epoch: EPOCH, upto: last },
      ]);
      expect(await office.store.alarms(BRANCH)).toEqual([]);
    });

    test('events beyond a gap are stored, not applied, not acknowledged, and the gap is asked for', async () => {
      await office.receive(BRANCH, journal.payload(1, 5));
      const before = await office.store.rollups(BRANCH, DATE);
      office.heard(BRANCH);

      await office.receive(BRANCH, journal.payload(11, 20));

      expect(office.heard(BRANCH)).toEqual([
        { type: 'ack', epoch: EPOCH, upto: 5 },
        { type: 'want', epoch: EPOCH, from: 6 },
      ]);
      expect(await storedLines()).toHaveLength(15);
      expect(await office.store.rollups(BRANCH, DATE)).toEqual(before);
      expect(await office.store.cursors(BRANCH)).toMatchObject([{ upto: 5, highest: 20, stored: 15 }]);
      expect(await office.store.openGaps(BRANCH)).toMatchObject([{ epoch: EPOCH, first: 6 }]);
    });

    test('what fills the gap applies everything behind it and closes the gap', async () => {
      await office.receive(BRANCH, journal.payload(1, 5));
      await office.receive(BRANCH, journal.payload(11, last));
      office.heard(BRANCH);

      await office.receive(BRANCH, journal.payload(6, 10));

      expect(office.heard(BRANCH)).toEqual([{ type: 'ack', epoch: EPOCH, upto: last }]);
      expect(await office.store.openGaps(BRANCH)).toEqual([]);
    });

    test('a gap is not asked for with every batch, but again after a while', async () => {
      const wants = (): number => office.heard(BRANCH).filter(({ type }) => type === 'want').length;
      await office.receive(BRANCH, journal.payload(11, 12));
      expect(wants()).toBe(1);
      await office.receive(BRANCH, journal.payload(13, 14));
      expect(wants()).toBe(0);
      office.clock.advance(60_000);
      await office.receive(BRANCH, journal.payload(15, 16));
      expect(wants()).toBe(1);
    });

    test('two journals of one branch are held side by side', async () => {
      const later = daysJournal(1, 3, LATER_EPOCH);
      await office.receive(BRANCH, journal.payload(), later.payload());

      expect((await office.store.cursors(BRANCH)).map(({ epoch, upto }) => [epoch, upto])).toEqual([
        [EPOCH, last],
        [LATER_EPOCH, later.lines.length],
      ]);
    });
  });

  describe('restart', () => {
    test('a restarted head office goes on in the middle of a day', async () => {
      await office.receive(BRANCH, journal.payload(1, 23));
      await office.restart();
      await office.receive(BRANCH, journal.payload(24, last));
      const interrupted = {
        day: await office.store.day(BRANCH, DATE),
        rollups: await office.store.rollups(BRANCH, DATE),
      };

      const straight = await makePlace();
      const other = await Office.open(straight.place);
      await other.receive(BRANCH, journal.payload());
      expect(interrupted).toEqual({
        day: await other.store.day(BRANCH, DATE),
        rollups: await other.store.rollups(BRANCH, DATE),
      });
      await other.close();
      await straight.remove();
    });

    test('a head office that lost its store asks from the first event on', async () => {
      await office.receive(BRANCH, journal.payload(20, 30));
      expect(office.heard(BRANCH)).toContainEqual({ type: 'want', epoch: EPOCH, from: 1 });
    });
  });

  describe('contradictions', () => {
    const changed = new BranchJournal(
      journal.lines.map((line, index) => (index === 7 ? line.replace('"src":"', '"src":"x') : line)),
    );

    test('other content under a stored number is set aside, raised, not acknowledged past and not overwritten', async () => {
      await office.receive(BRANCH, journal.payload(1, 10));
      office.heard(BRANCH);

      await office.receive(BRANCH, changed.payload(1, 14));

      expect(office.heard(BRANCH)).toEqual([{ type: 'ack', epoch: EPOCH, upto: 10 }]);
      expect(await storedLines()).toEqual(journal.lines.slice(0, 10));
      expect(await office.store.alarms(BRANCH)).toMatchObject([{ kind: 'quarantine', count: 1 }]);
      expect((await office.store.alarms(BRANCH))[0]!.detail).toContain('seq 8');
      const aside = await office.database.read.selectFrom('quarantine').selectAll().orderBy('seq').execute();
      expect(aside.map(({ seq, line, hash }) => [seq, line, hash])).toEqual(
        [8, 9, 10, 11, 12, 13, 14].map((seq) => [seq, changed.lines[seq - 1], changed.hashes[seq]]),
      );
    });

    test('a batch that continues another history is set aside', async () => {
      await office.receive(BRANCH, journal.payload(1, 10));
      await office.receive(BRANCH, changed.payload(11, 14));

      expect(await office.store.cursors(BRANCH)).toMatchObject([{ upto: 10, highest: 10 }]);
      expect(await office.store.alarms(BRANCH)).toMatchObject([{ kind: 'quarantine' }]);
      expect(await office.database.read.selectFrom('quarantine').select('seq').execute()).toHaveLength(4);
    });

    test('a first batch whose chain does not start at its branch and epoch is set aside', async () => {
      const foreign = new BranchJournal(journal.lines, BRANCH, LATER_EPOCH).batch(1, 5);
      await office.receive(BRANCH, encodeBatch({ ...foreign, header: { ...foreign.header, epoch: EPOCH } }, false));

      expect(await storedLines()).toEqual([]);
      expect(await office.store.alarms(BRANCH)).toMatchObject([{ kind: 'quarantine' }]);
    });

    test('rows ahead of a gap that do not continue what fills it are set aside', async () => {
      await office.receive(BRANCH, changed.payload(11, 14));
      await office.receive(BRANCH, journal.payload(1, 10));

      expect(await storedLines()).toEqual(journal.lines.slice(0, 10));
      expect(await office.store.alarms(BRANCH)).toMatchObject([{ kind: 'chain' }]);
      await office.receive(BRANCH, journal.payload(11, last));
      expect(await storedLines()).toEqual(journal.lines);
    });

    test('one bad batch does not harm the others of its group', async () => {
      await office.receive(BRANCH, journal.payload(1, 10));
      const neighbour = new BranchJournal(journal.lines, OTHER, EPOCH);
      office.heard(BRANCH);
      await office.receiveFrom([
        { branch: BRANCH, payload: changed.payload(11, 14) },
        { branch: OTHER, payload: neighbour.payload() },
      ]);
      expect(await office.store.cursors(OTHER)).toMatchObject([{ upto: last }]);
      expect(await office.store.cursors(BRANCH)).toMatchObject([{ upto: 10 }]);
    });
  });

  describe('refusals', () => {
    test.each([
      ['nothing', Buffer.alloc(0)],
      ['noise', Buffer.from([0, 1, 2, 3, 255])],
      ['a broken deflate stream', Buffer.from([0x78, 0x9c, 1, 2, 3])],
      ['a header without a body', Buffer.from('{"branch":"demo"}\n')],
    ])('%s is refused, counted and answered with nothing', async (_what, payload) => {
      await office.receive(BRANCH, payload, payload);

      expect(office.heard(BRANCH)).toEqual([]);
      expect(await office.store.alarms(BRANCH)).toMatchObject([{ kind: 'refused', count: 2 }]);
      expect(office.log.events).toEqual(['ingest.refused', 'ingest.refused']);
    });

    test('a batch of another branch is refused even with a right chain', async () => {
      await office.receive(OTHER, journal.payload());

      expect(await office.store.cursors(BRANCH)).toEqual([]);
      expect(await office.store.cursors(OTHER)).toEqual([]);
      expect(await office.store.alarms(OTHER)).toMatchObject([{ kind: 'refused' }]);
    });

    test('a changed byte on the way is refused', async () => {
      const payload = Buffer.from(encodeBatch(journal.batch(1, 5), false));
      payload.write('9', payload.indexOf('"at":') + 6);
      await office.receive(BRANCH, payload);
      expect(await storedLines()).toEqual([]);
    });
  });

  describe('lines that are no known event', () => {
    const lines = [
      journal.lines[0]!,
      `{"seq":2,"at":${OPENING},"type":"queue.split","src":"agent","into":3}`,
      'this is no JSON',
      journal.lines[1]!.replace('"seq":2', '"seq":4'),
    ];
    const odd = new BranchJournal(lines);

    test('are stored and acknowledged, do not stop what follows, and the malformed one is named', async () => {
      await office.receive(BRANCH, odd.payload());

      expect(await storedLines()).toEqual(lines);
      expect(office.heard(BRANCH)).toEqual([{ type: 'ack', epoch: EPOCH, upto: 4 }]);
      expect(await office.store.rollups(BRANCH, DATE)).toMatchObject([{ issued: 1 }]);
      expect(await office.store.alarms(BRANCH)).toMatchObject([{ kind: 'malformed', count: 1 }]);
      expect((await office.store.alarms(BRANCH))[0]!.detail).toContain('seq 3');
    });
  });

  test('empty lines are stored and named like other malformed ones', async () => {
    for (const seq of [1, 2]) await office.receive(BRANCH, new BranchJournal(['', '']).payload(seq, seq));
    expect(await storedLines()).toEqual(['', '']);
    expect(await office.store.alarms(BRANCH)).toMatchObject([{ kind: 'malformed' }, { kind: 'malformed' }]);
  });

  test('a line with a NUL character, which no journal has, is refused', async () => {
    await office.receive(BRANCH, new BranchJournal([...journal.lines.slice(0, 2), 'a\0b']).payload());
    expect(await storedLines()).toEqual([]);
    expect(await office.store.alarms(BRANCH)).toMatchObject([{ kind: 'refused' }]);
  });

  test('more rows than are sent at once give the same sums', async () => {
    const long = daysJournal(1, 700);
    await office.receive(BRANCH, long.payload(1, 900), long.payload(901, 1_800), long.payload(1_801, 2_600));
    const issued = async (): Promise<number> =>
      (await office.store.rollups(BRANCH, DATE)).reduce((sum, row) => sum + row.issued, 0);
    const lines = long.lines.slice(0, 2_600).filter((line) => line.includes('"ticket.issued"'));
    expect(await issued()).toBe(lines.length);
    await office.receive(BRANCH, long.payload(2_601));
    expect(await issued()).toBe(700);
  });

  describe('scores of the branch', () => {
    test('a score that follows from the events is stored without a difference', async () => {
      await office.receive(BRANCH, journal.payload());

      expect(await office.store.scoreChecks(BRANCH, DATE)).toMatchObject([{ differences: [] }]);
      expect(await office.store.alarms(BRANCH)).toEqual([]);
    });

    test('a score that does not follow from the events is stored, named and raised', async () => {
      const lines = journal.lines.map((line) =>
        line.includes('"score.window"') ? line.replace(/"issued":\d+/, '"issued":99') : line,
      );
      await office.receive(BRANCH, new BranchJournal(lines).payload());

      const [check] = await office.store.scoreChecks(BRANCH, DATE);
      expect(check!.differences).toHaveLength(1);
      expect(check!.differences[0]).toContain('tickets.issued: branch 99');
      expect(await office.store.alarms(BRANCH)).toMatchObject([{ kind: 'score-differs', count: 1 }]);
    });
  });

  describe('a disk that refuses', () => {
    test('nothing is acknowledged, the branch is asked to pause, and nothing is lost or counted twice', async () => {
      await office.close();
      let full = true;
      const refusing = (store: Store): Store =>
        withTransaction(store, (action) => {
          if (!full) return store.transaction(action);
          // Fails at the end: everything was already done inside, as when the commit itself is refused.
          return store.transaction(async (writer) => {
            await action(writer);
            throw new Error('SQLITE_FULL: database or disk is full');
          });
        });
      office = await Office.open(at.place, refusing);

      await office.receive(BRANCH, journal.payload(1, 30));
      expect(office.heard(BRANCH)).toEqual([{ type: 'retry', afterMs: 5_000 }]);
      expect(await storedLines()).toEqual([]);

      full = false;
      await office.receive(BRANCH, journal.payload());
      expect(office.heard(BRANCH)).toEqual([{ type: 'ack', epoch: EPOCH, upto: last }]);
      expect((await office.store.rollups(BRANCH, DATE)).reduce((sum, { issued }) => sum + issued, 0)).toBe(20);
      expect(office.log.events).toContain('store.failed');
    });

    test('a commit of which head office never heard counts once when the branch sends again', async () => {
      await office.close();
      let isLost = true;
      office = await Office.open(at.place, (store) =>
        withTransaction(store, async (action) => {
          const result = await store.transaction(action);
          if (isLost) throw new Error('the connection was lost before the answer');
          return result;
        }),
      );
      await office.receive(BRANCH, journal.payload(1, 30));
      expect(office.heard(BRANCH)).toEqual([{ type: 'retry', afterMs: 5_000 }]);

      isLost = false;
      await office.receive(BRANCH, journal.payload());
      expect(office.heard(BRANCH)).toEqual([{ type: 'ack', epoch: EPOCH, upto: last }]);
      const rollups = await office.store.rollups(BRANCH, DATE);
      expect(rollups.reduce((sum, { issued }) => sum + issued, 0)).toBe(20);
      expect(await office.store.alarms(BRANCH)).toEqual([]);
    });
  });
});
