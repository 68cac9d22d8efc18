-- Approved plans that a run began to carry out: from then on the cluster is as the run itself has made it.
create table begun_plan (
  run bigint not null references run (id),
  plan varchar(100) not null,
  primary key (run, plan)
);
