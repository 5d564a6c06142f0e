CREATE TABLE player_name_aliases (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  member_id INTEGER NOT NULL REFERENCES clan_members (id),
  normalized_name TEXT NOT NULL UNIQUE,
  canonical_name TEXT NOT NULL,
  source TEXT,
  first_seen_at TIMESTAMP,
  last_seen_at TIMESTAMP,
  is_current BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX idx_player_name_aliases_member ON player_name_aliases (member_id);
