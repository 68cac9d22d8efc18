package io.jenkins.plugins.drawbridge.server.store;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives a thread that is in a transaction of the {@link Store} that transaction's connection, so that db-scheduler's rows
 * are committed together with ours; other threads get one of the pool. Thread-safe.
 */
final class JoinedDataSource implements DataSource {

    private final DataSource pool;

    @SuppressWarnings("ThreadLocalUsage") // one for each pool: a thread may be in transactions of two stores
    private final ThreadLocal<@Nullable Connection> joined = new ThreadLocal<>();

    JoinedDataSource(DataSource pool) {
        this.pool = pool;
    }

    /** Runs {@code work} with {@code connection} as this thread's. */
    <T> T with(Connection connection, Supplier<T> work) {
        joined.set(connection);
        try {
            return work.get();
        } finally {
            joined.remove();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = joined.get();
        return connection == null ? pool.getConnection() : withoutClose(connection);
    }

    private static Connection withoutClose(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                JoinedDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause() == null ? failed : failed.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new java.sql.SQLFeatureNotSupportedException("the pool has its own user");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // The drivers log through slf4j or not at all.
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(Logger.GLOBAL_LOGGER_NAME);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool.isWrapperFor(type);
    }
}
