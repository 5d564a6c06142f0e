-- rebuild: every time becomes whole milliseconds since 1970 UTC, and every table gets its lasting form.
CREATE TABLE clan_members_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER REFERENCES clan_members_new (id),
  wom_player_id INTEGER UNIQUE,
  username TEXT NOT NULL,
  display_name TEXT NOT NULL,
  role TEXT,
  status TEXT,
  joined_at INTEGER CHECK (typeof(joined_at) IN ('integer', 'null')),
  left_at INTEGER CHECK (typeof(left_at) IN ('integer', 'null')),
  last_updated INTEGER CHECK (typeof(last_updated) IN ('integer', 'null')),
  player_type TEXT,
  build TEXT,
  client_sync_joined_at INTEGER CHECK (typeof(client_sync_joined_at) IN ('integer', 'null')),
  membership_created_at INTEGER CHECK (typeof(membership_created_at) IN ('integer', 'null')),
  legacy_joined_at INTEGER CHECK (typeof(legacy_joined_at) IN ('integer', 'null')),
  wom_updated_at INTEGER CHECK (typeof(wom_updated_at) IN ('integer', 'null')),
  wom_changed_at INTEGER CHECK (typeof(wom_changed_at) IN ('integer', 'null'))
);
INSERT INTO clan_members_new (id, person_id, username, display_name, role, joined_at, last_updated, legacy_joined_at)
  SELECT id, id, lower(trim(replace(replace(username, '-', ' '), '_', ' '))), username, role,
    CAST(round((julianday(joined_at) - 2440587.5) * 86400000.0) AS INTEGER), CAST(round((julianday(last_updated) - 2440587.5) * 86400000.0) AS INTEGER), CAST(round((julianday(joined_at) - 2440587.5) * 86400000.0) AS INTEGER)
  FROM clan_members;

CREATE TABLE player_name_aliases_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  member_id INTEGER NOT NULL REFERENCES clan_members_new (id),
  normalized_name TEXT NOT NULL UNIQUE,
  canonical_name TEXT NOT NULL,
  source TEXT NOT NULL,
  first_seen_at INTEGER CHECK (typeof(first_seen_at) IN ('integer', 'null')),
  last_seen_at INTEGER CHECK (typeof(last_seen_at) IN ('integer', 'null')),
  is_current INTEGER NOT NULL DEFAULT 0
);
INSERT INTO player_name_aliases_new
  SELECT id, member_id, normalized_name, canonical_name, coalesce(source, 'legacy'),
    CAST(round((julianday(first_seen_at) - 2440587.5) * 86400000.0) AS INTEGER), CAST(round((julianday(last_seen_at) - 2440587.5) * 86400000.0) AS INTEGER), coalesce(is_current, 0)
  FROM player_name_aliases;

CREATE TABLE wom_snapshots_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER REFERENCES clan_members_new (id),
  username TEXT,
  timestamp INTEGER NOT NULL CHECK (typeof(timestamp) IN ('integer', 'null')),
  total_xp INTEGER,
  total_boss_kills INTEGER,
  ehp REAL,
  ehb REAL,
  xp_gained INTEGER NOT NULL DEFAULT 0,
  boss_gained INTEGER NOT NULL DEFAULT 0,
  ehp_gained REAL NOT NULL DEFAULT 0,
  ehb_gained REAL NOT NULL DEFAULT 0,
  metric_values BLOB,
  metric_gains BLOB,
  source TEXT NOT NULL DEFAULT 'wom',
  run_id INTEGER,
  UNIQUE (user_id, timestamp)
);
CREATE TABLE snapshot_answers (
  snapshot_id INTEGER PRIMARY KEY REFERENCES wom_snapshots_new (id) ON DELETE CASCADE,
  codec INTEGER NOT NULL,
  data BLOB NOT NULL
);
INSERT INTO wom_snapshots_new (id, user_id, username, timestamp, total_xp, total_boss_kills, ehp, ehb, source)
  SELECT id, user_id, username, CAST(round((julianday(timestamp) - 2440587.5) * 86400000.0) AS INTEGER), nullif(total_xp, -1), total_boss_kills, nullif(ehp, 0), nullif(ehb, 0), 'legacy'
  FROM wom_snapshots;
INSERT INTO snapshot_answers (snapshot_id, codec, data)
  SELECT id, 0, CAST(raw_data AS BLOB) FROM wom_snapshots WHERE raw_data IS NOT NULL;

CREATE TABLE boss_snapshots_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  wom_snapshot_id INTEGER NOT NULL REFERENCES wom_snapshots_new (id) ON DELETE CASCADE,
  boss_name TEXT NOT NULL,
  kills INTEGER NOT NULL,
  rank INTEGER,
  UNIQUE (wom_snapshot_id, boss_name)
);
INSERT OR IGNORE INTO boss_snapshots_new (id, wom_snapshot_id, boss_name, kills, rank)
  SELECT id, wom_snapshot_id, boss_name, kills, nullif(rank, -1) FROM boss_snapshots
  WHERE wom_snapshot_id IS NOT NULL AND kills >= 0;

CREATE TABLE discord_messages_new (
  id INTEGER NOT NULL,
  channel_id INTEGER NOT NULL,
  user_id INTEGER REFERENCES clan_members_new (id),
  author_id INTEGER,
  author_name TEXT,
  kind TEXT NOT NULL DEFAULT 'chat' CHECK (kind IN ('chat', 'relay', 'broadcast', 'bot', 'system')),
  created_at INTEGER NOT NULL CHECK (typeof(created_at) IN ('integer', 'null')),
  message_type INTEGER,
  length INTEGER,
  broadcast_type TEXT,
  run_id INTEGER,
  PRIMARY KEY (channel_id, id)
) WITHOUT ROWID;
CREATE TABLE message_texts (
  channel_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  content TEXT NOT NULL,
  keep_until INTEGER CHECK (typeof(keep_until) IN ('integer', 'null')),
  PRIMARY KEY (channel_id, id),
  FOREIGN KEY (channel_id, id) REFERENCES discord_messages_new (channel_id, id) ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO discord_messages_new (id, channel_id, user_id, author_id, author_name, created_at, length)
  SELECT id, coalesce(channel_id, 0), user_id, author_id, author_name, CAST(round((julianday(created_at) - 2440587.5) * 86400000.0) AS INTEGER), length(content) FROM discord_messages;
INSERT INTO message_texts (channel_id, id, content)
  SELECT coalesce(channel_id, 0), id, content FROM discord_messages WHERE content IS NOT NULL AND content <> '';

DROP TABLE boss_snapshots;
DROP TABLE wom_snapshots;
DROP TABLE discord_messages;
DROP TABLE player_name_aliases;
DROP TABLE clan_members;
ALTER TABLE clan_members_new RENAME TO clan_members;
ALTER TABLE player_name_aliases_new RENAME TO player_name_aliases;
ALTER TABLE wom_snapshots_new RENAME TO wom_snapshots;
ALTER TABLE boss_snapshots_new RENAME TO boss_snapshots;
ALTER TABLE discord_messages_new RENAME TO discord_messages;

CREATE UNIQUE INDEX uq_clan_members_current_username ON clan_members (username) WHERE left_at IS NULL;
CREATE INDEX idx_clan_members_role_joined ON clan_members (role, joined_at);
CREATE INDEX idx_clan_members_person ON clan_members (person_id);
CREATE INDEX idx_player_name_aliases_member ON player_name_aliases (member_id);
CREATE UNIQUE INDEX uq_player_name_aliases_current ON player_name_aliases (member_id) WHERE is_current = 1;
CREATE INDEX idx_boss_snapshots_boss_kills ON boss_snapshots (boss_name, kills);
CREATE INDEX idx_wom_snapshots_timestamp ON wom_snapshots (timestamp);
CREATE INDEX idx_discord_messages_user_created ON discord_messages (user_id, created_at, kind);
CREATE INDEX idx_discord_messages_created_at ON discord_messages (created_at, kind);
CREATE INDEX idx_discord_messages_author ON discord_messages (author_id);
