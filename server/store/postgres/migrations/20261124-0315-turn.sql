-- The last turn that each node has committed, written with the turn itself: the only certain answer to whether a COMMIT
-- that nobody answered for was kept. A transaction's number alone does not tell. One that nothing of reached the log before
-- PostgreSQL crashed is given to another transaction afterwards, and its status is then that of the other.

CREATE TABLE turn (
  -- A node from its start to its end.
  node text COLLATE "C" PRIMARY KEY,
  xid xid8 NOT NULL,
  began_at timestamptz NOT NULL DEFAULT now()
);
