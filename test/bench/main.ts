import { decodingFigure } from './decoding.ts';
import { toJsonLine, toText, type Figure } from './figure.ts';
import { ingestFigure } from './ingest.ts';
import { journalFigure } from './journal.ts';
import { officeFigures } from './office.ts';
import { pageFigures, weightFigure } from './pages.ts';
import { postgresFigure } from './postgres.ts';
import { rankingFigures } from './ranking.ts';

/**
 * `npm run bench`; with `-- --json` one JSON line per figure, with `-- --only WORD` those whose group has the word. A
 * missed goal is shown, it does not fail the run.
 */
const GROUPS: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  decoding: async () => [await decodingFigure()],
  journal: async () => [await journalFigure()],
  ingest: async () => [await ingestFigure()],
  ranking: rankingFigures,
  postgres: async () => [await postgresFigure()],
  weight: () => Promise.resolve([weightFigure('kiosk', 25), weightFigure('lobby', 60), weightFigure('display', 60)]),
  pages: pageFigures,
  office: officeFigures,
};

const show: (figure: Figure) => string = process.argv.includes('--json') ? toJsonLine : toText;
const only = process.argv.includes('--only') ? (process.argv[process.argv.indexOf('--only') + 1] ?? '') : '';
for (const [name, measure] of Object.entries(GROUPS)) {
  if (!name.includes(only)) continue;
  for (const figure of await measure()) console.log(show(figure));
}
