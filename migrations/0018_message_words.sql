-- How many words a message had. Rows stored before know it once their message is read again.
DROP VIEW discord_messages_readable;
ALTER TABLE discord_messages ADD COLUMN words INTEGER;
CREATE VIEW discord_messages_readable AS
  SELECT id, channel_id, user_id, author_id, author_name, kind, message_type, length, words, broadcast_type, broadcast_item, broadcast_value,
    broadcast_quantity, broadcast_other, is_repeat, run_id, content,
    strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', keep_until / 1000.0, 'unixepoch') AS keep_until
  FROM discord_messages;
