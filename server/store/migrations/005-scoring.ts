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

-- day_fact added up by month, changed by the difference that each new state of a day makes: what rankings are read from.
CREATE TABLE month_fact (
  branch      TEXT NOT NULL,
  month       TEXT NOT NULL,         -- 2026-11
  days        INTEGER NOT NULL,
  issued      INTEGER NOT NULL,
  judged      INTEGER NOT NULL,
  late        INTEGER NOT NULL,
  served      INTEGER NOT NULL,
  invited     INTEGER NOT NULL,
  rated       INTEGER NOT NULL,
  satisfied   INTEGER NOT NULL,
  PRIMARY KEY (branch, month)
) STRICT, WITHOUT ROWID;
CREATE INDEX month_fact_by_month ON month_fact (month, branch, days, issued, judged, late, served, invited, rated, satisfied);

-- The same by customer class, as far as peer groups and a common class mix need it.
CREATE TABLE month_class (
  branch      TEXT NOT NULL,
  month       TEXT NOT NULL,
  class       TEXT NOT NULL,
  issued      INTEGER NOT NULL,
  judged      INTEGER NOT NULL,
  late        INTEGER NOT NULL,
  PRIMARY KEY (branch, month, class)
) STRICT, WITHOUT ROWID;
CREATE INDEX month_class_by_month ON month_class (month, branch, class, issued, judged, late);

-- Everything a composite needs of a day, with the names of what cost points. Stays when the tickets are removed.
CREATE TABLE day_evidence (
  branch TEXT NOT NULL,
  date   TEXT NOT NULL,
  closed INTEGER NOT NULL,           -- 1 = the day was closed when this was computed
  body   TEXT NOT NULL,              -- JSON of rubric's DayEvidence
  PRIMARY KEY (branch, date)
) STRICT, WITHOUT ROWID;

-- Histogram of the waits of a day, packed (scoring/packed-histogram.ts): a network's are added up as they are read.
CREATE TABLE day_waits (
  branch TEXT NOT NULL,
  date   TEXT NOT NULL,
  bins   TEXT NOT NULL,
  PRIMARY KEY (branch, date)
) STRICT, WITHOUT ROWID;
CREATE INDEX day_waits_by_date ON day_waits (date, branch, bins);

-- How far days follow the journals.
CREATE TABLE followed (
  branch TEXT NOT NULL,
  epoch  TEXT NOT NULL,
  upto   INTEGER NOT NULL,
  PRIMARY KEY (branch, epoch)
) STRICT, WITHOUT ROWID;

-- Composites that are to be computed again, written together with what has changed, so that a stop loses none.
CREATE TABLE unscored (
  branch     TEXT NOT NULL,
  period     TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (branch, period)
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
CREATE INDEX service_case_by_kind ON service_case (kind, opened_on);

-- The composite of a branch and period under one version of the weights. Those of other versions stay beside it.
CREATE TABLE composite_score (
  branch      TEXT NOT NULL,
  period      TEXT NOT NULL,         -- 2026-Q4 or 2026-11
  policy      TEXT NOT NULL,         -- composite definition
  version     INTEGER NOT NULL,      -- 0 = the shipped template
  state       TEXT NOT NULL,         -- scored | insufficient
  value       INTEGER,               -- 1/10,000 of a point
  error       REAL,                  -- standard error, hundredths of a point; null = too few days to tell
  grade       TEXT,
  uncapped    TEXT,                  -- the grade that vetoes keep it from; null when none does
  peer_group  TEXT,
  body        TEXT NOT NULL,         -- JSON: rubric's Composite without leaves; those follow from the evidence
  items       TEXT NOT NULL,         -- JSON: rubric's ScoredItem[]
  uncertainty TEXT,                  -- JSON: rubric's CompositeInterval, once it was drawn
  computed_at INTEGER NOT NULL,
  PRIMARY KEY (branch, period, policy, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX composite_by_period ON composite_score (period, policy, version, peer_group, value, branch, error);

-- The ranking of a period as it was last drawn.
CREATE TABLE ranking (
  period      TEXT NOT NULL,
  policy      TEXT NOT NULL,
  version     INTEGER NOT NULL,
  body        TEXT NOT NULL,         -- JSON: rubric's Ranking
  attainment  TEXT NOT NULL,         -- JSON: rubric's StandardisedAttainment[], by branch
  computed_at INTEGER NOT NULL,
  PRIMARY KEY (period, policy, version)
) STRICT, WITHOUT ROWID;
`;
