-- By which a refresh token that was used long ago is known again: whoever shows one holds a copy, and the session ends.
-- Sessions of before know again those tokens that they are given from now on.

ALTER TABLE session ADD COLUMN lineage TEXT NOT NULL DEFAULT '';

UPDATE session SET lineage = hex(randomblob(32));
