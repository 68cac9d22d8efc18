create index audit_by_who on audit (who, id);
create index audit_by_what on audit (what, id);
