-- Who asked to be forgotten, as salted hashes alone, so that no harvest, import or restore brings them back.
CREATE TABLE forgotten_people (
  kind TEXT NOT NULL CHECK (kind IN ('account', 'player', 'name', 'shown')),
  mark TEXT NOT NULL,
  salt TEXT NOT NULL,
  forgotten_at INTEGER NOT NULL CHECK (typeof(forgotten_at) IN ('integer', 'null')),
  PRIMARY KEY (kind, mark)
) WITHOUT ROWID;

CREATE VIEW forgotten_people_readable AS
  SELECT kind, mark, salt,
    strftime('%Y-%m-%dT%H:%M:%fZ', forgotten_at / 1000.0, 'unixepoch') AS forgotten_at
  FROM forgotten_people;
