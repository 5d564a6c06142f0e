DROP TABLE activity_snapshots;
DROP TABLE skill_snapshots;
DROP TABLE wom_records;
DROP TABLE discord_messages;
DROP TABLE boss_snapshots;
DROP TABLE wom_snapshots;
DROP TABLE clan_members;
