import type { Statement } from './postgres-session.ts';

/**
 * What ingest says to PostgreSQL. Many rows travel as one text per column, a value per line: nothing of ours has line
 * ends, and lines need no escaping, which for JSON is most of the work of the driver's own arrays.
 */

/** The value of a parameter that carries a column. */
export function columnOf(values: readonly (string | number | boolean)[]): string {
  return values.join('\n');
}

/** Rows from columns such as `seq:bigint` (text when nothing is said), the first of which is parameter `from`. */
function rows(columns: string, { from = 1, numbered = false } = {}): string {
  const names = columns.split(' ').map((column) => column.split(':') as [string, string?]);
  const values = names.map(([, type], index) => {
    const column = `string_to_array($${from + index}, E'\\n')`;
    return type === undefined ? column : `${column}::${type}[]`;
  });
  const place = numbered ? ['place'] : [];
  const alias = [...names.map(([name]) => name), ...place].join(', ');
  return `unnest(${values.join(', ')})${numbered ? ' WITH ORDINALITY' : ''} AS row (${alias})`;
}

function statement(name: string, text: string): Statement {
  return { name, text };
}

export const CURSOR = statement(
  'cursor',
  'SELECT upto, tip, highest, checkpoint FROM cursor WHERE branch = $1 AND epoch = $2',
);
export const OPEN_GAPS = statement(
  'open_gaps',
  'SELECT first FROM gap WHERE branch = $1 AND epoch = $2 AND closed_at IS NULL',
);
export const OTHER_JOURNAL = statement(
  'other_journal',
  'SELECT 1 AS found FROM cursor WHERE branch = $1 AND epoch <> $2 LIMIT 1',
);
export const HASHES = statement(
  'hashes',
  "SELECT seq, encode(hash, 'hex') AS hash FROM event WHERE branch = $1 AND epoch = $2 AND seq BETWEEN $3 AND $4",
);
export const EVENTS = statement(
  'events',
  `SELECT seq, line, encode(hash, 'hex') AS hash FROM event
   WHERE branch = $1 AND epoch = $2 AND seq >= $3 ORDER BY seq LIMIT $4`,
);
/** A single empty line arrives as no value at all. */
export const INSERT_EVENTS = statement(
  'insert_events',
  `INSERT INTO event SELECT branch, epoch, seq, coalesce(line, ''), decode(hash, 'hex')
   FROM ${rows('branch epoch seq:bigint line hash')}`,
);
export const SAVE_CURSORS = statement(
  'save_cursors',
  `INSERT INTO cursor (branch, epoch, upto, tip, highest, checkpoint, seen_at)
   SELECT * FROM ${rows('branch epoch upto:bigint tip highest:bigint checkpoint:bigint seen_at:bigint')}
   ON CONFLICT (branch, epoch) DO UPDATE SET upto = excluded.upto, tip = excluded.tip, highest = excluded.highest,
                                             checkpoint = excluded.checkpoint`,
);
export const QUARANTINE = statement(
  'quarantine',
  `INSERT INTO quarantine (branch, epoch, at, seq, hash, line)
   SELECT $1, $2, $3, seq, hash, coalesce(line, '') FROM ${rows('seq:bigint hash line', { from: 4 })}
   ON CONFLICT DO NOTHING`,
);
export const QUARANTINE_FROM = statement(
  'quarantine_from',
  `INSERT INTO quarantine (branch, epoch, seq, hash, line, at)
   SELECT branch, epoch, seq, encode(hash, 'hex'), line, $4 FROM event WHERE branch = $1 AND epoch = $2 AND seq >= $3
   ON CONFLICT DO NOTHING`,
);
export const REMOVE_FROM = statement('remove_from', 'DELETE FROM event WHERE branch = $1 AND epoch = $2 AND seq >= $3');
export const OPEN_GAP = statement(
  'open_gap',
  `INSERT INTO gap (branch, epoch, first, since, closed_at) VALUES ($1, $2, $3, $4, NULL)
   ON CONFLICT (branch, epoch, first) DO UPDATE SET closed_at = NULL`,
);
export const CLOSE_GAPS = statement(
  'close_gaps',
  'UPDATE gap SET closed_at = $4 WHERE branch = $1 AND epoch = $2 AND first <= $3 AND closed_at IS NULL',
);
export const SAVE_DAYS = statement(
  'save_days',
  `INSERT INTO day (branch, date, epoch, record) SELECT * FROM ${rows('branch date epoch record')}
   ON CONFLICT (branch, date, epoch) DO UPDATE SET record = excluded.record`,
);
/** Answers with the records that were replaced, of the legs for which they are asked. */
export const SAVE_VISITS = statement(
  'save_visits',
  `WITH fresh AS (
     SELECT * FROM ${rows('branch date epoch id leg:bigint record asked:boolean', { numbered: true })}
   ), saved AS (
     INSERT INTO visit (branch, date, epoch, id, leg, record) SELECT branch, date, epoch, id, leg, record FROM fresh
     ON CONFLICT (branch, date, epoch, id, leg) DO UPDATE SET record = excluded.record
   )
   SELECT place, visit.record FROM fresh JOIN visit USING (branch, date, epoch, id, leg) WHERE asked`,
);
export const SAVE_RATINGS = statement(
  'save_ratings',
  `INSERT INTO rating (branch, date, epoch, id, record)
   SELECT * FROM ${rows('branch date epoch id record')}
   ON CONFLICT (branch, date, epoch, id) DO UPDATE SET record = excluded.record`,
);
export const SAVE_SCORE_CHECKS = statement(
  'save_score_checks',
  `INSERT INTO score_check (branch, date, epoch, seq, score, differences)
   SELECT * FROM ${rows('branch date epoch seq:bigint score differences')}
   ON CONFLICT DO NOTHING`,
);
export const ROLLUPS = statement(
  'rollups',
  `SELECT place, service, class, issued, served, abandoned, wait_n, wait_ms, histogram
   FROM ${rows('branch date service class', { numbered: true })}
   JOIN rollup USING (branch, date, service, class)`,
);
export const SAVE_ROLLUPS = statement(
  'save_rollups',
  `INSERT INTO rollup (branch, date, service, class, issued, served, abandoned, wait_n, wait_ms, histogram)
   SELECT * FROM ${rows('branch date service class issued:bigint served:bigint abandoned:bigint wait_n:bigint wait_ms:bigint histogram')}
   ON CONFLICT (branch, date, service, class) DO UPDATE
     SET issued = excluded.issued, served = excluded.served, abandoned = excluded.abandoned,
         wait_n = excluded.wait_n, wait_ms = excluded.wait_ms, histogram = excluded.histogram`,
);
export const RAISE = statement(
  'raise',
  `INSERT INTO alarm (branch, kind, detail, at, count) VALUES ($1, $2, $3, $4, 1)
   ON CONFLICT (branch, kind, detail) DO UPDATE SET at = excluded.at, count = alarm.count + 1`,
);
export const SAVE_LATEST = statement(
  'save_latest',
  `INSERT INTO latest (branch, kind, at, payload)
   SELECT * FROM ${rows('branch kind at:bigint payload')}
   ON CONFLICT (branch, kind) DO UPDATE SET at = excluded.at, payload = excluded.payload`,
);
