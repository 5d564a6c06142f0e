-- What was told on Discord, so that a run repeated, or cut off while it told, does not tell it twice. A row is entered before anything is
-- sent: one that stays at 'sending' belongs to a run that was cut off, and nobody knows whether its post arrived.
CREATE TABLE discord_posts (
  kind TEXT NOT NULL CHECK (kind IN ('summary', 'members')),
  period TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('sending', 'posted', 'refused', 'unknown', 'gone')),
  webhook TEXT NOT NULL,
  message_id INTEGER,
  changed_at INTEGER NOT NULL CHECK (typeof(changed_at) IN ('integer', 'null')),
  run_id INTEGER REFERENCES pipeline_runs (id),
  PRIMARY KEY (kind, period)
) WITHOUT ROWID;

CREATE VIEW discord_posts_readable AS
  SELECT kind, period, state, webhook, message_id, run_id,
    strftime('%Y-%m-%dT%H:%M:%fZ', changed_at / 1000.0, 'unixepoch') AS changed_at
  FROM discord_posts;

-- The week's announcements among all messages of the week.
CREATE INDEX idx_discord_messages_broadcasts ON discord_messages (created_at) WHERE kind = 'broadcast';
