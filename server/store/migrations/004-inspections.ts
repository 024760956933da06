/** Plans, visits, sheets, evidence, appraisals. */
export const INSPECTIONS = `
-- What the quality department means to inspect in a quarter.
CREATE TABLE plan (
  id           TEXT PRIMARY KEY,
  quarter      TEXT NOT NULL,        -- 2026-Q4
  title        TEXT NOT NULL,
  unit         TEXT NOT NULL,        -- of the organisation; its branches are planned
  state        TEXT NOT NULL,        -- draft | published
  per_week     INTEGER NOT NULL,     -- inspections of one inspector in one week at most
  author       TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  published_at INTEGER
) STRICT, WITHOUT ROWID;

-- A visit of a plan that is not published yet; publishing makes an inspection with the same id of it.
CREATE TABLE plan_slot (
  branch    TEXT NOT NULL,
  id        TEXT NOT NULL,
  plan      TEXT NOT NULL,
  kind      TEXT NOT NULL,           -- as of an inspection
  card      TEXT NOT NULL,
  from_on   TEXT NOT NULL,
  to_on     TEXT NOT NULL,
  mode      TEXT NOT NULL,
  inspector TEXT,                    -- null = nobody yet
  second    TEXT,
  reason    TEXT,                    -- why this inspector in spite of a concern
  PRIMARY KEY (branch, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_slot_by_plan ON plan_slot (plan);

-- Why an account may not inspect a branch, beside the roles that it holds now.
CREATE TABLE staff_tie (
  branch     TEXT NOT NULL,
  account    TEXT NOT NULL,
  why        TEXT NOT NULL,          -- worked-there | declared
  until_on   TEXT NOT NULL,          -- last day on which it counts
  PRIMARY KEY (branch, account, why)
) STRICT, WITHOUT ROWID;

-- One visit (or test call, or survey) that is to be made or was made.
CREATE TABLE inspection (
  branch       TEXT NOT NULL,
  id           TEXT NOT NULL,
  plan         TEXT,                 -- null = outside a plan
  kind         TEXT NOT NULL,        -- announced | mystery | intercept | hotline | monthly
  card         TEXT NOT NULL,        -- scorecard and the version in force on the first day it may be made
  card_version INTEGER NOT NULL,
  inspector    TEXT NOT NULL,        -- account
  second       TEXT,                 -- account of an independent second scorer
  from_on      TEXT NOT NULL,        -- first and last day on which it may be made
  to_on        TEXT NOT NULL,
  announced_at INTEGER,              -- when the branch manager was told
  mode         TEXT NOT NULL,        -- digital | paper (typed in twice)
  state        TEXT NOT NULL,        -- assigned | begun | mismatch | signed | returned | released | cancelled
  visited_on   TEXT,                 -- business day of the visit, by the inspector's sheet
  signed_at    INTEGER,
  released_at  INTEGER,
  respondents  INTEGER,              -- intercept surveys: customers who were asked
  result       TEXT,                 -- JSON of rubric's ScorecardResult of the sheet that counts, from signing on
  PRIMARY KEY (branch, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX inspection_by_inspector ON inspection (inspector, state);
CREATE INDEX inspection_by_plan ON inspection (plan);

-- What reviewers did with it, and why.
CREATE TABLE inspection_step (
  branch     TEXT NOT NULL,
  inspection TEXT NOT NULL,
  seq        INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  account    TEXT NOT NULL,
  step       TEXT NOT NULL,          -- return | release | cancel
  reason     TEXT,
  PRIMARY KEY (branch, inspection, seq)
) STRICT, WITHOUT ROWID;

-- What one person wrote down: the inspector, a second scorer, the two who type in paper, who settles.
CREATE TABLE sheet (
  branch      TEXT NOT NULL,
  inspection  TEXT NOT NULL,
  entry       TEXT NOT NULL,         -- own | second-scorer | first-entry | second-entry | settled
  account     TEXT NOT NULL,
  state       TEXT NOT NULL,         -- draft | signed
  revision    INTEGER NOT NULL,      -- grows with every save
  device      TEXT NOT NULL,         -- random id of the browser that holds the draft
  body        TEXT NOT NULL,         -- JSON of rubric's Sheet
  timers      TEXT NOT NULL,         -- JSON, times of the visit by the device's clock
  skew_ms     INTEGER,               -- device clock minus ours when it was handed in
  begun_at    INTEGER NOT NULL,
  saved_at    INTEGER NOT NULL,
  signed_at   INTEGER,
  digest      TEXT,                  -- SHA-256 of body, from signing on
  PRIMARY KEY (branch, inspection, entry)
) STRICT, WITHOUT ROWID;

-- Every change of an answer after its first saving: old, new, why.
CREATE TABLE sheet_change (
  branch     TEXT NOT NULL,
  inspection TEXT NOT NULL,
  entry      TEXT NOT NULL,
  seq        INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  account    TEXT NOT NULL,
  cell       TEXT NOT NULL,          -- item, or item/role
  before     TEXT,                   -- JSON of the entry
  after      TEXT,
  reason     TEXT NOT NULL,
  PRIMARY KEY (branch, inspection, entry, seq)
) STRICT, WITHOUT ROWID;

-- Files of evidence; the bytes lie in the data folder under their hash.
CREATE TABLE evidence (
  branch      TEXT NOT NULL,
  inspection  TEXT NOT NULL,
  hash        TEXT NOT NULL,         -- SHA-256 of the bytes as stored (place and device data removed)
  item        TEXT NOT NULL,
  media_type  TEXT NOT NULL,
  bytes       INTEGER NOT NULL,
  original    TEXT NOT NULL,         -- SHA-256 of the bytes as sent; what sheets refer to
  account     TEXT NOT NULL,
  taken_at    INTEGER,               -- by the device's clock
  received_at INTEGER NOT NULL,
  keep_until  TEXT NOT NULL,         -- first day on which the bytes are removed
  removed_at  INTEGER,
  PRIMARY KEY (branch, inspection, original)
) STRICT, WITHOUT ROWID;

-- Recordings of test calls and visits: where the original is filed, never the sound itself.
CREATE TABLE recording (
  branch     TEXT NOT NULL,
  inspection TEXT NOT NULL,
  reference  TEXT NOT NULL,          -- file number in the archive of recordings
  hash       TEXT NOT NULL,          -- SHA-256 of the original
  keep_until TEXT NOT NULL,          -- last day on which the archive keeps it
  account    TEXT NOT NULL,
  added_at   INTEGER NOT NULL,
  PRIMARY KEY (branch, inspection, hash)
) STRICT, WITHOUT ROWID;

-- Who works at a branch, for appraisals: by pseudonym, with an account only where the person has one.
CREATE TABLE staff (
  branch    TEXT NOT NULL,
  pseudonym TEXT NOT NULL,
  account   TEXT,
  has_left  INTEGER NOT NULL,        -- 1 = appraised no more; what was said stays
  PRIMARY KEY (branch, pseudonym)
) STRICT, WITHOUT ROWID;

-- Staff appraisal: what one person says of another, by pseudonym.
CREATE TABLE appraisal (
  branch     TEXT NOT NULL,
  id         TEXT NOT NULL,
  period     TEXT NOT NULL,          -- 2026-Q4
  subject    TEXT NOT NULL,          -- pseudonym of who is appraised
  relation   TEXT NOT NULL,          -- self | superior | peer
  account    TEXT NOT NULL,
  card       TEXT NOT NULL,
  version    INTEGER NOT NULL,
  body       TEXT NOT NULL,          -- JSON of rubric's Sheet
  signed_at  INTEGER NOT NULL,
  PRIMARY KEY (branch, id)
) STRICT, WITHOUT ROWID;
-- Each person says it once.
CREATE UNIQUE INDEX appraisal_once ON appraisal (branch, period, subject, account);
`;
