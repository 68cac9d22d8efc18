package io.jenkins.plugins.drawbridge.server.store;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;

/** Whether the database could not be spoken to, rather than refused something: then the same may do later. */
public final class Outage {

    /**
     * SQL's class for connections, PostgreSQL's for a server that stops or starts and for a transaction in which we stood
     * still, and H2's for a closed database.
     */
    private static final String STATES = "08...|57P0.|25P03|90(067|098|121)";

    private Outage() {}

    /** Looks behind what a store throws. */
    public static boolean is(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLRecoverableException
                    || (cause instanceof SQLException sql
                            && String.valueOf(sql.getSQLState()).matches(STATES))) {
                return true;
            }
        }
        return false;
    }
}
