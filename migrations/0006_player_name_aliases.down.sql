DROP TABLE player_name_aliases;
