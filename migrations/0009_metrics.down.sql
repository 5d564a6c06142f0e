DROP TABLE gain_ledgers;
DROP TABLE metrics;
