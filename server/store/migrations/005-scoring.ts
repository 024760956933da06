/** From days, sheets and cases to composites and rankings. */
export const SCORING = `
-- Sums of one business day and customer class of a branch; whole numbers that add up in any order.
CREATE TABLE day_fact (
  branch      TEXT NOT NULL,
  date        TEXT NOT NULL,
  class       TEXT NOT NULL,
  issued      INTEGER NOT NULL,
  judged      INTEGER NOT NULL,      -- waits that have a target
  late        INTEGER NOT NULL,      -- of those, over it
  served      INTEGER NOT NULL,
  invited     INTEGER NOT NULL,
  rated       INTEGER NOT NULL,      -- ratings that count
  satisfied   INTEGER NOT NULL,
  PRIMARY KEY (branch, date, class)
) STRICT, WITHOUT ROWID;

-- JSON of rubric's DayEvidence: everything a composite needs of a day, with the names of what cost points.
CREATE TABLE day_evidence (
  branch TEXT NOT NULL,
  date   TEXT NOT NULL,
  body   TEXT NOT NULL,
  PRIMARY KEY (branch, date)
) STRICT, WITHOUT ROWID;

-- A complaint, or a problem that was to be put right: what a score needs of it.
CREATE TABLE service_case (
  branch     TEXT NOT NULL,
  id         TEXT NOT NULL,
  kind       TEXT NOT NULL,          -- complaint | rectification
  title      TEXT NOT NULL,
  opened_on  TEXT NOT NULL,
  due_on     TEXT NOT NULL,
  settled_on TEXT,                   -- null = open
  PRIMARY KEY (branch, id)
) STRICT, WITHOUT ROWID;

-- The composite of a branch and period under one version of the weights. Old ones stay as they were computed.
CREATE TABLE composite_score (
  branch      TEXT NOT NULL,
  period      TEXT NOT NULL,         -- 2026-Q4 or 2026-11
  policy      TEXT NOT NULL,         -- composite definition
  version     INTEGER NOT NULL,
  state       TEXT NOT NULL,         -- scored | insufficient
  value       INTEGER,               -- 1/10,000 of a point
  error       REAL,                  -- standard error, hundredths of a point
  grade       TEXT,
  peer_group  TEXT,
  body        TEXT NOT NULL,         -- JSON: rubric's Composite
  uncertainty TEXT,                  -- JSON: rubric's CompositeInterval
  computed_at INTEGER NOT NULL,
  PRIMARY KEY (branch, period, policy, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX composite_by_period ON composite_score (period, policy, version, peer_group, value);

-- The ranking of a period as it was last drawn.
CREATE TABLE ranking (
  period      TEXT NOT NULL,
  policy      TEXT NOT NULL,
  version     INTEGER NOT NULL,
  body        TEXT NOT NULL,         -- JSON: rubric's Ranking
  computed_at INTEGER NOT NULL,
  PRIMARY KEY (period, policy, version)
) STRICT, WITHOUT ROWID;
`;
