-- rebuild: text times and the old shapes again. What the old shapes cannot hold (packed metrics, people's keys) is lost; rolling back a
-- database that has been harvested since means restoring the backup made before the migration.
CREATE TABLE clan_members_old (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  username TEXT NOT NULL,
  role TEXT,
  joined_at TIMESTAMP,
  last_updated TIMESTAMP
);
INSERT INTO clan_members_old SELECT id, display_name, role, strftime('%Y-%m-%d %H:%M:%f', joined_at / 1000.0, 'unixepoch') || '000', strftime('%Y-%m-%d %H:%M:%f', last_updated / 1000.0, 'unixepoch') || '000' FROM clan_members;

CREATE TABLE player_name_aliases_old (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  member_id INTEGER NOT NULL REFERENCES clan_members_old (id),
  normalized_name TEXT NOT NULL UNIQUE,
  canonical_name TEXT NOT NULL,
  source TEXT,
  first_seen_at TIMESTAMP,
  last_seen_at TIMESTAMP,
  is_current BOOLEAN NOT NULL DEFAULT 0
);
INSERT INTO player_name_aliases_old
  SELECT id, member_id, normalized_name, canonical_name, source, strftime('%Y-%m-%d %H:%M:%f', first_seen_at / 1000.0, 'unixepoch') || '000', strftime('%Y-%m-%d %H:%M:%f', last_seen_at / 1000.0, 'unixepoch') || '000', is_current
  FROM player_name_aliases;

CREATE TABLE wom_snapshots_old (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  username TEXT,
  timestamp TIMESTAMP,
  total_xp INTEGER,
  total_boss_kills INTEGER,
  ehp REAL,
  ehb REAL,
  raw_data TEXT,
  user_id INTEGER REFERENCES clan_members_old (id)
);
INSERT INTO wom_snapshots_old
  SELECT s.id, s.username, strftime('%Y-%m-%d %H:%M:%f', s.timestamp / 1000.0, 'unixepoch') || '000', s.total_xp, s.total_boss_kills, s.ehp, s.ehb,
    CASE WHEN a.codec = 0 THEN CAST(a.data AS TEXT) END, s.user_id
  FROM wom_snapshots s LEFT JOIN snapshot_answers a ON a.snapshot_id = s.id;

CREATE TABLE boss_snapshots_old (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  snapshot_id INTEGER,
  boss_name TEXT,
  kills INTEGER,
  rank INTEGER,
  wom_snapshot_id INTEGER REFERENCES wom_snapshots_old (id) ON DELETE CASCADE
);
INSERT INTO boss_snapshots_old SELECT id, wom_snapshot_id, boss_name, kills, rank, wom_snapshot_id FROM boss_snapshots;

CREATE TABLE discord_messages_old (
  id INTEGER PRIMARY KEY,
  author_id INTEGER,
  author_name TEXT,
  content TEXT,
  channel_id INTEGER,
  channel_name TEXT,
  guild_id INTEGER,
  guild_name TEXT,
  created_at TIMESTAMP,
  user_id INTEGER REFERENCES clan_members_old (id)
);
INSERT OR IGNORE INTO discord_messages_old
  SELECT d.id, d.author_id, d.author_name, t.content, d.channel_id, NULL, NULL, NULL, strftime('%Y-%m-%d %H:%M:%f', d.created_at / 1000.0, 'unixepoch') || '000', d.user_id
  FROM discord_messages d LEFT JOIN message_texts t ON t.channel_id = d.channel_id AND t.id = d.id;

DROP TABLE message_texts;
DROP TABLE discord_messages;
DROP TABLE boss_snapshots;
DROP TABLE snapshot_answers;
DROP TABLE wom_snapshots;
DROP TABLE player_name_aliases;
DROP TABLE clan_members;
ALTER TABLE clan_members_old RENAME TO clan_members;
ALTER TABLE player_name_aliases_old RENAME TO player_name_aliases;
ALTER TABLE wom_snapshots_old RENAME TO wom_snapshots;
ALTER TABLE boss_snapshots_old RENAME TO boss_snapshots;
ALTER TABLE discord_messages_old RENAME TO discord_messages;

CREATE UNIQUE INDEX uq_wom_snapshots_user_ts ON wom_snapshots (username, timestamp);
CREATE INDEX idx_wom_snapshots_user_timestamp ON wom_snapshots (user_id, timestamp);
CREATE INDEX idx_boss_snapshots_wom_snapshot_id ON boss_snapshots (wom_snapshot_id);
CREATE INDEX idx_discord_messages_user_created ON discord_messages (user_id, created_at);
CREATE INDEX idx_discord_messages_created_at ON discord_messages (created_at);
CREATE INDEX idx_clan_members_role_joined ON clan_members (role, joined_at);
CREATE INDEX idx_player_name_aliases_member ON player_name_aliases (member_id);
