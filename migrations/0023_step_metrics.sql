-- What a step brought in from its service, and how much memory the program held when it ended. Steps entered before do not know.
DROP VIEW pipeline_steps_readable;
ALTER TABLE pipeline_steps ADD COLUMN bytes INTEGER;
ALTER TABLE pipeline_steps ADD COLUMN memory_bytes INTEGER;
CREATE VIEW pipeline_steps_readable AS
  SELECT run_id, name, outcome, duration_ms, rows, requests, bytes, memory_bytes, detail,
    strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1000.0, 'unixepoch') AS started_at
  FROM pipeline_steps;
