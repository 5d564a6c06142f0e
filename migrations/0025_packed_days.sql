-- The counters by day of two years are a hundred thousand rows, and every report reads them all: settled stretches of 32 days are kept packed
-- beside them. 2764800000 ms are 32 days. Whatever changes a counter throws away the pack of its stretch; the program makes it anew.
CREATE TABLE packed_member_days (
  stretch INTEGER PRIMARY KEY,
  counters BLOB NOT NULL
);
CREATE TRIGGER member_days_inserted AFTER INSERT ON member_days BEGIN
  DELETE FROM packed_member_days WHERE stretch = NEW.day / 2764800000;
END;
CREATE TRIGGER member_days_updated AFTER UPDATE ON member_days BEGIN
  DELETE FROM packed_member_days WHERE stretch IN (OLD.day / 2764800000, NEW.day / 2764800000);
END;
CREATE TRIGGER member_days_deleted AFTER DELETE ON member_days BEGIN
  DELETE FROM packed_member_days WHERE stretch = OLD.day / 2764800000;
END;

CREATE TABLE packed_message_days (
  stretch INTEGER PRIMARY KEY,
  counters BLOB NOT NULL
);
CREATE TRIGGER message_days_inserted AFTER INSERT ON message_days BEGIN
  DELETE FROM packed_message_days WHERE stretch = NEW.day / 2764800000;
END;
CREATE TRIGGER message_days_updated AFTER UPDATE ON message_days BEGIN
  DELETE FROM packed_message_days WHERE stretch IN (OLD.day / 2764800000, NEW.day / 2764800000);
END;
CREATE TRIGGER message_days_deleted AFTER DELETE ON message_days BEGIN
  DELETE FROM packed_message_days WHERE stretch = OLD.day / 2764800000;
END;
