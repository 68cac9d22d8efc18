package io.jenkins.plugins.drawbridge.server.work;

import io.jenkins.plugins.drawbridge.server.store.Store;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The scheduler's row of one run that is in hand. */
final class TaskRow {

    private static final int NONE = -1;

    private final Store store;
    private final long run;

    TaskRow(Store store, long run) {
        this.store = store;
        this.run = run;
    }

    /** Makes whoever has the run in hand look dead, as a server does that stood still for a while. */
    void missHeartbeats() {
        Timestamp longAgo = Timestamp.from(Instant.now().minus(Duration.ofHours(1)));
        try (Connection connection = store.dataSource().getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update scheduled_tasks set last_heartbeat = ? where task_instance = ? and picked")) {
            update.setTimestamp(1, longAgo);
            update.setString(2, String.valueOf(run));
            update.executeUpdate();
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /** When it is to be taken up, unless it is in hand. */
    Optional<Instant> due() {
        try (Connection connection = store.dataSource().getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select execution_time from scheduled_tasks where task_instance = ? and not picked")) {
            query.setString(1, String.valueOf(run));
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getTimestamp(1).toInstant()) : Optional.empty();
            }
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /**
     * Leaves it for an hour.
     *
     * @return false if it is in hand
     */
    boolean putOff() {
        try (Connection connection = store.dataSource().getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update scheduled_tasks set execution_time = ? where task_instance = ? and not picked")) {
            update.setTimestamp(1, Timestamp.from(Instant.now().plus(Duration.ofHours(1))));
            update.setString(2, String.valueOf(run));
            return update.executeUpdate() == 1;
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /** Another one after each change. */
    long version() {
        try (Connection connection = store.dataSource().getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select version from scheduled_tasks where task_instance = ?")) {
            query.setString(1, String.valueOf(run));
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getLong(1) : NONE;
            }
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    boolean isGone() {
        return version() == NONE;
    }
}
