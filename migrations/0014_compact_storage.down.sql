-- rebuild: answers one by one and texts in a table of their own again. Gains are counted anew when the chain next runs up.
DROP VIEW message_quarters_readable;
DROP VIEW message_days_readable;
DROP VIEW metric_records_readable;
DROP VIEW member_days_readable;
DROP VIEW gain_bases_readable;
DROP VIEW discord_messages_readable;

CREATE INDEX idx_boss_snapshots_boss_kills ON boss_snapshots (boss_name, kills);

DROP TABLE message_totals;
DROP TABLE message_quarters;
DROP TABLE message_days;
CREATE TABLE discord_messages_old (
  id INTEGER NOT NULL,
  channel_id INTEGER NOT NULL,
  user_id INTEGER REFERENCES clan_members (id),
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
INSERT INTO discord_messages_old
  SELECT id, channel_id, user_id, author_id, author_name, kind, created_at, message_type, length, broadcast_type, run_id FROM discord_messages
  ORDER BY channel_id, id;
CREATE TABLE message_texts (
  channel_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  content TEXT NOT NULL,
  keep_until INTEGER CHECK (typeof(keep_until) IN ('integer', 'null')),
  PRIMARY KEY (channel_id, id),
  FOREIGN KEY (channel_id, id) REFERENCES discord_messages_old (channel_id, id) ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO message_texts (channel_id, id, content, keep_until)
  SELECT channel_id, id, content, keep_until FROM discord_messages WHERE content IS NOT NULL ORDER BY channel_id, id;
DROP TABLE discord_messages;
ALTER TABLE discord_messages_old RENAME TO discord_messages;
CREATE INDEX idx_discord_messages_user_created ON discord_messages (user_id, created_at, kind);
CREATE INDEX idx_discord_messages_created_at ON discord_messages (created_at, kind);
CREATE INDEX idx_discord_messages_author ON discord_messages (author_id);

DROP TABLE metric_records;
DROP TABLE member_days;
DROP TABLE gain_bases;
DELETE FROM gain_ledgers;
ALTER TABLE wom_snapshots ADD COLUMN metric_gains BLOB;

CREATE TABLE snapshot_answers_old (
  snapshot_id INTEGER PRIMARY KEY REFERENCES wom_snapshots (id) ON DELETE CASCADE,
  codec INTEGER NOT NULL,
  data BLOB NOT NULL
);
INSERT INTO snapshot_answers_old (snapshot_id, codec, data)
  SELECT a.snapshot_id, CASE b.codec WHEN 2 THEN 1 ELSE b.codec END, CASE b.codec WHEN 2 THEN answer_of_block(b.data, a.position) ELSE b.data END
  FROM snapshot_answers a JOIN answer_blocks b ON b.id = a.block_id ORDER BY a.snapshot_id;
DROP TABLE snapshot_answers;
DROP TABLE answer_blocks;
ALTER TABLE snapshot_answers_old RENAME TO snapshot_answers;

CREATE VIEW discord_messages_readable AS
  SELECT id, channel_id, user_id, author_id, author_name, kind, message_type, length, broadcast_type, run_id,
    strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at
  FROM discord_messages;
CREATE VIEW message_texts_readable AS
  SELECT channel_id, id, content,
    strftime('%Y-%m-%dT%H:%M:%fZ', keep_until / 1000.0, 'unixepoch') AS keep_until
  FROM message_texts;
