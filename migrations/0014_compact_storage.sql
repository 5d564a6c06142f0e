-- rebuild: answers stand in blocks, gains follow from values, texts stand with their message, and counters spare the reports from scanning rows.
DROP VIEW discord_messages_readable;
DROP VIEW message_texts_readable;

-- Up to 32 answers of one player in one stream. Codec 0: one answer as it is, 1: one answer in Brotli, 2: a block.
CREATE TABLE answer_blocks (
  id INTEGER PRIMARY KEY,
  member_id INTEGER REFERENCES clan_members (id),
  codec INTEGER NOT NULL,
  answers INTEGER NOT NULL,
  data BLOB NOT NULL
);
INSERT INTO answer_blocks (id, member_id, codec, answers, data)
  SELECT a.snapshot_id, s.user_id, a.codec, 1, a.data FROM snapshot_answers a JOIN wom_snapshots s ON s.id = a.snapshot_id ORDER BY a.snapshot_id;
CREATE TABLE snapshot_answers_new (
  snapshot_id INTEGER PRIMARY KEY REFERENCES wom_snapshots (id) ON DELETE CASCADE,
  block_id INTEGER NOT NULL REFERENCES answer_blocks (id),
  position INTEGER NOT NULL
);
INSERT INTO snapshot_answers_new (snapshot_id, block_id, position) SELECT id, id, 0 FROM answer_blocks ORDER BY id;
DROP TABLE snapshot_answers;
ALTER TABLE snapshot_answers_new RENAME TO snapshot_answers;
CREATE INDEX idx_answer_blocks_open ON answer_blocks (member_id) WHERE answers = 1;
CREATE INDEX idx_snapshot_answers_block ON snapshot_answers (block_id);

-- From valid_from on, a metric's counted gain is its value less the base where it is ranked, and the base where it is not.
CREATE TABLE gain_bases (
  member_id INTEGER NOT NULL REFERENCES clan_members (id),
  valid_from INTEGER NOT NULL CHECK (typeof(valid_from) IN ('integer', 'null')),
  base BLOB NOT NULL,
  PRIMARY KEY (member_id, valid_from)
) WITHOUT ROWID;
ALTER TABLE wom_snapshots DROP COLUMN metric_gains;

-- A player without a ledger is counted again by the program once the chain has run.
DELETE FROM gain_ledgers;

-- Counted gains by UTC day of the steps' ends; steps = snapshots at which anything was gained.
CREATE TABLE member_days (
  day INTEGER NOT NULL CHECK (typeof(day) IN ('integer', 'null')),
  member_id INTEGER NOT NULL REFERENCES clan_members (id),
  xp INTEGER NOT NULL,
  boss INTEGER NOT NULL,
  snapshots INTEGER NOT NULL,
  steps INTEGER NOT NULL,
  PRIMARY KEY (day, member_id)
) WITHOUT ROWID;

-- The highest ranked value of each metric and the snapshot that first showed it.
CREATE TABLE metric_records (
  metric_id INTEGER NOT NULL REFERENCES metrics (id),
  member_id INTEGER NOT NULL REFERENCES clan_members (id),
  value INTEGER NOT NULL,
  reached_at INTEGER NOT NULL CHECK (typeof(reached_at) IN ('integer', 'null')),
  PRIMARY KEY (metric_id, member_id)
) WITHOUT ROWID;

CREATE TABLE discord_messages_new (
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
  content TEXT,
  keep_until INTEGER CHECK (typeof(keep_until) IN ('integer', 'null')),
  PRIMARY KEY (channel_id, id)
) WITHOUT ROWID;
INSERT INTO discord_messages_new
  SELECT d.id, d.channel_id, d.user_id, d.author_id, d.author_name, d.kind, d.created_at, d.message_type, d.length, d.broadcast_type, d.run_id,
    t.content, t.keep_until
  FROM discord_messages d LEFT JOIN message_texts t ON t.channel_id = d.channel_id AND t.id = d.id
  ORDER BY d.channel_id, d.id;
DROP TABLE message_texts;
DROP TABLE discord_messages;
ALTER TABLE discord_messages_new RENAME TO discord_messages;
CREATE INDEX idx_discord_messages_user_created ON discord_messages (user_id, created_at);
CREATE INDEX idx_discord_messages_created_at ON discord_messages (created_at);
CREATE INDEX idx_discord_messages_keep_until ON discord_messages (keep_until) WHERE keep_until IS NOT NULL;

-- Messages are lines of kind chat and relay. Member 0 stands for lines of nobody known. A quarter is a quarter of an hour, so that
-- every time zone's hours can be made of them.
CREATE TABLE message_days (
  member_id INTEGER NOT NULL,
  day INTEGER NOT NULL CHECK (typeof(day) IN ('integer', 'null')),
  messages INTEGER NOT NULL,
  PRIMARY KEY (member_id, day)
) WITHOUT ROWID;
CREATE TABLE message_quarters (
  start INTEGER PRIMARY KEY CHECK (typeof(start) IN ('integer', 'null')),
  messages INTEGER NOT NULL
);
CREATE TABLE message_totals (
  member_id INTEGER PRIMARY KEY,
  messages INTEGER NOT NULL
);
INSERT INTO message_days (member_id, day, messages)
  SELECT coalesce(user_id, 0), created_at / 86400000 * 86400000, count(*) FROM discord_messages WHERE kind IN ('chat', 'relay') GROUP BY 1, 2;
INSERT INTO message_quarters (start, messages)
  SELECT created_at / 900000 * 900000, count(*) FROM discord_messages WHERE kind IN ('chat', 'relay') GROUP BY 1;
INSERT INTO message_totals (member_id, messages) SELECT member_id, sum(messages) FROM message_days GROUP BY 1;

DROP INDEX idx_boss_snapshots_boss_kills;

CREATE VIEW discord_messages_readable AS
  SELECT id, channel_id, user_id, author_id, author_name, kind, message_type, length, broadcast_type, run_id, content,
    strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', keep_until / 1000.0, 'unixepoch') AS keep_until
  FROM discord_messages;
CREATE VIEW gain_bases_readable AS
  SELECT member_id,
    strftime('%Y-%m-%dT%H:%M:%fZ', valid_from / 1000.0, 'unixepoch') AS valid_from
  FROM gain_bases;
CREATE VIEW member_days_readable AS
  SELECT strftime('%Y-%m-%d', day / 1000, 'unixepoch') AS day, member_id, xp, boss, snapshots, steps FROM member_days;
CREATE VIEW metric_records_readable AS
  SELECT m.name AS metric, r.member_id, r.value,
    strftime('%Y-%m-%dT%H:%M:%fZ', r.reached_at / 1000.0, 'unixepoch') AS reached_at
  FROM metric_records r JOIN metrics m ON m.id = r.metric_id;
CREATE VIEW message_days_readable AS
  SELECT member_id, strftime('%Y-%m-%d', day / 1000, 'unixepoch') AS day, messages FROM message_days;
CREATE VIEW message_quarters_readable AS
  SELECT strftime('%Y-%m-%dT%H:%MZ', start / 1000, 'unixepoch') AS start, messages FROM message_quarters;
