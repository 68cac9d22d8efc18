package io.jenkins.plugins.drawbridge.server.web.page.view;

import io.jenkins.plugins.drawbridge.server.store.AuditEntry;
import java.util.List;

/**
 * A page of the audit trail.
 *
 * @param who what the reader looks for; empty: anybody
 * @param what what the reader looks for; empty: anything
 */
public record AuditView(List<AuditEntry> entries, String who, String what, Turns turns) {

    public AuditView {
        entries = List.copyOf(entries);
    }

    public boolean filtered() {
        return !who.isEmpty() || !what.isEmpty();
    }

    /** To choose from: who did what is shown. */
    public List<String> people() {
        return entries.stream().map(AuditEntry::who).distinct().sorted().toList();
    }

    public List<String> deeds() {
        return entries.stream().map(AuditEntry::what).distinct().sorted().toList();
    }
}
