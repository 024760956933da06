/** Scorecards and composite definitions as versions. */
export const POLICIES = `
-- One version of a scorecard or of a composite definition. An approved one is never changed.
CREATE TABLE policy (
  kind         TEXT NOT NULL,       -- scorecard | composite
  id           TEXT NOT NULL,
  version      INTEGER NOT NULL,
  state        TEXT NOT NULL,       -- draft | submitted | approved | withdrawn
  from_on      TEXT NOT NULL,       -- first and last day on which it is used
  to_on        TEXT,
  author       TEXT NOT NULL,       -- account
  submitted_at INTEGER,
  approver     TEXT,                -- account, another than the author
  approved_at  INTEGER,
  updated_at   INTEGER NOT NULL,
  body         TEXT NOT NULL,       -- JSON of the scorecard or definition
  digest       TEXT NOT NULL,       -- SHA-256 of body
  PRIMARY KEY (kind, id, version)
) STRICT, WITHOUT ROWID;
`;
