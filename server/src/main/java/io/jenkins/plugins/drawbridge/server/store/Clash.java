package io.jenkins.plugins.drawbridge.server.store;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;

/** Two transactions, of this server or another, that wanted the same: the later one looks again at what there is now. */
final class Clash {

    /** Unique violation, serialization failure, and PostgreSQL's deadlock. */
    private static final Set<String> STATES = Set.of("23505", "40001", "40P01");

    private static final int ATTEMPTS = 10;

    private Clash() {}

    /** @param transaction a whole one, so that it can be repeated */
    static <T> T repeated(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (JdbiException failed) {
                // Repeated only if it lost against another one; anything else is the caller's.
                if (attempt == ATTEMPTS || !isClash(failed)) {
                    throw failed;
                }
            }
        }
    }

    private static boolean isClash(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && STATES.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}
