-- How often the run was taken up. Only the newest attempt writes: a server that was slow, and so taken for dead, does not.
alter table run add column attempt int not null default 0;
