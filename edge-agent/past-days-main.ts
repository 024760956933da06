import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dateSchema } from '#contract/ids.ts';
import { formatProblems } from '#contract/problems.ts';
import { loadAgentConfig } from './config.ts';
import { createPseudonym, loadPseudonymKey } from './hall/pseudonym.ts';
import { openJournal } from './journal/open-journal.ts';
import { simulatePastDays, weekdaysBefore } from './past-days.ts';

/** `node edge-agent/past-days-main.ts --config branch.json --before YYYY-MM-DD --days N --seed N`: see past-days.ts. */

const { values } = parseArgs({
  options: {
    config: { type: 'string', default: '' },
    before: { type: 'string', default: '' },
    days: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
});
const [days, seed] = [Number(values.days), Number(values.seed)];
if (!dateSchema.safeParse(values.before).success || !Number.isSafeInteger(days) || !Number.isSafeInteger(seed)) {
  console.error('Usage: --config FILE --before YYYY-MM-DD --days N --seed N');
  process.exit(2);
}
const loaded = loadAgentConfig(values.config);
if (!loaded.ok) {
  console.error(formatProblems(values.config, loaded.problems));
  process.exit(2);
}
const { site, dataDir, pseudonymKeyFile } = loaded.config;
const path = join(dataDir, 'journal.sqlite');
if (existsSync(path)) {
  console.error(`${path} exists; a journal that was begun is never given a past.`);
  process.exit(1);
}
mkdirSync(dataDir, { recursive: true, mode: 0o700 });
const key = loadPseudonymKey(pseudonymKeyFile);
if (!key.ok) {
  console.error(key.problem);
  process.exit(1);
}
const journal = openJournal({ path, branch: site.branch.id });
await simulatePastDays({
  site,
  journal,
  dates: weekdaysBefore(values.before, days),
  seed,
  pseudonym: createPseudonym(key.key),
  log: { write: () => {} },
});
journal.close();
