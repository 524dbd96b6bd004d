-- Who may come in, by which way, on which devices, and what was done about that. Secrets are kept as their SHA-256
-- alone. Sessions of before had one token each and could not be renewed: their people sign in again.

DROP TABLE session;

CREATE TABLE session (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  refresh_hash TEXT NOT NULL,
  previous_refresh_hash TEXT,
  rotated_at TEXT NOT NULL,
  -- The pair that the last rotation gave, sealed with the token that asked for it: a lost answer can be given again.
  sealed_reply TEXT,
  refresh_expires_at TEXT NOT NULL,
  device_name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  method TEXT NOT NULL,
  authenticated_at TEXT NOT NULL,
  ended_at TEXT,
  end_reason TEXT,
  CHECK ((ended_at IS NULL) = (end_reason IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX session_by_person ON session (person_id);
CREATE INDEX session_by_expiry ON session (refresh_expires_at);

-- Several may be valid at a time: each window of a device keeps its own until that runs out.
CREATE TABLE access_token (
  hash TEXT PRIMARY KEY,
  session_id TEXT NOT NULL,
  -- A step-up makes a new token fresh, and none that was there before.
  authenticated_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX access_token_by_session ON access_token (session_id);
CREATE INDEX access_token_by_expiry ON access_token (expires_at);

CREATE TABLE sign_in_attempt (
  id_hash TEXT PRIMARY KEY,
  -- Null for an address that nobody may sign in with: such attempts are made and answered like any other.
  person_id TEXT,
  address_hash TEXT NOT NULL,
  -- Null until the mail goes out: only then are link and code made.
  link_hash TEXT,
  code_hash TEXT,
  tries INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_in_attempt_by_address ON sign_in_attempt (address_hash, started_at);
CREATE INDEX sign_in_attempt_by_start ON sign_in_attempt (started_at);

CREATE TABLE phone_code (
  person_id TEXT PRIMARY KEY,
  salt TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  issued_by TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  tries INTEGER NOT NULL,
  used_at TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation (
  token_hash TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  -- Null when the operator made it on the server itself.
  invited_by TEXT,
  made_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX invitation_by_person ON invitation (person_id);

CREATE TABLE outside_identity (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  person_id TEXT NOT NULL,
  linked_at TEXT NOT NULL,
  PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;

CREATE INDEX outside_identity_by_person ON outside_identity (person_id);

CREATE TABLE passkey (
  credential_id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  public_key TEXT NOT NULL,
  counter INTEGER NOT NULL,
  transports TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  last_used_at TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX passkey_by_person ON passkey (person_id);

CREATE TABLE account_sso (
  account_id TEXT PRIMARY KEY,
  issuer TEXT NOT NULL,
  client_id TEXT NOT NULL,
  client_secret_ref TEXT,
  domains TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What waits for its second half: a flow at an outside provider, a challenge to a passkey. Taken once, then gone.
CREATE TABLE pending_flow (
  id_hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  json TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX pending_flow_by_expiry ON pending_flow (expires_at);

ALTER TABLE person ADD COLUMN deactivated_at TEXT;

CREATE INDEX person_by_email ON person (lower(json_extract(json, '$.email')));

-- Mails that have still to go out. No secret stands in one: it is made when the mail is sent.
CREATE TABLE mail (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  -- Null for an address that gets none: the row is made all the same, and taken away again.
  recipient TEXT,
  about TEXT NOT NULL,
  tries INTEGER NOT NULL,
  next_try_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX mail_by_next_try ON mail (next_try_at);

-- What was done to accounts, people and devices. Numbered without a gap, so that a missing entry shows.
CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  actor_id TEXT,
  actor_name TEXT NOT NULL,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  facts TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_is_dense BEFORE INSERT ON audit
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit)
BEGIN
  SELECT RAISE(ABORT, 'the audit log is numbered without a gap');
END;

CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'an audit entry never changes');
END;

CREATE TRIGGER audit_never_goes BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'an audit entry is never removed');
END;
