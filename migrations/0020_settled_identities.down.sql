-- Snapshots that went to somebody else can no longer be given back; by which names rows stand is worked out anew with the script that goes up.
DROP VIEW moved_snapshots_readable;
DROP VIEW unsettled_lines_readable;
DROP VIEW repointings_readable;
DROP TABLE moved_snapshots;
ALTER TABLE repointings DROP COLUMN undone_at;
DROP INDEX idx_discord_messages_nobody;
DROP TABLE unsettled_lines;
DROP TABLE settled_inputs;
DROP TABLE settled_accounts;
DROP TABLE settled_names;
CREATE VIEW repointings_readable AS
  SELECT id, cause, name, author_id, member_before, member_after, moved, run_id,
    strftime('%Y-%m-%dT%H:%M:%fZ', at / 1000.0, 'unixepoch') AS at
  FROM repointings;
