-- Signed webhooks that were accepted: the same id with the same body is a repetition, with another body it is refused.
create table message (
  job varchar(400) not null,
  id varchar(200) not null,
  digest varchar(64) not null,
  primary key (job, id)
);
