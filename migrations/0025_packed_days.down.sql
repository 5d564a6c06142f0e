DROP TRIGGER message_days_deleted;
DROP TRIGGER message_days_updated;
DROP TRIGGER message_days_inserted;
DROP TABLE packed_message_days;
DROP TRIGGER member_days_deleted;
DROP TRIGGER member_days_updated;
DROP TRIGGER member_days_inserted;
DROP TABLE packed_member_days;
