DROP VIEW pipeline_steps_readable;
ALTER TABLE pipeline_steps DROP COLUMN memory_bytes;
ALTER TABLE pipeline_steps DROP COLUMN bytes;
CREATE VIEW pipeline_steps_readable AS
  SELECT run_id, name, outcome, duration_ms, rows, requests, detail,
    strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1000.0, 'unixepoch') AS started_at
  FROM pipeline_steps;
