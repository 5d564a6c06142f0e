-- For owners who look in with any SQLite tool: each table with times once more, the times as ISO text.
CREATE VIEW clan_members_readable AS
  SELECT id, person_id, wom_player_id, username, display_name, role, status, player_type, build,
    strftime('%Y-%m-%dT%H:%M:%fZ', joined_at / 1000.0, 'unixepoch') AS joined_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', left_at / 1000.0, 'unixepoch') AS left_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', last_updated / 1000.0, 'unixepoch') AS last_updated,
    strftime('%Y-%m-%dT%H:%M:%fZ', client_sync_joined_at / 1000.0, 'unixepoch') AS client_sync_joined_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', membership_created_at / 1000.0, 'unixepoch') AS membership_created_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', legacy_joined_at / 1000.0, 'unixepoch') AS legacy_joined_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', wom_updated_at / 1000.0, 'unixepoch') AS wom_updated_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', wom_changed_at / 1000.0, 'unixepoch') AS wom_changed_at
  FROM clan_members;
CREATE VIEW player_names_readable AS
  SELECT id, member_id, name, normalized_name, source,
    strftime('%Y-%m-%dT%H:%M:%fZ', valid_from / 1000.0, 'unixepoch') AS valid_from,
    strftime('%Y-%m-%dT%H:%M:%fZ', valid_to / 1000.0, 'unixepoch') AS valid_to
  FROM player_names;
CREATE VIEW player_name_aliases_readable AS
  SELECT id, member_id, normalized_name, canonical_name, source, is_current,
    strftime('%Y-%m-%dT%H:%M:%fZ', first_seen_at / 1000.0, 'unixepoch') AS first_seen_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', last_seen_at / 1000.0, 'unixepoch') AS last_seen_at
  FROM player_name_aliases;
CREATE VIEW membership_spans_readable AS
  SELECT id, member_id, source, run_id,
    strftime('%Y-%m-%dT%H:%M:%fZ', joined_at / 1000.0, 'unixepoch') AS joined_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', left_at / 1000.0, 'unixepoch') AS left_at
  FROM membership_spans;
CREATE VIEW role_changes_readable AS
  SELECT id, member_id, previous_role, role, run_id,
    strftime('%Y-%m-%dT%H:%M:%fZ', seen_at / 1000.0, 'unixepoch') AS seen_at
  FROM role_changes;
CREATE VIEW discord_accounts_readable AS
  SELECT author_id, name, kind, member_id, link_source,
    strftime('%Y-%m-%dT%H:%M:%fZ', first_seen_at / 1000.0, 'unixepoch') AS first_seen_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', last_seen_at / 1000.0, 'unixepoch') AS last_seen_at
  FROM discord_accounts;
CREATE VIEW wom_snapshots_readable AS
  SELECT id, user_id, username, total_xp, total_boss_kills, ehp, ehb, xp_gained, boss_gained, ehp_gained, ehb_gained, source, run_id,
    strftime('%Y-%m-%dT%H:%M:%fZ', timestamp / 1000.0, 'unixepoch') AS timestamp
  FROM wom_snapshots;
CREATE VIEW gain_ledgers_readable AS
  SELECT member_id,
    strftime('%Y-%m-%dT%H:%M:%fZ', as_of / 1000.0, 'unixepoch') AS as_of
  FROM gain_ledgers;
CREATE VIEW discord_messages_readable AS
  SELECT id, channel_id, user_id, author_id, author_name, kind, message_type, length, broadcast_type, run_id,
    strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at
  FROM discord_messages;
CREATE VIEW message_texts_readable AS
  SELECT channel_id, id, content,
    strftime('%Y-%m-%dT%H:%M:%fZ', keep_until / 1000.0, 'unixepoch') AS keep_until
  FROM message_texts;
CREATE VIEW clan_group_readable AS
  SELECT group_id, name, role_order,
    strftime('%Y-%m-%dT%H:%M:%fZ', read_at / 1000.0, 'unixepoch') AS read_at
  FROM clan_group;
CREATE VIEW name_changes_readable AS
  SELECT id, wom_player_id, old_name, new_name, status, run_id,
    strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', resolved_at / 1000.0, 'unixepoch') AS resolved_at
  FROM name_changes;
CREATE VIEW group_activity_readable AS
  SELECT id, wom_player_id, type, role, previous_role, run_id,
    strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', retracted_at / 1000.0, 'unixepoch') AS retracted_at
  FROM group_activity;
CREATE VIEW achievements_readable AS
  SELECT wom_player_id, name, metric, threshold, measure, run_id,
    strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at
  FROM achievements;
CREATE VIEW discord_channels_readable AS
  SELECT channel_id, parent_id, name, type, state,
    strftime('%Y-%m-%dT%H:%M:%fZ', state_since / 1000.0, 'unixepoch') AS state_since,
    strftime('%Y-%m-%dT%H:%M:%fZ', first_read_at / 1000.0, 'unixepoch') AS first_read_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', last_read_at / 1000.0, 'unixepoch') AS last_read_at
  FROM discord_channels;
CREATE VIEW harvest_cursors_readable AS
  SELECT source, key, value, run_id,
    strftime('%Y-%m-%dT%H:%M:%fZ', updated_at / 1000.0, 'unixepoch') AS updated_at
  FROM harvest_cursors;
CREATE VIEW source_reads_readable AS
  SELECT id, source, run_id,
    strftime('%Y-%m-%dT%H:%M:%fZ', read_at / 1000.0, 'unixepoch') AS read_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', covers_from / 1000.0, 'unixepoch') AS covers_from,
    strftime('%Y-%m-%dT%H:%M:%fZ', covers_to / 1000.0, 'unixepoch') AS covers_to
  FROM source_reads;
CREATE VIEW pipeline_runs_readable AS
  SELECT id, trace_id, command, version, outcome, published,
    strftime('%Y-%m-%dT%H:%M:%fZ', business_time / 1000.0, 'unixepoch') AS business_time,
    strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1000.0, 'unixepoch') AS started_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', finished_at / 1000.0, 'unixepoch') AS finished_at
  FROM pipeline_runs;
CREATE VIEW pipeline_steps_readable AS
  SELECT run_id, name, outcome, duration_ms, rows, requests, detail,
    strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1000.0, 'unixepoch') AS started_at
  FROM pipeline_steps;
CREATE VIEW first_listed_readable AS
  SELECT list, member_id,
    strftime('%Y-%m-%dT%H:%M:%fZ', first_day / 1000.0, 'unixepoch') AS first_day,
    strftime('%Y-%m-%dT%H:%M:%fZ', last_day / 1000.0, 'unixepoch') AS last_day
  FROM first_listed;
