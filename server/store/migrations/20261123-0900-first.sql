-- The log of every room, and what is derived from it for finding and for waking up.
-- A room's events lie together in order; each is kept as the JSON that goes over the wire, once per audience.

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  id TEXT PRIMARY KEY,
  json TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  json TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX session_by_expiry ON session (expires_at);

CREATE TABLE room (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  shared_seq INTEGER NOT NULL,
  shared_hash TEXT NOT NULL,
  internal_hash TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  is_live INTEGER NOT NULL,
  reported_at TEXT NOT NULL,
  summary TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX room_by_account ON room (account_id, reported_at);
CREATE INDEX room_live ON room (account_id, reported_at) WHERE is_live = 1;
CREATE INDEX room_by_report ON room (reported_at);

CREATE TABLE event (
  room_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  shared_seq INTEGER,
  id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  provider_position INTEGER NOT NULL,
  provider_digest TEXT NOT NULL,
  account_position INTEGER,
  account_digest TEXT,
  provider_json TEXT NOT NULL,
  shared_json TEXT,
  PRIMARY KEY (room_id, seq),
  CHECK ((shared_seq IS NULL) = (shared_json IS NULL)),
  CHECK ((shared_seq IS NULL) = (account_position IS NULL)),
  CHECK ((shared_seq IS NULL) = (account_digest IS NULL))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX event_by_id ON event (id);
CREATE UNIQUE INDEX event_by_shared_seq ON event (room_id, shared_seq) WHERE shared_seq IS NOT NULL;
CREATE UNIQUE INDEX event_by_provider ON event (provider_position);
CREATE UNIQUE INDEX event_by_account ON event (account_id, account_position) WHERE account_position IS NOT NULL;

CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
BEGIN
  SELECT RAISE(ABORT, 'a recorded event never changes');
END;

CREATE TRIGGER event_never_goes BEFORE DELETE ON event
BEGIN
  SELECT RAISE(ABORT, 'a recorded event is never removed');
END;

-- Where each feed ends: the position and running digest of its last event.
CREATE TABLE channel (
  name TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE named_provider (
  account_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  PRIMARY KEY (account_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE receipt (
  actor_id TEXT NOT NULL,
  command_id TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (actor_id, command_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE deadline (
  room_id TEXT NOT NULL,
  clock_id TEXT NOT NULL,
  step TEXT NOT NULL,
  due_at TEXT NOT NULL,
  PRIMARY KEY (room_id, clock_id, step)
) STRICT, WITHOUT ROWID;

CREATE INDEX deadline_by_due ON deadline (due_at);
