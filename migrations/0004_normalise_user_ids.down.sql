-- rebuild: names become keys again.
CREATE TABLE boss_snapshots_old (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  snapshot_id INTEGER,
  boss_name TEXT,
  kills INTEGER,
  rank INTEGER
);
INSERT INTO boss_snapshots_old SELECT id, coalesce(snapshot_id, wom_snapshot_id), boss_name, kills, rank FROM boss_snapshots;
DROP TABLE boss_snapshots;
ALTER TABLE boss_snapshots_old RENAME TO boss_snapshots;

CREATE TABLE discord_messages_old (
  id INTEGER PRIMARY KEY,
  author_id INTEGER,
  author_name TEXT,
  content TEXT,
  channel_id INTEGER,
  channel_name TEXT,
  guild_id INTEGER,
  guild_name TEXT,
  created_at TIMESTAMP
);
INSERT INTO discord_messages_old
  SELECT id, author_id, author_name, content, channel_id, channel_name, guild_id, guild_name, created_at FROM discord_messages;
DROP TABLE discord_messages;
ALTER TABLE discord_messages_old RENAME TO discord_messages;

CREATE TABLE wom_snapshots_old (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  username TEXT,
  timestamp TIMESTAMP,
  total_xp INTEGER,
  total_boss_kills INTEGER,
  ehp REAL,
  ehb REAL,
  raw_data TEXT
);
INSERT INTO wom_snapshots_old
  SELECT id, username, timestamp, total_xp, total_boss_kills, ehp, ehb, raw_data FROM wom_snapshots;
DROP TABLE wom_snapshots;
ALTER TABLE wom_snapshots_old RENAME TO wom_snapshots;
CREATE UNIQUE INDEX uq_wom_snapshots_user_ts ON wom_snapshots (username, timestamp);

CREATE TABLE clan_members_old (
  username TEXT PRIMARY KEY,
  role TEXT,
  joined_at TIMESTAMP,
  last_updated TIMESTAMP,
  id INTEGER
);
INSERT INTO clan_members_old SELECT username, role, joined_at, last_updated, id FROM clan_members;
DROP TABLE clan_members;
ALTER TABLE clan_members_old RENAME TO clan_members;
