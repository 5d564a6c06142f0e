-- What WOM keeps about the group, upserted by its own keys; rows it no longer shows are marked, never deleted.
CREATE TABLE clan_group (
  group_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  role_order TEXT NOT NULL DEFAULT '[]',
  read_at INTEGER CHECK (typeof(read_at) IN ('integer', 'null'))
);

CREATE TABLE name_changes (
  id INTEGER PRIMARY KEY,
  wom_player_id INTEGER NOT NULL,
  old_name TEXT NOT NULL,
  new_name TEXT NOT NULL,
  status TEXT NOT NULL,
  created_at INTEGER NOT NULL CHECK (typeof(created_at) IN ('integer', 'null')),
  resolved_at INTEGER CHECK (typeof(resolved_at) IN ('integer', 'null')),
  run_id INTEGER
);
CREATE INDEX idx_name_changes_player ON name_changes (wom_player_id, created_at);

CREATE TABLE group_activity (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  wom_player_id INTEGER NOT NULL,
  type TEXT NOT NULL,
  role TEXT,
  previous_role TEXT,
  created_at INTEGER NOT NULL CHECK (typeof(created_at) IN ('integer', 'null')),
  retracted_at INTEGER CHECK (typeof(retracted_at) IN ('integer', 'null')),
  run_id INTEGER,
  UNIQUE (wom_player_id, created_at, type)
);
CREATE INDEX idx_group_activity_created ON group_activity (created_at);

CREATE TABLE achievements (
  wom_player_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  metric TEXT NOT NULL,
  threshold INTEGER NOT NULL,
  measure TEXT,
  created_at INTEGER CHECK (typeof(created_at) IN ('integer', 'null')),
  run_id INTEGER,
  PRIMARY KEY (wom_player_id, name)
) WITHOUT ROWID;
CREATE INDEX idx_achievements_created ON achievements (created_at);

CREATE TABLE discord_channels (
  channel_id INTEGER PRIMARY KEY,
  parent_id INTEGER,
  name TEXT NOT NULL,
  type INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'readable',
  state_since INTEGER CHECK (typeof(state_since) IN ('integer', 'null')),
  first_read_at INTEGER CHECK (typeof(first_read_at) IN ('integer', 'null')),
  last_read_at INTEGER CHECK (typeof(last_read_at) IN ('integer', 'null'))
);
