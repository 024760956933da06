/** What branches send, and what is derived from it. */
export const INGEST = `
-- Every event exactly as the branch hashed it. (branch, epoch, seq) is its identity; the hash proves its content.
CREATE TABLE event (
  branch TEXT NOT NULL,
  epoch  TEXT NOT NULL,
  seq    INTEGER NOT NULL,
  line   TEXT NOT NULL,
  hash   BLOB NOT NULL,            -- chain hash after this line
  PRIMARY KEY (branch, epoch, seq)
) STRICT, WITHOUT ROWID;

-- How far each journal is held without a gap, and applied to the hall.
CREATE TABLE cursor (
  branch     TEXT NOT NULL,
  epoch      TEXT NOT NULL,
  upto       INTEGER NOT NULL,     -- everything up to here is stored and applied
  tip        TEXT NOT NULL,        -- chain hash after upto
  highest    INTEGER NOT NULL,     -- highest seq stored, beyond upto when there is a gap
  checkpoint INTEGER NOT NULL,     -- a rebuild of the hall may start at this seq
  seen_at    INTEGER NOT NULL,     -- when the epoch was first seen, ms
  PRIMARY KEY (branch, epoch)
) STRICT, WITHOUT ROWID;

-- One leg of a visit, derived; record is the JSON of rubric's Visit.
CREATE TABLE visit (
  branch TEXT NOT NULL,
  date   TEXT NOT NULL,
  epoch  TEXT NOT NULL,
  id     TEXT NOT NULL,
  leg    INTEGER NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (branch, date, epoch, id, leg)
) STRICT, WITHOUT ROWID;

CREATE TABLE rating (
  branch TEXT NOT NULL,
  date   TEXT NOT NULL,
  epoch  TEXT NOT NULL,
  id     TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (branch, date, epoch, id)
) STRICT, WITHOUT ROWID;

-- Rules of a business day as its day.opened declared them.
CREATE TABLE day (
  branch TEXT NOT NULL,
  date   TEXT NOT NULL,
  epoch  TEXT NOT NULL,
  record TEXT NOT NULL,            -- JSON of rubric's DayRecords without visits and ratings
  PRIMARY KEY (branch, date, epoch)
) STRICT, WITHOUT ROWID;

-- Additive sums of a day, changed by the difference that each new state of a visit makes.
CREATE TABLE rollup (
  branch    TEXT NOT NULL,
  date      TEXT NOT NULL,
  service   TEXT NOT NULL,
  class     TEXT NOT NULL,
  issued    INTEGER NOT NULL,
  served    INTEGER NOT NULL,
  abandoned INTEGER NOT NULL,
  wait_n    INTEGER NOT NULL,
  wait_ms   INTEGER NOT NULL,
  histogram TEXT NOT NULL,         -- sparse [[bin, count], …], 30-second bins
  PRIMARY KEY (branch, date, service, class)
) STRICT, WITHOUT ROWID;

-- Content that contradicts what is stored under the same identity, kept for the auditor.
CREATE TABLE quarantine (
  branch TEXT NOT NULL,
  epoch  TEXT NOT NULL,
  seq    INTEGER NOT NULL,
  hash   TEXT NOT NULL,
  line   TEXT NOT NULL,
  at     INTEGER NOT NULL,
  PRIMARY KEY (branch, epoch, seq, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE gap (
  branch    TEXT NOT NULL,
  epoch     TEXT NOT NULL,
  first     INTEGER NOT NULL,      -- first missing seq
  since     INTEGER NOT NULL,
  closed_at INTEGER,               -- null while something is missing
  PRIMARY KEY (branch, epoch, first)
) STRICT, WITHOUT ROWID;

-- Something a person must look at; repeated ones are counted, not multiplied.
CREATE TABLE alarm (
  branch TEXT NOT NULL,
  kind   TEXT NOT NULL,
  detail TEXT NOT NULL,
  at     INTEGER NOT NULL,         -- last time
  count  INTEGER NOT NULL,
  PRIMARY KEY (branch, kind, detail)
) STRICT, WITHOUT ROWID;

-- A branch's score of a closed half-hour and where head office came to something else.
CREATE TABLE score_check (
  branch      TEXT NOT NULL,
  date        TEXT NOT NULL,
  epoch       TEXT NOT NULL,
  seq         INTEGER NOT NULL,
  score       TEXT NOT NULL,
  differences TEXT NOT NULL,       -- JSON list of paths, [] when they agree
  PRIMARY KEY (branch, date, epoch, seq)
) STRICT, WITHOUT ROWID;

-- Last retained message of each kind.
CREATE TABLE latest (
  branch  TEXT NOT NULL,
  kind    TEXT NOT NULL,
  at      INTEGER NOT NULL,
  payload TEXT NOT NULL,
  PRIMARY KEY (branch, kind)
) STRICT, WITHOUT ROWID;
`;
