package io.jenkins.plugins.drawbridge.server.store;

/**
 * A part of the audit trail.
 *
 * @param who only what this one did; empty: what anybody did
 * @param what only this; empty: everything
 */
public record AuditQuery(String who, String what, Place place) {}
