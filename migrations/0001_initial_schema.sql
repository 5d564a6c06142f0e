-- The tables of the old program, as it first made them: names are keys, times are text.
CREATE TABLE clan_members (
  username TEXT PRIMARY KEY,
  role TEXT,
  joined_at TIMESTAMP,
  last_updated TIMESTAMP,
  id INTEGER
);

CREATE TABLE wom_snapshots (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  username TEXT,
  timestamp TIMESTAMP,
  total_xp INTEGER,
  total_boss_kills INTEGER,
  ehp REAL,
  ehb REAL,
  raw_data TEXT
);

CREATE TABLE boss_snapshots (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  snapshot_id INTEGER,
  boss_name TEXT,
  kills INTEGER,
  rank INTEGER
);

CREATE TABLE discord_messages (
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

CREATE TABLE wom_records (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  username TEXT,
  fetch_date TIMESTAMP,
  xp_30d INTEGER,
  msg_30d INTEGER,
  xp_150d INTEGER,
  msg_150d INTEGER,
  xp_custom INTEGER,
  msg_custom INTEGER
);

CREATE TABLE skill_snapshots (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  snapshot_id INTEGER,
  skill_name TEXT,
  xp INTEGER,
  level INTEGER,
  rank INTEGER
);

CREATE TABLE activity_snapshots (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  snapshot_id INTEGER,
  activity_name TEXT,
  score INTEGER,
  rank INTEGER
);
