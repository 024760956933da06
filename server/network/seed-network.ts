import type { Clock } from '#contract/clock.ts';
import { DEFAULT_COMPOSITE } from '#rubric/composite/default-composite.ts';
import { SHIPPED_SCORECARDS } from '#rubric/scorecards/shipped.ts';
import { scorecardSchema, type Scorecard } from '#rubric/scorecards/schema.ts';
import { appendAudit } from '../audit/audit.ts';
import { createIngest } from '../ingest/ingest.ts';
import type { Logger } from '../log.ts';
import { ensureUnits, HEAD_OFFICE } from '../organisation/ensure-units.ts';
import { storedBody } from '../policies/policy-json.ts';
import { daysOfStore } from '../scoring/days-of-store.ts';
import { openScoring } from '../scoring/open-scoring.ts';
import type { Stores } from '../store/open-stores.ts';
import { addAccount } from '../store/people/add-account.ts';
import { addGrant } from '../store/people/change-grants.ts';
import { placeUnit } from '../store/people/place-unit.ts';
import { insertPolicy } from '../store/policies/save-policy.ts';
import { markUnscored } from '../store/scoring/unscored.ts';
import { networkBranches, REGIONS, type NetworkBranch } from './branches.ts';
import { businessDays } from './business-days.ts';
import { casesOf } from './cases.ts';
import { fill } from './fill.ts';
import { journalBatches } from './journal.ts';
import { pastDays, rowsOf, type PastRows } from './past-days.ts';
import { networkPeople, type Person } from './people.ts';
import { quartersBetween } from './periods.ts';
import { visitsOf } from './visits.ts';

export interface SeedOptions extends Stores {
  readonly clock: Clock;
  readonly log: Logger;
  readonly seed: number;
  /** Business days [from, to) of the network's past; the last `kept` of them with every ticket. */
  readonly from: string;
  readonly to: string;
  readonly kept: number;
  /** In PHC form; null = that person cannot sign in. */
  readonly passwordOf: (person: Person) => string | null;
  readonly progress: (text: string) => void;
}

const ANNOUNCED = 'service-checklist-14';
const MYSTERY = 'mystery-visit';

/** Fills an empty head office with the past of the fictional network; what follows from it is computed, not invented. */
export async function seedNetwork(options: SeedOptions): Promise<void> {
  const branches = networkBranches(options.seed);
  options.progress('Organisation, people, scorecards and weights');
  await seedOrganisation(options, branches);
  await seedPeople(options, branches);
  await seedPolicies(options);
  await seedDays(options, branches);
  options.progress('Inspections and cases');
  await seedVisits(options, branches);
  await seedScores(options, branches);
}

async function seedOrganisation(
  { database, clock, from }: SeedOptions,
  branches: readonly NetworkBranch[],
): Promise<void> {
  const at = clock.now();
  await database.write(async (writing) => {
    await ensureUnits(writing, [], { at, on: from });
    const unit = { created_at: at, closed_on: null };
    for (const { id, zh, en } of REGIONS) {
      const region = { ...unit, id, kind: 'region', name_zh: zh, name_en: en, branch_type: null } as const;
      await writing.insertInto('unit').values(region).execute();
      await placeUnit(writing, { unit: id, parent: HEAD_OFFICE, on: from });
    }
    for (const { id, zh, en, type, region } of branches) {
      const branch = { ...unit, id, kind: 'branch', name_zh: zh, name_en: en, branch_type: type } as const;
      await writing.insertInto('unit').values(branch).execute();
      await placeUnit(writing, { unit: id, parent: region, on: from });
    }
  });
}

async function seedPeople(
  { database, clock, passwordOf }: SeedOptions,
  branches: readonly NetworkBranch[],
): Promise<void> {
  const at = clock.now();
  await database.write(async (writing) => {
    for (const person of networkPeople(branches)) {
      const { login, name, role, unit } = person;
      await addAccount(writing, { id: login, login, name, password: passwordOf(person), binds: 0, created_at: at });
      await addGrant(writing, { account: login, role, unit, granted_by: 'system', granted_at: at });
    }
    const detail = { branches: branches.length };
    await appendAudit(writing, { at, account: 'system', action: 'network.seeded', subject: HEAD_OFFICE, detail });
  });
}

/** The shipped templates as somebody might have approved them, and a second version of the weights from this year on. */
async function seedPolicies({ database, clock, from, to }: SeedOptions): Promise<void> {
  const at = clock.now();
  const begin = quartersBetween(from, to)[0]!.from;
  const people = {
    author: 'quality1',
    editors: '["quality1"]',
    submitted_at: at,
    approver: 'quality2',
    approved_at: at,
  };
  const approved = (json: object): object => ({
    ...json,
    effective: { from: begin, to: null },
    approval: { approver: 'quality2', on: begin },
  });
  const rows = [
    ...SHIPPED_SCORECARDS.map((json) => ({ kind: 'scorecard' as const, json: approved(json as object) })),
    { kind: 'composite' as const, json: approved(DEFAULT_COMPOSITE as object) },
  ];
  await database.write(async (writing) => {
    for (const { kind, json } of rows) {
      const { id, version } = json as Pick<Scorecard, 'id' | 'version'>;
      const state = { kind, id, version, state: 'approved', updated_at: at } as const;
      await insertPolicy(writing, { ...state, ...people, ...storedBody({ ...json }) });
    }
  });
}

async function seedDays(options: SeedOptions, branches: readonly NetworkBranch[]): Promise<void> {
  const { store, database, clock, log, seed, from, to, kept, progress } = options;
  const dates = businessDays(from, to);
  const ingest = createIngest({ store, clock, log, down: () => {}, onChange: () => {} });
  for (const [index, branch] of branches.entries()) {
    progress(`Days of ${branch.zh} (${String(index + 1)} of ${String(branches.length)})`);
    const rows = rowsOf(branch.id, pastDays(branch, dates.slice(0, -kept), seed));
    for (const table of Object.keys(rows) as (keyof PastRows)[]) await fill(database, table, rows[table]);
    for (const batch of journalBatches(branch, dates.slice(-kept), seed)) {
      const received = ingest.receive(branch.id, batch);
      await ingest.stop();
      await received;
    }
  }
}

async function seedVisits(options: SeedOptions, branches: readonly NetworkBranch[]): Promise<void> {
  const { database, clock, seed, from, to } = options;
  const inspectors = networkPeople(branches).flatMap(({ login, role }) => (role === 'inspector' ? [login] : []));
  for (const quarter of quartersBetween(from, to)) {
    const plan = `plan-${quarter.quarter.toLowerCase()}`;
    const title = `${quarter.quarter} 全行检查计划`;
    const at = clock.now();
    const author = { unit: HEAD_OFFICE, author: 'quality1', per_week: 40, created_at: at, published_at: at };
    await fill(database, 'plan', [{ id: plan, quarter: quarter.quarter, title, state: 'published', ...author }]);
    const made = branches.map((branch) =>
      visitsOf({
        branch,
        quarter,
        today: to,
        plan,
        announced: cardOf(ANNOUNCED),
        mystery: cardOf(MYSTERY),
        inspectors,
        clerks: ['quality1', 'region-east', 'quality2'],
        seed,
      }),
    );
    await fill(
      database,
      'inspection',
      made.flatMap(({ inspections }) => inspections),
    );
    await fill(
      database,
      'sheet',
      made.flatMap(({ sheets }) => sheets),
    );
  }
  const cases = branches.flatMap((branch) => casesOf(branch, { from, to, today: to, seed }));
  await fill(database, 'service_case', cases);
}

function cardOf(id: string): Scorecard {
  const json = SHIPPED_SCORECARDS.find((each) => (each as { readonly id: string }).id === id);
  return scorecardSchema.parse(json);
}

/** Composites and rankings of all periods; the intervals are drawn in the background once head office runs. */
async function seedScores(options: SeedOptions, branches: readonly NetworkBranch[]): Promise<void> {
  const { database, store, clock, log, from, to, progress } = options;
  progress('Composites of all quarters and months');
  const dates = businessDays(from, to);
  await database.write(async (writing) => {
    for (const { id } of branches) await markUnscored(writing, id, { dates, at: clock.now() - 1 });
  });
  const scoring = await openScoring({ database, days: daysOfStore(store), clock, log });
  await scoring.keeper.computed();
  progress('Rankings');
  await scoring.settle();
}
