/** Organisation, accounts, what they may do, sessions, and who did what. */
export const PEOPLE = `
-- Head office, regions, branches. A branch's id is the one it journals under.
CREATE TABLE unit (
  id          TEXT PRIMARY KEY,
  kind        TEXT NOT NULL,        -- head-office | region | branch
  name_zh     TEXT NOT NULL,
  name_en     TEXT NOT NULL,
  branch_type TEXT,                 -- of branches: only branches of one type are compared
  created_at  INTEGER NOT NULL,
  closed_on   TEXT                  -- first day on which it no longer exists
) STRICT, WITHOUT ROWID;

-- Where a unit hangs from when to when. Moving a branch ends one row and begins another, so the past stays as it was.
CREATE TABLE unit_place (
  unit    TEXT NOT NULL,
  from_on TEXT NOT NULL,            -- first day
  to_on   TEXT,                     -- first day after; null = until further notice
  parent  TEXT NOT NULL,
  PRIMARY KEY (unit, from_on)
) STRICT, WITHOUT ROWID;

-- Every unit with itself and everything above it, as it hangs now: what access is decided by.
CREATE TABLE unit_ancestor (
  unit     TEXT NOT NULL,
  ancestor TEXT NOT NULL,
  PRIMARY KEY (unit, ancestor)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_ancestor_below ON unit_ancestor (ancestor, unit);

CREATE TABLE account (
  id           TEXT PRIMARY KEY,
  login        TEXT NOT NULL UNIQUE, -- lower case
  name         TEXT NOT NULL,
  password     TEXT,                 -- argon2id in PHC form; null = signs in through the bank's provider only
  subject      TEXT UNIQUE,          -- issuer and subject at the bank's provider
  binds        INTEGER NOT NULL,     -- 1 = the provider's identity with this login is bound at its first sign-in
  failures     INTEGER NOT NULL,     -- wrong passwords in a row
  locked_until INTEGER,
  disabled_at  INTEGER,
  created_at   INTEGER NOT NULL,
  added_by     TEXT                  -- account; null = by set-up
) STRICT, WITHOUT ROWID;

-- Lets a person choose their own password, once.
CREATE TABLE password_code (
  account    TEXT PRIMARY KEY,
  code_hash  BLOB NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What an account may do, at a unit and everything below it.
CREATE TABLE role_grant (
  account    TEXT NOT NULL,
  role       TEXT NOT NULL,
  unit       TEXT NOT NULL,
  granted_by TEXT NOT NULL,
  granted_at INTEGER NOT NULL,
  PRIMARY KEY (account, role, unit)
) STRICT, WITHOUT ROWID;

-- The cookie holds the token, this table only its hash.
CREATE TABLE session (
  token_hash BLOB PRIMARY KEY,
  account    TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who did what. Each row is hashed together with the hash before it.
CREATE TABLE audit (
  seq     INTEGER PRIMARY KEY,
  at      INTEGER NOT NULL,
  account TEXT NOT NULL,             -- of who did it; 'system' for head office itself
  action  TEXT NOT NULL,
  subject TEXT NOT NULL,             -- what it was done to
  detail  TEXT NOT NULL,             -- JSON
  hash    TEXT NOT NULL
) STRICT;

-- The beginning of a journal whose lines were removed after their time: its chain is proven from here on.
CREATE TABLE journal_cut (
  branch     TEXT NOT NULL,
  epoch      TEXT NOT NULL,
  upto       INTEGER NOT NULL,       -- last seq that was removed
  hash       TEXT NOT NULL,          -- chain hash after it
  removed_at INTEGER NOT NULL,
  PRIMARY KEY (branch, epoch)
) STRICT, WITHOUT ROWID;
`;
