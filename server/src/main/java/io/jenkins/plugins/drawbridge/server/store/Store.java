package io.jenkins.plugins.drawbridge.server.store;

import com.zaxxer.hikari.HikariDataSource;
import io.jenkins.plugins.drawbridge.server.config.DatabaseSettings;
import java.time.Clock;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** The open database. Thread-safe. */
public final class Store implements AutoCloseable {

    private final HikariDataSource pool;
    private final boolean exclusive;
    private final JoinedDataSource joined;
    private final JdbiRuns runs;
    private final Jdbi jdbi;
    private final Clock clock;
    private final JdbiAudit audit;
    private final JdbiSessions sessions;
    private final RunWrites writes;

    private Store(HikariDataSource pool, boolean exclusive, Clock clock) {
        this.pool = pool;
        this.exclusive = exclusive;
        this.joined = new JoinedDataSource(pool);
        this.jdbi = Jdbi.create(pool);
        this.clock = clock;
        this.runs = new JdbiRuns(jdbi);
        this.audit = new JdbiAudit(jdbi);
        this.sessions = new JdbiSessions(jdbi, clock);
        this.writes = new RunWrites(jdbi, joined, clock);
    }

    /**
     * Opens the database and brings its tables up to date.
     *
     * @throws StoreException if it cannot be used; says which and why
     */
    public static Store open(DatabaseSettings settings, Clock clock) {
        return new Store(Database.open(settings), !Database.isPostgres(settings), clock);
    }

    /** Whether no other process can have it open, so that what an earlier one had in hand is nobody's. */
    public boolean exclusive() {
        return exclusive;
    }

    public Runs runs() {
        return runs;
    }

    /** For whoever reads. */
    public Journal journal() {
        return new JdbiJournal(jdbi, clock, null);
    }

    /**
     * For whoever carries a run out.
     *
     * @param attempt the run, as it was taken up; each write throws {@link TakenOverException} once it was taken up again
     */
    public Journal journal(Run attempt) {
        return new JdbiJournal(jdbi, clock, attempt);
    }

    public Audit audit() {
        return audit;
    }

    public Sessions sessions() {
        return sessions;
    }

    /** For the queue. */
    public RunWrites writes() {
        return writes;
    }

    /** For db-scheduler: within a transaction of {@link #writes()} it is that transaction's connection. */
    public DataSource dataSource() {
        return joined;
    }

    /** Whether the database answers. */
    public boolean alive() {
        try (java.sql.Connection connection = pool.getConnection()) {
            return connection.isValid(2);
        } catch (java.sql.SQLException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
