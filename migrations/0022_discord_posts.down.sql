-- What was told is forgotten: a run on the same day, or in the same week, tells it again.
DROP INDEX idx_discord_messages_broadcasts;
DROP VIEW discord_posts_readable;
DROP TABLE discord_posts;
