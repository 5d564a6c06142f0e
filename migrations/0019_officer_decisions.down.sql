-- What officers wrote and what was suggested to them goes; the workbook that stands in the output folder still shows what stood last.
DROP VIEW officer_workbooks_readable;
DROP VIEW officer_entries_readable;
DROP VIEW recommendations_readable;
DROP TABLE officer_workbooks;
DROP TABLE officer_entries;
DROP TABLE recommendations;
