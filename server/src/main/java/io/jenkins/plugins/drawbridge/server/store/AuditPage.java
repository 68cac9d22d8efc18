package io.jenkins.plugins.drawbridge.server.store;

import java.util.List;

/**
 * Entries that lie beside each other, newest first.
 *
 * @param newer the id after which newer ones follow; 0: there are none
 * @param older the id before which older ones lie; 0: there are none
 */
public record AuditPage(List<AuditEntry> entries, long newer, long older) {

    public AuditPage {
        entries = List.copyOf(entries);
    }
}
