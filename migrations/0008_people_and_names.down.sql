DROP TABLE discord_accounts;
DROP TABLE role_changes;
DROP TABLE membership_spans;
DROP TABLE player_names;
