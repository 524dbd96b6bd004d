-- The log of every room and what is derived from it, who may come in, and what was done about that: the tables of the
-- SQLite store, with the same names. Instants and ids are compared byte by byte, as the programs compare them; each
-- event is kept as the JSON that goes over the wire, once per audience. A U+0000 is kept as postgres-text.ts says.

CREATE TABLE meta (
  name text COLLATE "C" PRIMARY KEY,
  value text NOT NULL
);

-- Raised with every change of an account or a person, whoever makes it: another node sees by it that there was one.
CREATE TABLE directory (
  version bigint NOT NULL
);

INSERT INTO directory (version) VALUES (0);

CREATE TABLE account (
  id text COLLATE "C" PRIMARY KEY,
  json text NOT NULL
);

CREATE TABLE person (
  id text COLLATE "C" PRIMARY KEY,
  json text NOT NULL,
  -- In small letters: an address stands for a person whatever its case.
  email text COLLATE "C",
  deactivated_at text COLLATE "C"
);

CREATE INDEX person_by_email ON person (email);

CREATE TABLE room (
  id text COLLATE "C" PRIMARY KEY,
  account_id text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  shared_seq bigint NOT NULL,
  shared_hash text NOT NULL,
  internal_hash text NOT NULL,
  recorded_at text COLLATE "C" NOT NULL,
  is_live boolean NOT NULL,
  reported_at text COLLATE "C" NOT NULL,
  summary text NOT NULL,
  -- The peaks of the tree over a room's shared entries, as JSON.
  shared_peaks text
);

CREATE INDEX room_by_account ON room (account_id, reported_at, id);
CREATE INDEX room_live ON room (account_id, reported_at, id) WHERE is_live;
CREATE INDEX room_by_report ON room (reported_at, id);

CREATE TABLE event (
  room_id text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  shared_seq bigint,
  id text COLLATE "C" NOT NULL,
  account_id text COLLATE "C" NOT NULL,
  provider_position bigint NOT NULL,
  provider_digest text NOT NULL,
  account_position bigint,
  account_digest text,
  provider_json text NOT NULL,
  shared_json text,
  PRIMARY KEY (room_id, seq),
  CHECK ((shared_seq IS NULL) = (shared_json IS NULL)),
  CHECK ((shared_seq IS NULL) = (account_position IS NULL)),
  CHECK ((shared_seq IS NULL) = (account_digest IS NULL))
);

CREATE UNIQUE INDEX event_by_id ON event (id);
CREATE UNIQUE INDEX event_by_shared_seq ON event (room_id, shared_seq) WHERE shared_seq IS NOT NULL;
CREATE UNIQUE INDEX event_by_provider ON event (provider_position);
CREATE UNIQUE INDEX event_by_account ON event (account_id, account_position) WHERE account_position IS NOT NULL;

-- Where each feed ends: the position and running digest of its last event.
CREATE TABLE channel (
  name text COLLATE "C" PRIMARY KEY,
  position bigint NOT NULL,
  digest text NOT NULL
);

CREATE TABLE named_provider (
  account_id text COLLATE "C" NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (account_id, person_id)
);

CREATE TABLE receipt (
  actor_id text COLLATE "C" NOT NULL,
  command_id text COLLATE "C" NOT NULL,
  content_hash text NOT NULL,
  answer text NOT NULL,
  PRIMARY KEY (actor_id, command_id)
);

CREATE TABLE deadline (
  room_id text COLLATE "C" NOT NULL,
  clock_id text COLLATE "C" NOT NULL,
  step text COLLATE "C" NOT NULL,
  due_at text COLLATE "C" NOT NULL,
  PRIMARY KEY (room_id, clock_id, step)
);

CREATE INDEX deadline_by_due ON deadline (due_at);

-- People's signing keys: the public half and its certificate. A closed key stays, as what it signed stays valid.
CREATE TABLE signing_key (
  kid text COLLATE "C" PRIMARY KEY,
  person_id text COLLATE "C" NOT NULL,
  public_key text NOT NULL,
  certificate text NOT NULL,
  enrolled_at text COLLATE "C" NOT NULL,
  not_after text COLLATE "C" NOT NULL,
  revoked_at text COLLATE "C"
);

CREATE INDEX signing_key_by_person ON signing_key (person_id);

-- Secrets are kept as their SHA-256 alone.
CREATE TABLE session (
  id text COLLATE "C" PRIMARY KEY,
  person_id text COLLATE "C" NOT NULL,
  lineage text NOT NULL,
  refresh_hash text NOT NULL,
  previous_refresh_hash text,
  rotated_at text COLLATE "C" NOT NULL,
  -- The pair that the last rotation gave, sealed with the token that asked for it: a lost answer can be given again.
  sealed_reply text,
  refresh_expires_at text COLLATE "C" NOT NULL,
  device_name text NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  last_seen_at text COLLATE "C" NOT NULL,
  method text NOT NULL,
  authenticated_at text COLLATE "C" NOT NULL,
  ended_at text COLLATE "C",
  end_reason text,
  CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);

CREATE INDEX session_by_person ON session (person_id);
CREATE INDEX session_by_expiry ON session (refresh_expires_at);

CREATE TABLE access_token (
  hash text COLLATE "C" PRIMARY KEY,
  session_id text COLLATE "C" NOT NULL,
  -- A step-up makes a new token fresh, and none that was there before.
  authenticated_at text COLLATE "C" NOT NULL,
  expires_at text COLLATE "C" NOT NULL
);

CREATE INDEX access_token_by_session ON access_token (session_id);
CREATE INDEX access_token_by_expiry ON access_token (expires_at);

CREATE TABLE sign_in_attempt (
  id_hash text COLLATE "C" PRIMARY KEY,
  -- Null for an address that nobody may sign in with: such attempts are made and answered like any other.
  person_id text COLLATE "C",
  address_hash text COLLATE "C" NOT NULL,
  -- Null until the mail goes out: only then are link and code made.
  link_hash text,
  code_hash text,
  tries integer NOT NULL,
  started_at text COLLATE "C" NOT NULL,
  expires_at text COLLATE "C" NOT NULL,
  used_at text COLLATE "C"
);

CREATE INDEX sign_in_attempt_by_address ON sign_in_attempt (address_hash, started_at);
CREATE INDEX sign_in_attempt_by_start ON sign_in_attempt (started_at);

CREATE TABLE phone_code (
  person_id text COLLATE "C" PRIMARY KEY,
  salt text NOT NULL,
  code_hash text NOT NULL,
  issued_by text COLLATE "C" NOT NULL,
  issued_at text COLLATE "C" NOT NULL,
  expires_at text COLLATE "C" NOT NULL,
  tries integer NOT NULL,
  used_at text COLLATE "C"
);

CREATE TABLE invitation (
  token_hash text COLLATE "C" PRIMARY KEY,
  person_id text COLLATE "C" NOT NULL,
  -- Null when the operator made it on the server itself.
  invited_by text COLLATE "C",
  made_at text COLLATE "C" NOT NULL,
  expires_at text COLLATE "C" NOT NULL,
  used_at text COLLATE "C"
);

CREATE INDEX invitation_by_person ON invitation (person_id);

CREATE TABLE outside_identity (
  issuer text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  linked_at text COLLATE "C" NOT NULL,
  PRIMARY KEY (issuer, subject)
);

CREATE INDEX outside_identity_by_person ON outside_identity (person_id);

CREATE TABLE passkey (
  credential_id text COLLATE "C" PRIMARY KEY,
  person_id text COLLATE "C" NOT NULL,
  public_key text NOT NULL,
  counter bigint NOT NULL,
  transports text NOT NULL,
  name text NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  last_used_at text COLLATE "C"
);

CREATE INDEX passkey_by_person ON passkey (person_id);

CREATE TABLE account_sso (
  account_id text COLLATE "C" PRIMARY KEY,
  issuer text NOT NULL,
  client_id text NOT NULL,
  client_secret_ref text,
  domains text NOT NULL
);

-- What waits for its second half: a flow at an outside provider, a challenge to a passkey. Taken once, then gone.
CREATE TABLE pending_flow (
  id_hash text COLLATE "C" PRIMARY KEY,
  kind text NOT NULL,
  json text NOT NULL,
  expires_at text COLLATE "C" NOT NULL
);

CREATE INDEX pending_flow_by_expiry ON pending_flow (expires_at);

-- Mails that have still to go out. No secret stands in one: it is made when the mail is sent.
CREATE TABLE mail (
  id text COLLATE "C" PRIMARY KEY,
  kind text NOT NULL,
  -- Null for an address that gets none: the row is made all the same, and taken away again.
  recipient text,
  about text NOT NULL,
  tries integer NOT NULL,
  next_try_at text COLLATE "C" NOT NULL,
  expires_at text COLLATE "C" NOT NULL
);

CREATE INDEX mail_by_next_try ON mail (next_try_at, id);

-- What was done to accounts, people and devices. Numbered without a gap, so that a missing entry shows.
CREATE TABLE audit (
  number bigint PRIMARY KEY,
  id text COLLATE "C" NOT NULL UNIQUE,
  at text COLLATE "C" NOT NULL,
  actor_id text COLLATE "C",
  actor_name text NOT NULL,
  action text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text COLLATE "C" NOT NULL,
  facts text NOT NULL
);

CREATE FUNCTION directory_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE directory SET version = version + 1;
  RETURN NULL;
END $$;

CREATE TRIGGER account_moves_directory AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON account
  EXECUTE FUNCTION directory_moved();
CREATE TRIGGER person_moves_directory AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON person
  EXECUTE FUNCTION directory_moved();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0];
END $$;

CREATE FUNCTION refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit) THEN
    RAISE EXCEPTION 'the audit log is numbered without a gap';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
  FOR EACH ROW EXECUTE FUNCTION refuse_change('a recorded event never changes');
CREATE TRIGGER event_never_goes BEFORE DELETE ON event
  FOR EACH ROW EXECUTE FUNCTION refuse_change('a recorded event is never removed');
CREATE TRIGGER events_never_go BEFORE TRUNCATE ON event
  EXECUTE FUNCTION refuse_change('a recorded event is never removed');

CREATE TRIGGER audit_is_dense BEFORE INSERT ON audit
  FOR EACH ROW EXECUTE FUNCTION refuse_gap();
CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
  FOR EACH ROW EXECUTE FUNCTION refuse_change('an audit entry never changes');
CREATE TRIGGER audit_never_goes BEFORE DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION refuse_change('an audit entry is never removed');
CREATE TRIGGER audits_never_go BEFORE TRUNCATE ON audit
  EXECUTE FUNCTION refuse_change('an audit entry is never removed');
