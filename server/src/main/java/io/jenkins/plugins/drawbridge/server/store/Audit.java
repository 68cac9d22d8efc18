package io.jenkins.plugins.drawbridge.server.store;

import java.util.List;

/** The audit trail. Append-only: there is no call, and for PostgreSQL no grant, to change it. */
public interface Audit {

    void add(AuditEntry entry);

    /** Newest first. */
    List<AuditEntry> latest(int limit);
}
