-- Whose a begun way in is, so that it ends with that person's access; and who has ever come in, whatever is forgotten of
-- sessions.

ALTER TABLE pending_flow ADD COLUMN person_id text COLLATE "C";

-- Nobody knows whose these are, nor which provider vouched: whoever is signing in at this moment does it once more.
DELETE FROM pending_flow WHERE kind IN ('HANDOVER', 'PASSKEY_REGISTRATION');

ALTER TABLE person ADD COLUMN came_in_at text COLLATE "C";

UPDATE person SET came_in_at = coalesce(
  (SELECT min(created_at) FROM session WHERE session.person_id = person.id),
  (SELECT min(linked_at) FROM outside_identity WHERE outside_identity.person_id = person.id),
  (SELECT min(created_at) FROM passkey WHERE passkey.person_id = person.id),
  (SELECT min(enrolled_at) FROM signing_key WHERE signing_key.person_id = person.id));
