import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DayEvidence } from '#rubric/composite/evidence.ts';
import { daysOfStore } from '../scoring/days-of-store.ts';
import type { TicketView } from '../scoring/wire.ts';
import type { Database } from '../store/database.ts';
import { BRANCH, DATE, daysJournal, kioskJournal, type BranchJournal } from './branch-journal.ts';
import { removeTickets } from '../store/retention/remove-tickets.ts';
import { onBothStores, type TestPlace } from './databases.ts';
import { Office } from './office.ts';
import { openNetwork, QUALITY, type Network } from './scored-network.ts';

async function evidenceOf(database: Database, date: string): Promise<DayEvidence> {
  const row = await database.read
    .selectFrom('day_evidence')
    .select('body')
    .where('date', '=', date)
    .executeTakeFirstOrThrow();
  return JSON.parse(row.body) as DayEvidence;
}

async function open(network: Network, what: string): Promise<Extract<TicketView, { state: 'kept' }>> {
  const { status, body } = await network.ask(QUALITY, `GET /api/branches/${BRANCH}/days/${what}`);
  expect(status).toBe(200);
  expect(body.state).toBe('kept');
  return body as Extract<TicketView, { state: 'kept' }>;
}

onBothStores('from a score to the journal lines behind it', (makePlace) => {
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

  async function ingested(journal: BranchJournal): Promise<Network> {
    await office.receive(BRANCH, journal.payload());
    const network = await openNetwork(office.database, daysOfStore(office.store));
    await network.scoring.settle();
    return network;
  }

  test('every ticket that cost points opens with its own journal lines and their hashes', async () => {
    const journal = daysJournal(3, 30);
    const network = await ingested(journal);
    const evidence = await evidenceOf(office.database, DATE);
    const named = [...evidence.classes.flatMap(({ late }) => late), ...evidence.abandoned, ...evidence.unanswered];
    expect(named.length).toBeGreaterThan(10);
    for (const { visit, leg } of named) {
      const view = await open(network, `${DATE}/visits/${encodeURIComponent(visit)}`);
      expect(view.legs.map((each) => each.leg)).toContain(leg);
      const [first] = view.legs;
      const types = view.events.map(({ line }) => (JSON.parse(line) as { type: string }).type);
      expect(types[0]).toBe('ticket.issued');
      for (const { line, hash, seq } of view.events) {
        expect(line).toContain(`"${first!.ticket}"`);
        expect(journal.lines[seq - 1]).toBe(line);
        expect(journal.hashes[seq]).toBe(hash);
      }
      // The same number was issued on the other days too.
      expect(types.filter((type) => type === 'ticket.issued')).toHaveLength(1);
    }
  });

  test('a rating opens with its ticket; one from the lobby by itself, with its withdrawal', async () => {
    const network = await ingested(kioskJournal());
    const evidence = await evidenceOf(office.database, DATE);
    const [bad] = evidence.dissatisfied;
    const rated = await open(network, `${DATE}/ratings/${encodeURIComponent(bad!)}`);
    expect(rated.ratings.map(({ rating }) => rating)).toEqual([bad]);
    expect(rated.legs).toHaveLength(1);
    const lobby = await open(network, `${DATE}/ratings/kiosk-0001`);
    expect(lobby.legs).toEqual([]);
    expect(lobby.events.map(({ line }) => (JSON.parse(line) as { type: string }).type)).toEqual([
      'rating.given',
      'rating.detailed',
      'rating.withdrawn',
    ]);
  });

  test('what was never there is not found; what was removed is said to be', async () => {
    const network = await ingested(daysJournal(1, 8));
    const path = `GET /api/branches/${BRANCH}/days`;
    const visit = encodeURIComponent(`${DATE}/A001/1`);
    expect((await network.ask(QUALITY, `${path}/${DATE}/visits/nothing`)).body.error.code).toBe('no-such-ticket');
    expect((await network.ask(QUALITY, `${path}/2020-01-01/visits/${visit}`)).status).toBe(404);
    expect((await network.ask(QUALITY, `${path}/yesterday/visits/${visit}`)).body.error.code).toBe('malformed');
    await office.database.write(async (writing) => {
      const rows = writing.withTables<{ visit: { branch: string }; rating: { branch: string } }>();
      await rows.deleteFrom('visit').execute();
      await rows.deleteFrom('rating').execute();
    });
    const later = await openNetwork(office.database, daysOfStore(office.store));
    for (const of of [`visits/${visit}`, 'ratings/any'])
      expect((await later.ask(QUALITY, `${path}/${DATE}/${of}`)).body).toEqual({ state: 'removed' });
  });

  test('what was removed when its time was over is said to be, and not to have been invented', async () => {
    const network = await ingested(daysJournal(1, 8));
    const path = `GET /api/branches/${BRANCH}/days`;
    const visit = encodeURIComponent(`${DATE}/A001/1`);
    const kept = (await network.ask(QUALITY, `${path}/${DATE}/visits/${visit}`)).body;
    expect(kept).toMatchObject({ state: 'kept', timeZone: 'Asia/Shanghai' });
    await office.database.write((writing) =>
      removeTickets(writing, [BRANCH], { from: '2999-01-01', fromAt: Date.UTC(2999, 0, 1), now: 0 }),
    );
    expect((await network.ask(QUALITY, `${path}/${DATE}/visits/${visit}`)).body).toEqual({ state: 'removed' });
    expect((await network.ask(QUALITY, `${path}/2020-01-01/visits/${visit}`)).status).toBe(404);
  });
});
