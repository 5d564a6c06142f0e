-- How far each source was read, moved in the transaction of the rows it covers.
CREATE TABLE harvest_cursors (
  source TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  updated_at INTEGER NOT NULL CHECK (typeof(updated_at) IN ('integer', 'null')),
  run_id INTEGER,
  PRIMARY KEY (source, key)
) WITHOUT ROWID;

-- Each complete read of a source and the span it covers; a later read that fills an older span closes the gap.
CREATE TABLE source_reads (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL,
  read_at INTEGER NOT NULL CHECK (typeof(read_at) IN ('integer', 'null')),
  covers_from INTEGER NOT NULL CHECK (typeof(covers_from) IN ('integer', 'null')),
  covers_to INTEGER NOT NULL CHECK (typeof(covers_to) IN ('integer', 'null')),
  run_id INTEGER,
  UNIQUE (source, read_at, covers_from, covers_to)
);
CREATE INDEX idx_source_reads_source ON source_reads (source, read_at);
