
-- The peaks of the tree over a room's shared entries, as JSON; NULL in rooms of before, whose entries say them.
ALTER TABLE room ADD COLUMN shared_peaks TEXT;

-- People's signing keys: the public half and the certificate that was issued for it. A key that is closed stays, since
-- what it signed before stays valid.
CREATE TABLE signing_key (
  kid TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  public_key TEXT NOT NULL,
  certificate TEXT NOT NULL,
  enrolled_at TEXT NOT NULL,
  not_after TEXT NOT NULL,
  revoked_at TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX signing_key_by_person ON signing_key (person_id);
