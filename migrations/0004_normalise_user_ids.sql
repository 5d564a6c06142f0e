-- rebuild: clan_members gets a key that is never reused, and rows point to people by id instead of by name.
CREATE TABLE clan_members_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  username TEXT NOT NULL,
  role TEXT,
  joined_at TIMESTAMP,
  last_updated TIMESTAMP
);
INSERT INTO clan_members_new (id, username, role, joined_at, last_updated)
  SELECT id, username, role, joined_at, last_updated FROM clan_members WHERE id IS NOT NULL;
INSERT INTO clan_members_new (username, role, joined_at, last_updated)
  SELECT username, role, joined_at, last_updated FROM clan_members WHERE id IS NULL ORDER BY username;
DROP TABLE clan_members;
ALTER TABLE clan_members_new RENAME TO clan_members;

ALTER TABLE wom_snapshots ADD COLUMN user_id INTEGER REFERENCES clan_members (id);
ALTER TABLE discord_messages ADD COLUMN user_id INTEGER REFERENCES clan_members (id);
ALTER TABLE boss_snapshots ADD COLUMN wom_snapshot_id INTEGER REFERENCES wom_snapshots (id) ON DELETE CASCADE;

-- Only an exact name, case aside, that belongs to one member is proof enough here; identity resolution does the rest.
UPDATE wom_snapshots SET user_id = (
  SELECT CASE WHEN count(*) = 1 THEN min(m.id) END FROM clan_members m WHERE lower(m.username) = lower(wom_snapshots.username)
);
UPDATE discord_messages SET user_id = (
  SELECT CASE WHEN count(*) = 1 THEN min(m.id) END FROM clan_members m WHERE lower(m.username) = lower(discord_messages.author_name)
);
UPDATE boss_snapshots SET wom_snapshot_id = snapshot_id
  WHERE snapshot_id IN (SELECT id FROM wom_snapshots);
