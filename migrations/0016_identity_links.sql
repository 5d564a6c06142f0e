-- Who is whose: what officers decided, which links follow from it and from names, which renames are likely, and what was re-pointed when.

-- Decisions are never changed, only taken back: everything else here follows from them and from names, so that each can be undone.
CREATE TABLE link_decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('link', 'reject', 'none', 'alt')),
  author_id INTEGER REFERENCES discord_accounts (author_id) ON DELETE CASCADE,
  member_id INTEGER NOT NULL REFERENCES clan_members (id) ON DELETE CASCADE,
  main_id INTEGER REFERENCES clan_members (id) ON DELETE CASCADE,
  decided_by TEXT NOT NULL,
  decided_at INTEGER NOT NULL CHECK (typeof(decided_at) IN ('integer', 'null')),
  undone_at INTEGER CHECK (typeof(undone_at) IN ('integer', 'null')),
  CHECK ((author_id IS NOT NULL) = (kind IN ('link', 'reject'))),
  CHECK ((main_id IS NOT NULL) = (kind = 'alt'))
);
CREATE INDEX idx_link_decisions_author ON link_decisions (author_id);
CREATE INDEX idx_link_decisions_member ON link_decisions (member_id);
CREATE INDEX idx_link_decisions_main ON link_decisions (main_id);

CREATE TABLE identity_links (
  author_id INTEGER NOT NULL REFERENCES discord_accounts (author_id) ON DELETE CASCADE,
  member_id INTEGER NOT NULL REFERENCES clan_members (id) ON DELETE CASCADE,
  weight REAL NOT NULL,
  evidence TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('suggested', 'automatic', 'confirmed', 'rejected')),
  decided_by TEXT,
  decided_at INTEGER CHECK (typeof(decided_at) IN ('integer', 'null')),
  first_seen_at INTEGER NOT NULL CHECK (typeof(first_seen_at) IN ('integer', 'null')),
  PRIMARY KEY (author_id, member_id)
) WITHOUT ROWID;
CREATE INDEX idx_identity_links_member ON identity_links (member_id);

CREATE TABLE rename_suggestions (
  old_member_id INTEGER NOT NULL REFERENCES clan_members (id) ON DELETE CASCADE,
  new_member_id INTEGER NOT NULL REFERENCES clan_members (id) ON DELETE CASCADE,
  weight REAL NOT NULL,
  evidence TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('suggested', 'approved', 'refuted')),
  first_seen_at INTEGER NOT NULL CHECK (typeof(first_seen_at) IN ('integer', 'null')),
  settled_at INTEGER CHECK (typeof(settled_at) IN ('integer', 'null')),
  PRIMARY KEY (old_member_id, new_member_id)
) WITHOUT ROWID;
CREATE INDEX idx_rename_suggestions_new ON rename_suggestions (new_member_id);

CREATE TABLE repointings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL CHECK (typeof(at) IN ('integer', 'null')),
  cause TEXT NOT NULL CHECK (cause IN ('name', 'account', 'snapshot')),
  name TEXT,
  author_id INTEGER REFERENCES discord_accounts (author_id) ON DELETE CASCADE,
  member_before INTEGER REFERENCES clan_members (id) ON DELETE CASCADE,
  member_after INTEGER REFERENCES clan_members (id) ON DELETE CASCADE,
  moved INTEGER NOT NULL,
  run_id INTEGER
);
CREATE INDEX idx_repointings_author ON repointings (author_id);
CREATE INDEX idx_repointings_before ON repointings (member_before);
CREATE INDEX idx_repointings_after ON repointings (member_after);

CREATE VIEW link_decisions_readable AS
  SELECT id, batch, kind, author_id, member_id, main_id, decided_by,
    strftime('%Y-%m-%dT%H:%M:%fZ', decided_at / 1000.0, 'unixepoch') AS decided_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', undone_at / 1000.0, 'unixepoch') AS undone_at
  FROM link_decisions;
CREATE VIEW identity_links_readable AS
  SELECT author_id, member_id, weight, evidence, state, decided_by,
    strftime('%Y-%m-%dT%H:%M:%fZ', decided_at / 1000.0, 'unixepoch') AS decided_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', first_seen_at / 1000.0, 'unixepoch') AS first_seen_at
  FROM identity_links;
CREATE VIEW rename_suggestions_readable AS
  SELECT old_member_id, new_member_id, weight, evidence, state,
    strftime('%Y-%m-%dT%H:%M:%fZ', first_seen_at / 1000.0, 'unixepoch') AS first_seen_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', settled_at / 1000.0, 'unixepoch') AS settled_at
  FROM rename_suggestions;
CREATE VIEW repointings_readable AS
  SELECT id, cause, name, author_id, member_before, member_after, moved, run_id,
    strftime('%Y-%m-%dT%H:%M:%fZ', at / 1000.0, 'unixepoch') AS at
  FROM repointings;
