import { writeSync } from 'node:fs';
import { branchIdSchema } from '#contract/ids.ts';
import { openJournal } from './open-journal.ts';

/** Child of the kill test: appends without end and says each seq on its standard output after `append` returned. */
const [path = '', branch = ''] = process.argv.slice(2);
const journal = openJournal({ path, branch: branchIdSchema.parse(branch) });
for (let at = 1_700_000_000_000; ; at++) {
  const events = journal.append([
    { type: 'device.online', at, src: 'bus', device: 'bus' },
    { type: 'device.fault', at, src: 'bus', device: 'bus', code: 'noise', detail: `at ${at}`, count: 1 },
  ]);
  writeSync(1, `${events.at(-1)!.seq}\n`);
}
