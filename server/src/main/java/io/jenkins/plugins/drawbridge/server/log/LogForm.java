package io.jenkins.plugins.drawbridge.server.log;

import java.util.List;
import org.slf4j.event.Level;

/** How much is written, and in which form. */
public enum LogForm {

    /** Faults only, for commands that end. */
    QUIET(Level.WARN),
    /** {@code 2026-03-01T09:30:00.123Z INFO run ended job=shop build=12 result=SUCCESS}. */
    TEXT(Level.INFO),
    /** One JSON object a line. */
    JSON(Level.INFO);

    private static final List<String> OURS =
            List.of("io.jenkins.plugins.drawbridge.server.", "io.jenkins.plugins.drawbridge.engine.");
    /** The demo's SSH server, and JGit when a stop comes between its measurements of the file system. */
    private static final List<String> NEVER_HEARD =
            List.of("org.apache.sshd.", "io.jenkins.plugins.drawbridge.testkit.", "org.eclipse.jgit.util.FS");

    private final Level least;

    LogForm(Level least) {
        this.least = least;
    }

    /** Libraries are heard when something is broken; those that complain of what is in order, never. */
    boolean lets(Level level, String logger) {
        Level wanted = OURS.stream().anyMatch(logger::startsWith) ? least : Level.ERROR;
        return level.compareTo(wanted) <= 0 && NEVER_HEARD.stream().noneMatch(logger::startsWith);
    }
}
