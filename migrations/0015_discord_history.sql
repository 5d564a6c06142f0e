-- What a broadcast announces, which lines repeat one just before, how each relay writes, and which names an account showed when.
DROP VIEW discord_messages_readable;
DROP VIEW discord_accounts_readable;

ALTER TABLE discord_messages ADD COLUMN broadcast_item TEXT;
ALTER TABLE discord_messages ADD COLUMN broadcast_value INTEGER;
ALTER TABLE discord_messages ADD COLUMN broadcast_quantity INTEGER;
ALTER TABLE discord_messages ADD COLUMN broadcast_other TEXT;
ALTER TABLE discord_messages ADD COLUMN is_repeat INTEGER;
ALTER TABLE discord_accounts ADD COLUMN relay_format TEXT CHECK (relay_format IN ('bold-colon', 'embed-author', 'webhook-username', 'none'));

-- Discord tells only today's names, so a span begins when a name was first seen and ends when another, or none, was.
CREATE TABLE discord_names (
  author_id INTEGER NOT NULL REFERENCES discord_accounts (author_id),
  kind TEXT NOT NULL CHECK (kind IN ('nick', 'global', 'username')),
  name TEXT NOT NULL,
  seen_from INTEGER NOT NULL CHECK (typeof(seen_from) IN ('integer', 'null')),
  seen_to INTEGER CHECK (typeof(seen_to) IN ('integer', 'null')),
  PRIMARY KEY (author_id, kind, seen_from)
) WITHOUT ROWID;

CREATE VIEW discord_messages_readable AS
  SELECT id, channel_id, user_id, author_id, author_name, kind, message_type, length, broadcast_type, broadcast_item, broadcast_value,
    broadcast_quantity, broadcast_other, is_repeat, run_id, content,
    strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', keep_until / 1000.0, 'unixepoch') AS keep_until
  FROM discord_messages;
CREATE VIEW discord_accounts_readable AS
  SELECT author_id, name, kind, member_id, link_source, relay_format,
    strftime('%Y-%m-%dT%H:%M:%fZ', first_seen_at / 1000.0, 'unixepoch') AS first_seen_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', last_seen_at / 1000.0, 'unixepoch') AS last_seen_at
  FROM discord_accounts;
CREATE VIEW discord_names_readable AS
  SELECT author_id, kind, name,
    strftime('%Y-%m-%dT%H:%M:%fZ', seen_from / 1000.0, 'unixepoch') AS seen_from,
    strftime('%Y-%m-%dT%H:%M:%fZ', seen_to / 1000.0, 'unixepoch') AS seen_to
  FROM discord_names;
