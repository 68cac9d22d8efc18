package io.jenkins.plugins.drawbridge.server.store;

import java.util.List;

/** The audit trail. Append-only: there is no call to change it, and the database itself refuses to. */
public interface Audit {

    void add(AuditEntry entry);

    /** Newest first. */
    List<AuditEntry> latest(int limit);

    /** Takes as long for the oldest entries as for the newest. */
    Page<AuditEntry> page(AuditQuery query);
}
