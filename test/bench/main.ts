import { decodingFigure } from './decoding.ts';
import { toJsonLine, toText, type Figure } from './figure.ts';
import { ingestFigure } from './ingest.ts';
import { journalFigure } from './journal.ts';

/** `npm run bench`; with `-- --json` one JSON line per figure. A missed goal is shown, it does not fail the run. */
const show: (figure: Figure) => string = process.argv.includes('--json') ? toJsonLine : toText;
for (const measure of [decodingFigure, journalFigure, ingestFigure]) console.log(show(await measure()));
