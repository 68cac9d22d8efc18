package io.jenkins.plugins.drawbridge.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.server.config.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/** Opens the database and brings its tables up to date. */
final class Database {

    /**
     * A commit has left the process when it returns (WRITE_DELAY 0), so that a kill loses nothing. The file belongs to
     * this process alone, which H2 guards with a lock. Opened by {@code async:}, because an interrupt of any thread that
     * just writes would close the file for all of them otherwise (see {@code java.nio.channels.FileChannel}).
     */
    private static final String H2_OPTIONS =
            ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=20000;CACHE_SIZE=16384";

    /** What a server that stands still holds on to is let go before it is taken for dead, which takes 20 seconds. */
    private static final String LONGEST_IDLE = "idle_in_transaction_session_timeout";

    private static final String BOUND_TRANSACTIONS = "set " + LONGEST_IDLE + " = '15s'";

    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final Duration MIGRATED = Duration.ofHours(1);

    private static final String MIGRATIONS = "classpath:io/jenkins/plugins/drawbridge/server/store/";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private Database() {}

    static HikariDataSource open(DatabaseSettings settings) {
        return open(settings, MigrationVersion.LATEST);
    }

    /** @param version of its tables; an earlier one is of use to nobody but tests of an upgrade */
    static HikariDataSource open(DatabaseSettings settings, MigrationVersion version) {
        HikariDataSource source = connect(settings, ANSWER);
        try {
            migrate(settings, version);
            return source;
        } catch (StoreException refused) {
            source.close();
            throw refused;
        }
    }

    static boolean isPostgres(DatabaseSettings settings) {
        return !settings.url().isEmpty();
    }

    /** @param longest that PostgreSQL may take for an answer, unless the URL says otherwise */
    private static HikariDataSource connect(DatabaseSettings settings, Duration longest) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("drawbridge");
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        if (isPostgres(settings)) {
            config.setJdbcUrl(settings.url());
            config.setUsername(settings.user());
            SecretSource password = settings.password();
            if (password != null) {
                config.setPassword(password.read().reveal());
            }
            config.addDataSourceProperty("tcpKeepAlive", "true");
            config.addDataSourceProperty("socketTimeout", String.valueOf(longest.toSeconds()));
            if (longest.equals(ANSWER) && !settings.url().contains(LONGEST_IDLE)) {
                config.setConnectionInitSql(BOUND_TRANSACTIONS);
            }
        } else {
            Path folder = folderOf(settings);
            config.setJdbcUrl("jdbc:h2:async:" + folder.resolve("drawbridge") + H2_OPTIONS);
            config.setUsername("sa");
        }
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException refused) {
            throw unreachable(settings, refused);
        }
    }

    private static StoreException unreachable(DatabaseSettings settings, RuntimeException refused) {
        Throwable root = refused;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String why = firstLine(root);
        if (why.contains("locked") || (root instanceof SQLException sql && sql.getErrorCode() == 90020)) {
            why = "another Drawbridge uses it; stop that one, or share a PostgreSQL";
        }
        return new StoreException("The database " + name(settings) + " cannot be opened: " + why + ".", refused);
    }

    private static Path folderOf(DatabaseSettings settings) {
        Path folder = settings.folder().toAbsolutePath();
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            return folder;
        } catch (IOException | UnsupportedOperationException refused) {
            throw new StoreException(
                    "The folder " + folder + " for the database cannot be made; check who may write there.", refused);
        }
    }

    /** Over connections of its own, since a large table takes its time. */
    private static void migrate(DatabaseSettings settings, MigrationVersion version) {
        boolean postgres = isPostgres(settings);
        try (HikariDataSource patient = connect(settings, MIGRATED)) {
            Flyway.configure()
                    .dataSource(patient)
                    .locations(MIGRATIONS + "migrations", MIGRATIONS + "appendonly/" + (postgres ? "postgresql" : "h2"))
                    .placeholders(Map.of("bytes", postgres ? "bytea" : "blob"))
                    .target(version)
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw new StoreException(
                    "The database " + name(settings) + " could not be brought up to date: " + firstLine(failed)
                            + "; it may be of a later Drawbridge, or damaged.",
                    failed);
        }
    }

    private static String name(DatabaseSettings settings) {
        return isPostgres(settings)
                ? settings.url().replaceAll("[?].*", "")
                : settings.folder().resolve("drawbridge.mv.db").toString();
    }

    private static String firstLine(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).strip();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
