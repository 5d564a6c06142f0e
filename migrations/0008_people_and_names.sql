-- Who bore which name when, who was in the clan when, and with which role.
CREATE TABLE player_names (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  member_id INTEGER NOT NULL REFERENCES clan_members (id),
  name TEXT NOT NULL,
  normalized_name TEXT NOT NULL,
  valid_from INTEGER CHECK (typeof(valid_from) IN ('integer', 'null')),
  valid_to INTEGER CHECK (typeof(valid_to) IN ('integer', 'null')),
  source TEXT NOT NULL CHECK (source IN ('wom', 'game', 'discord', 'relay', 'manual', 'legacy'))
);
CREATE INDEX idx_player_names_member ON player_names (member_id, valid_from);
CREATE INDEX idx_player_names_name ON player_names (normalized_name);
INSERT INTO player_names (member_id, name, normalized_name, source)
  SELECT id, display_name, username, 'legacy' FROM clan_members;

CREATE TABLE membership_spans (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  member_id INTEGER NOT NULL REFERENCES clan_members (id),
  joined_at INTEGER CHECK (typeof(joined_at) IN ('integer', 'null')),
  left_at INTEGER CHECK (typeof(left_at) IN ('integer', 'null')),
  source TEXT NOT NULL,
  run_id INTEGER
);
CREATE INDEX idx_membership_spans_member ON membership_spans (member_id);

CREATE TABLE role_changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  member_id INTEGER NOT NULL REFERENCES clan_members (id),
  previous_role TEXT,
  role TEXT,
  seen_at INTEGER NOT NULL CHECK (typeof(seen_at) IN ('integer', 'null')),
  run_id INTEGER
);
CREATE INDEX idx_role_changes_member ON role_changes (member_id, seen_at);

CREATE TABLE discord_accounts (
  author_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('user', 'bot', 'webhook', 'deleted')),
  member_id INTEGER REFERENCES clan_members (id),
  link_source TEXT,
  first_seen_at INTEGER CHECK (typeof(first_seen_at) IN ('integer', 'null')),
  last_seen_at INTEGER CHECK (typeof(last_seen_at) IN ('integer', 'null'))
);
CREATE INDEX idx_discord_accounts_member ON discord_accounts (member_id);
