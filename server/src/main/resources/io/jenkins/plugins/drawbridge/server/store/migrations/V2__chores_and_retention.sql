-- What is done besides runs, on threads of its own: telling the Console, pruning. The columns are db-scheduler's.
create table chore (
  task_name varchar(100) not null,
  task_instance varchar(100) not null,
  task_data ${bytes},
  execution_time timestamp with time zone not null,
  picked boolean not null,
  picked_by varchar(50),
  last_success timestamp with time zone,
  last_failure timestamp with time zone,
  consecutive_failures int,
  last_heartbeat timestamp with time zone,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index chore_by_time on chore (execution_time);
create index chore_by_heartbeat on chore (last_heartbeat);

insert into chore (task_name, task_instance, task_data, execution_time, picked, version)
  select task_name, task_instance, task_data, execution_time, false, version
  from scheduled_tasks where task_name = 'callback';
delete from scheduled_tasks where task_name = 'callback';

-- How many builds a job's Jenkinsfile asked to keep; no row: as many as the server keeps.
create table retention (
  job varchar(400) primary key,
  builds int not null
);

-- The run row itself is kept for good, so that its queue item and its build stay answerable.
alter table run add column pruned boolean default false not null;
create index run_by_pruned on run (pruned, id);
