-- What earlier reports said is lost; the first report after going up again has nothing to compare with.
DROP VIEW published_records_readable;
DROP VIEW published_members_readable;
DROP VIEW published_reports_readable;
DROP TABLE published_records;
DROP TABLE published_members;
DROP TABLE published_reports;
