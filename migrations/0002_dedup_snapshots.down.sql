-- The duplicates themselves do not come back; they carried nothing the kept rows do not.
DROP INDEX uq_wom_snapshots_user_ts;
