-- A person's messages are counted by kind: with the kind in the index no message is looked up for it.
DROP INDEX idx_discord_messages_user_created;
CREATE INDEX idx_discord_messages_user_created ON discord_messages (user_id, created_at, kind);
ANALYZE idx_discord_messages_user_created;
