/** Scorecards and composite definitions as versions. */
export const POLICIES = `
-- One version of a scorecard or of a composite definition. An approved one is never changed.
CREATE TABLE policy (
  kind         TEXT NOT NULL,       -- scorecard | composite
  id           TEXT NOT NULL,
  version      INTEGER NOT NULL,
  state        TEXT NOT NULL,       -- draft | submitted | approved | withdrawn
  title_zh     TEXT NOT NULL,       -- titles and days as far as a draft has them
  title_en     TEXT NOT NULL,
  from_on      TEXT,                -- first and last day on which it is used
  to_on        TEXT,
  author       TEXT NOT NULL,       -- account that began it
  editors      TEXT NOT NULL,       -- JSON: every account that wrote in it or submitted it
  submitted_at INTEGER,
  approver     TEXT,                -- account, none of the editors
  approved_at  INTEGER,
  updated_at   INTEGER NOT NULL,
  body         TEXT NOT NULL,       -- JSON of the scorecard or definition; of an approved one with its approval
  digest       TEXT NOT NULL,       -- SHA-256 of body
  PRIMARY KEY (kind, id, version)
) STRICT, WITHOUT ROWID;
`;
