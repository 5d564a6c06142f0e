DROP VIEW discord_names_readable;
DROP VIEW discord_accounts_readable;
DROP VIEW discord_messages_readable;
DROP TABLE discord_names;

ALTER TABLE discord_accounts DROP COLUMN relay_format;
ALTER TABLE discord_messages DROP COLUMN is_repeat;
ALTER TABLE discord_messages DROP COLUMN broadcast_other;
ALTER TABLE discord_messages DROP COLUMN broadcast_quantity;
ALTER TABLE discord_messages DROP COLUMN broadcast_value;
ALTER TABLE discord_messages DROP COLUMN broadcast_item;

CREATE VIEW discord_messages_readable AS
  SELECT id, channel_id, user_id, author_id, author_name, kind, message_type, length, broadcast_type, run_id, content,
    strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', keep_until / 1000.0, 'unixepoch') AS keep_until
  FROM discord_messages;
CREATE VIEW discord_accounts_readable AS
  SELECT author_id, name, kind, member_id, link_source,
    strftime('%Y-%m-%dT%H:%M:%fZ', first_seen_at / 1000.0, 'unixepoch') AS first_seen_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', last_seen_at / 1000.0, 'unixepoch') AS last_seen_at
  FROM discord_accounts;
