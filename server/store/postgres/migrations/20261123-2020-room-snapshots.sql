-- What long rooms were at some point of their log, so that they need not be folded from their first event. A cache: each
-- row says what it was made from and counts only while the log goes on from there; removing all of them loses nothing.

CREATE TABLE room_snapshot (
  room_id text COLLATE "C" NOT NULL,
  -- ALL: the provider's; SHARED: the customer's, from shared events alone.
  view text COLLATE "C" NOT NULL,
  snapshot text NOT NULL,
  PRIMARY KEY (room_id, view)
);
