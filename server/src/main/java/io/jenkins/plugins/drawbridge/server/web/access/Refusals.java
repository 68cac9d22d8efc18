package io.jenkins.plugins.drawbridge.server.web.access;

import io.jenkins.plugins.drawbridge.server.store.Audit;
import io.jenkins.plugins.drawbridge.server.store.AuditEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whoever was turned away, for the audit trail: once for each address, name and thing wanted in ten minutes, and {@value
 * #MOST} at most, so that no flood of guesses becomes one of writes. Thread-safe.
 */
public final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST = 1_000;
    private static final int LONGEST_NAME = 100;

    private final Audit audit;
    private final Clock clock;
    private final Set<List<String>> told = new HashSet<>();
    private Instant since = Instant.MIN;

    public Refusals(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** @param who as the caller said; empty: nobody in particular */
    void signIn(String who, String address) {
        add(who, "sign in", "", address, "refused");
    }

    /** @param path the job's, as it was called */
    public void trigger(String path, String address, String why) {
        add("", "trigger", path, address, why);
    }

    private void add(String who, String what, String subject, String address, String why) {
        Instant now = clock.instant();
        AuditEntry entry = new AuditEntry(now, name(who), what, subject, address, why);
        if (isFirst(now, List.of(entry.who(), what, subject, address, why))) {
            audit.add(entry);
        }
    }

    private synchronized boolean isFirst(Instant now, List<String> refusal) {
        if (since.isBefore(now.minus(WINDOW))) {
            told.clear();
            since = now;
        }
        if (told.size() == MOST) {
            return false;
        }
        boolean first = told.add(refusal);
        if (told.size() == MOST) {
            LOG.warn("{} callers were refused within ten minutes; the audit trail leaves out further ones", MOST);
        }
        return first;
    }

    /** What a stranger typed may be long, and rewrite the screen of who reads it. */
    private static String name(String who) {
        String plain = who.replaceAll("\\p{C}", "").strip();
        if (plain.isEmpty()) {
            return "anonymous";
        }
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) + "…" : plain;
    }
}
