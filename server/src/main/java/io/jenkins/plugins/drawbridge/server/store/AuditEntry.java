package io.jenkins.plugins.drawbridge.server.store;

import java.time.Instant;

/**
 * One line of the audit trail; it is only ever added to.
 *
 * @param who user id, or {@code console}, {@code anonymous}, {@code server}
 * @param what {@code trigger}, {@code abort}, {@code approve}, {@code reject}, {@code roll back}, {@code sign in}, ...
 * @param subject what it was done to: {@code shop-configurations #12}
 * @param address of the caller
 * @param result {@code accepted} or why not
 */
public record AuditEntry(Instant at, String who, String what, String subject, String address, String result) {}
