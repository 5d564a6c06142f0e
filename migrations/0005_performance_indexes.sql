CREATE INDEX idx_wom_snapshots_user_timestamp ON wom_snapshots (user_id, timestamp);
CREATE INDEX idx_boss_snapshots_wom_snapshot_id ON boss_snapshots (wom_snapshot_id);
CREATE INDEX idx_discord_messages_user_created ON discord_messages (user_id, created_at);
CREATE INDEX idx_discord_messages_created_at ON discord_messages (created_at);
CREATE INDEX idx_clan_members_role_joined ON clan_members (role, joined_at);
