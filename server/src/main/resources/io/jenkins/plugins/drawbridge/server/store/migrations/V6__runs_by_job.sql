create index run_by_job on run (job, id);
