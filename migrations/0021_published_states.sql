-- What published reports said about people, as far as the next report has to compare with it: written in the transaction that marks the run
-- as published, and kept no longer than it can be compared with.
CREATE TABLE published_reports (
  business_time INTEGER PRIMARY KEY CHECK (typeof(business_time) IN ('integer', 'null')),
  run_id INTEGER NOT NULL REFERENCES pipeline_runs (id)
);

-- state, promotable and purgeable are null where nobody could tell, and once a person is forgotten: they rest on messages.
CREATE TABLE published_members (
  business_time INTEGER NOT NULL REFERENCES published_reports (business_time) ON DELETE CASCADE CHECK (typeof(business_time) IN ('integer', 'null')),
  member_id INTEGER NOT NULL REFERENCES clan_members (id),
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  state TEXT,
  promotable INTEGER,
  purgeable INTEGER,
  PRIMARY KEY (business_time, member_id)
) WITHOUT ROWID;

CREATE TABLE published_records (
  business_time INTEGER NOT NULL REFERENCES published_reports (business_time) ON DELETE CASCADE CHECK (typeof(business_time) IN ('integer', 'null')),
  boss_name TEXT NOT NULL,
  member_id INTEGER NOT NULL REFERENCES clan_members (id),
  kills INTEGER NOT NULL,
  PRIMARY KEY (business_time, boss_name)
) WITHOUT ROWID;

CREATE VIEW published_reports_readable AS
  SELECT run_id,
    strftime('%Y-%m-%dT%H:%M:%fZ', business_time / 1000.0, 'unixepoch') AS business_time
  FROM published_reports;
CREATE VIEW published_members_readable AS
  SELECT member_id, name, role, state, promotable, purgeable,
    strftime('%Y-%m-%dT%H:%M:%fZ', business_time / 1000.0, 'unixepoch') AS business_time
  FROM published_members;
CREATE VIEW published_records_readable AS
  SELECT boss_name, member_id, kills,
    strftime('%Y-%m-%dT%H:%M:%fZ', business_time / 1000.0, 'unixepoch') AS business_time
  FROM published_records;
