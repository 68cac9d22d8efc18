create function audit_is_only_added_to() returns trigger language plpgsql as
  'begin raise exception ''the audit trail is only added to''; end';
create trigger audit_is_only_added_to before update or delete or truncate on audit
  for each statement execute function audit_is_only_added_to();
