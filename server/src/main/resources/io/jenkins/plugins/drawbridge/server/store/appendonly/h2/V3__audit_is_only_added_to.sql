create trigger audit_is_only_added_to before update, delete on audit for each row
  call 'io.jenkins.plugins.drawbridge.server.store.AppendOnly';
