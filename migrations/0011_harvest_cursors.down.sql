DROP TABLE source_reads;
DROP TABLE harvest_cursors;
