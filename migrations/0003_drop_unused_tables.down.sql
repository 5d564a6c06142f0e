-- The tables come back empty.
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
