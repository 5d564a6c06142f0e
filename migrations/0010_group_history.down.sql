DROP TABLE discord_channels;
DROP TABLE achievements;
DROP TABLE group_activity;
DROP TABLE name_changes;
DROP TABLE clan_group;
