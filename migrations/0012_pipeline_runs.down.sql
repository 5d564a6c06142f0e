DROP TABLE first_listed;
DROP TABLE pipeline_steps;
DROP TABLE pipeline_runs;
