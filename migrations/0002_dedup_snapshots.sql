-- Two harvests of one night stored the same snapshot twice. The first row stays; boss rows of the others go with them.
DELETE FROM boss_snapshots WHERE snapshot_id IN (
  SELECT id FROM wom_snapshots
  WHERE id NOT IN (SELECT min(id) FROM wom_snapshots GROUP BY username, timestamp)
);
DELETE FROM wom_snapshots WHERE id NOT IN (SELECT min(id) FROM wom_snapshots GROUP BY username, timestamp);
CREATE UNIQUE INDEX uq_wom_snapshots_user_ts ON wom_snapshots (username, timestamp);
