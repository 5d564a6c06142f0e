-- Metrics are discovered in the answers and numbered in order of first sight; a packed vector holds one value per number.
CREATE TABLE metrics (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  category TEXT NOT NULL CHECK (category IN ('skill', 'boss', 'activity', 'computed'))
);

-- Where each player's counting of gains stands, so that the next snapshot is added without reading the old ones.
CREATE TABLE gain_ledgers (
  member_id INTEGER PRIMARY KEY REFERENCES clan_members (id),
  as_of INTEGER NOT NULL CHECK (typeof(as_of) IN ('integer', 'null')),
  state BLOB NOT NULL
);
