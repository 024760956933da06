import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { replayRealDay, type RealDay } from './real-day.ts';

/** `npm run -s real-day -- FILE --date YYYY-MM-DD --json` */

const HELP = `Usage: npm run -s real-day -- FILE --date YYYY-MM-DD [--json]

Turns one day of a ticket-day file (TSV) into real bus, strip and printer bytes, replays them through the agent, MQTT and
head office in a temporary folder, and prints what head office says.

  --date   the day to replay
  --json   one JSON object: {issued, served, abandoned, waiting, wait: {meanS, p50S, p90S, over60, …}, service: {meanS}}
`;

function describe(day: RealDay): string {
  const { wait } = day;
  return [
    `${day.issued} issued, ${day.served} served, ${day.abandoned} abandoned, ${day.waiting} waiting`,
    `wait of the served: mean ${wait.meanS} s, P50 ${wait.p50S} s, P80 ${wait.p80S} s, P90 ${wait.p90S} s (histogram ${wait.p90HistogramS} s, bins of ${wait.binS} s), ${wait.over60} over 60 s`,
    `service: mean ${day.service.meanS} s`,
  ].join('\n');
}

async function main(): Promise<number> {
  let file: string | undefined;
  let values: { date?: string | undefined; json?: boolean | undefined; help?: boolean | undefined };
  try {
    const parsed = parseArgs({
      options: { date: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
      allowPositionals: true,
    });
    values = parsed.values;
    file = parsed.positionals[0];
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  if (file === undefined || values.date === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(values.date)) {
    console.error(HELP);
    return 2;
  }
  let tsv: string;
  try {
    tsv = readFileSync(file, 'utf8');
  } catch (error) {
    console.error(`${file}: ${(error as Error).message}`);
    return 1;
  }
  const result = await replayRealDay(tsv, values.date);
  if (!result.ok) {
    console.error(`${file}: ${result.message}`);
    return 1;
  }
  if (result.problems > 0)
    console.error(`${result.problems} remarks on rows of the file; devices -- convert lists them`);
  console.log(values.json === true ? JSON.stringify(result.day) : describe(result.day));
  return 0;
}

process.exitCode = await main();
