CREATE TABLE pipeline_runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  trace_id TEXT NOT NULL,
  command TEXT NOT NULL,
  version TEXT NOT NULL,
  business_time INTEGER NOT NULL CHECK (typeof(business_time) IN ('integer', 'null')),
  started_at INTEGER NOT NULL CHECK (typeof(started_at) IN ('integer', 'null')),
  finished_at INTEGER CHECK (typeof(finished_at) IN ('integer', 'null')),
  outcome TEXT,
  published INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX idx_pipeline_runs_started ON pipeline_runs (started_at);

CREATE TABLE pipeline_steps (
  run_id INTEGER NOT NULL REFERENCES pipeline_runs (id),
  name TEXT NOT NULL,
  outcome TEXT NOT NULL,
  started_at INTEGER NOT NULL CHECK (typeof(started_at) IN ('integer', 'null')),
  duration_ms INTEGER NOT NULL,
  rows INTEGER NOT NULL DEFAULT 0,
  requests INTEGER NOT NULL DEFAULT 0,
  detail TEXT,
  PRIMARY KEY (run_id, name)
) WITHOUT ROWID;

-- The first night somebody stood on a list, by UTC day of business time.
CREATE TABLE first_listed (
  list TEXT NOT NULL,
  member_id INTEGER NOT NULL REFERENCES clan_members (id),
  first_day INTEGER NOT NULL CHECK (typeof(first_day) IN ('integer', 'null')),
  last_day INTEGER NOT NULL CHECK (typeof(last_day) IN ('integer', 'null')),
  PRIMARY KEY (list, member_id)
) WITHOUT ROWID;
