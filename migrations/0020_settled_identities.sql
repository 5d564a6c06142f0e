-- By which names and links the rows stand, so that a night looks only at rows whose name or link means something else now; what belongs to
-- nobody, found without looking at everything; and moved snapshots as they were, so that they can go back.

-- Every name known, one for all that differ in blanks alone, with all that was known of who bore it when the rows were last pointed.
CREATE TABLE settled_names (
  name TEXT PRIMARY KEY,
  members TEXT NOT NULL,
  bearers TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE settled_accounts (
  author_id INTEGER PRIMARY KEY REFERENCES discord_accounts (author_id) ON DELETE CASCADE,
  member_id INTEGER NOT NULL REFERENCES clan_members (id) ON DELETE CASCADE
);
CREATE INDEX idx_settled_accounts_member ON settled_accounts (member_id);

-- What else the last night went by, as hashes: where they are the same, nothing has to be worked out.
CREATE TABLE settled_inputs (
  name TEXT PRIMARY KEY,
  hash TEXT NOT NULL
) WITHOUT ROWID;

-- The span of time in which rows came or changed since then; empty where none did.
CREATE TABLE unsettled_lines (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  from_at INTEGER NOT NULL CHECK (typeof(from_at) IN ('integer', 'null')),
  to_at INTEGER NOT NULL CHECK (typeof(to_at) IN ('integer', 'null'))
);

CREATE INDEX idx_discord_messages_nobody ON discord_messages (user_id, kind, author_name, author_id, created_at, run_id)
  WHERE user_id IS NULL AND kind IN ('chat', 'relay', 'broadcast');

ALTER TABLE repointings ADD COLUMN undone_at INTEGER CHECK (typeof(undone_at) IN ('integer', 'null'));

CREATE TABLE moved_snapshots (
  repointing_id INTEGER NOT NULL REFERENCES repointings (id) ON DELETE CASCADE,
  timestamp INTEGER NOT NULL CHECK (typeof(timestamp) IN ('integer', 'null')),
  username TEXT NOT NULL,
  source TEXT NOT NULL,
  total_boss_kills INTEGER,
  metric_values BLOB NOT NULL,
  answer BLOB,
  PRIMARY KEY (repointing_id, timestamp)
) WITHOUT ROWID;

-- What is there now is looked at once, as a whole.
INSERT INTO unsettled_lines (id, from_at, to_at)
  SELECT 1, m.first, m.last FROM (SELECT min(created_at) AS first, max(created_at) AS last FROM discord_messages) m WHERE m.first IS NOT NULL;
INSERT INTO settled_accounts (author_id, member_id)
  SELECT author_id, member_id FROM discord_accounts WHERE member_id IS NOT NULL AND kind IN ('user', 'deleted');

DROP VIEW repointings_readable;
CREATE VIEW repointings_readable AS
  SELECT id, cause, name, author_id, member_before, member_after, moved, run_id,
    strftime('%Y-%m-%dT%H:%M:%fZ', at / 1000.0, 'unixepoch') AS at,
    strftime('%Y-%m-%dT%H:%M:%fZ', undone_at / 1000.0, 'unixepoch') AS undone_at
  FROM repointings;
CREATE VIEW unsettled_lines_readable AS
  SELECT strftime('%Y-%m-%dT%H:%M:%fZ', from_at / 1000.0, 'unixepoch') AS from_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', to_at / 1000.0, 'unixepoch') AS to_at
  FROM unsettled_lines;
CREATE VIEW moved_snapshots_readable AS
  SELECT repointing_id, username, source, total_boss_kills,
    strftime('%Y-%m-%dT%H:%M:%fZ', timestamp / 1000.0, 'unixepoch') AS timestamp
  FROM moved_snapshots;
