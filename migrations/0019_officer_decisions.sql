-- What was suggested and why, what officers wrote about it in the workbook, and which copies of the workbook were read.

-- One row is one person on one list by one rule, without a break from the first day to the last.
CREATE TABLE recommendations (
  id INTEGER PRIMARY KEY,
  list TEXT NOT NULL CHECK (list IN ('purge', 'moderation', 'promotion')),
  rule TEXT NOT NULL,
  member_id INTEGER NOT NULL REFERENCES clan_members (id) ON DELETE CASCADE,
  rule_version INTEGER NOT NULL,
  thresholds TEXT NOT NULL,
  reason TEXT NOT NULL,
  numbers TEXT NOT NULL,
  first_day INTEGER NOT NULL CHECK (typeof(first_day) IN ('integer', 'null')),
  last_day INTEGER NOT NULL CHECK (typeof(last_day) IN ('integer', 'null')),
  nights INTEGER NOT NULL,
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1))
);
CREATE INDEX idx_recommendations_member ON recommendations (member_id);
CREATE INDEX idx_recommendations_open ON recommendations (list) WHERE is_open = 1;

-- Entries are never changed: a later one stands instead of an earlier one, for the verdict and for the leave apart.
CREATE TABLE officer_entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  member_id INTEGER NOT NULL REFERENCES clan_members (id) ON DELETE CASCADE,
  list TEXT NOT NULL CHECK (list IN ('purge', 'moderation', 'promotion', 'people')),
  says_verdict INTEGER NOT NULL CHECK (says_verdict IN (0, 1)),
  verdict TEXT CHECK (verdict IN ('kept', 'warned', 'removed', 'leave', 'promoted', 'ignore')),
  note TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  says_leave INTEGER NOT NULL CHECK (says_leave IN (0, 1)),
  leave_until INTEGER CHECK (typeof(leave_until) IN ('integer', 'null')),
  noted_leave INTEGER CHECK (typeof(noted_leave) IN ('integer', 'null')),
  decided_at INTEGER NOT NULL CHECK (typeof(decided_at) IN ('integer', 'null')),
  file TEXT NOT NULL,
  saved_at INTEGER NOT NULL CHECK (typeof(saved_at) IN ('integer', 'null')),
  run_id INTEGER
);
CREATE INDEX idx_officer_entries_member ON officer_entries (member_id);

-- A copy of the workbook as it was read or written last, and the changes in it that were taken already.
CREATE TABLE officer_workbooks (
  place TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  saved_at INTEGER NOT NULL CHECK (typeof(saved_at) IN ('integer', 'null')),
  taken TEXT NOT NULL
) WITHOUT ROWID;

CREATE VIEW recommendations_readable AS
  SELECT id, list, rule, member_id, rule_version, thresholds, reason, numbers, nights, is_open,
    strftime('%Y-%m-%d', first_day / 1000, 'unixepoch') AS first_day,
    strftime('%Y-%m-%d', last_day / 1000, 'unixepoch') AS last_day
  FROM recommendations;
CREATE VIEW officer_entries_readable AS
  SELECT id, member_id, list, says_verdict, verdict, note, decided_by, says_leave, file, run_id,
    strftime('%Y-%m-%d', leave_until / 1000, 'unixepoch') AS leave_until,
    strftime('%Y-%m-%d', noted_leave / 1000, 'unixepoch') AS noted_leave,
    strftime('%Y-%m-%dT%H:%M:%fZ', decided_at / 1000.0, 'unixepoch') AS decided_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', saved_at / 1000.0, 'unixepoch') AS saved_at
  FROM officer_entries;
CREATE VIEW officer_workbooks_readable AS
  SELECT place, size, taken,
    strftime('%Y-%m-%dT%H:%M:%fZ', saved_at / 1000.0, 'unixepoch') AS saved_at
  FROM officer_workbooks;
