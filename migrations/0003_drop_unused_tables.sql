-- No report ever read these; whoever has rows in them saves them before (docs/data-model.md).
DROP TABLE IF EXISTS wom_records;
DROP TABLE IF EXISTS skill_snapshots;
DROP TABLE IF EXISTS activity_snapshots;
