package io.jenkins.plugins.drawbridge.server.store;

/**
 * A part of the audit trail.
 *
 * @param who only what this one did; empty: what anybody did
 * @param what only this; empty: everything
 * @param before only what is older than the entry with this id; {@link Long#MAX_VALUE}: from the newest on
 * @param after only what is newer than that entry, and nearest to it; 0: goes by {@code before}
 */
public record AuditQuery(String who, String what, long before, long after, int limit) {

    public static AuditQuery newest(String who, String what, int limit) {
        return new AuditQuery(who, what, Long.MAX_VALUE, 0, limit);
    }
}
