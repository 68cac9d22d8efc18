package io.jenkins.plugins.drawbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.drawbridge.server.config.DatabaseSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** How long PostgreSQL and its clients wait for each other. */
public class DatabaseBoundsTest {

    private static final Cause ADA = new Cause(Cause.Kind.USER, "ada", "10.0.0.7");

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private DatabaseSettings database(String more) {
        DatabaseSettings fresh = TestDatabase.POSTGRESQL.fresh(folder.getRoot().toPath());
        return new DatabaseSettings(fresh.folder(), fresh.url() + more, fresh.user(), fresh.password());
    }

    @Test
    public void a_server_that_stands_still_in_a_transaction_keeps_no_other_from_its_run() throws Exception {
        DatabaseSettings shared = database("?options=-c%20idle_in_transaction_session_timeout=500");
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Store slow = Store.open(shared, Clock.systemUTC());
                Store quick = Store.open(shared, Clock.systemUTC())) {
            long id = slow.writes()
                    .accept(List.of(new NewRun("shop", Map.of(), "t", ADA, null)), 10, ids -> {})
                    .get(0)
                    .orElseThrow()
                    .id();
            Run first = slow.writes().takeUp(id).orElseThrow();
            Throwable woken = catchThrowable(() -> slow.writes().asNewest(first, () -> {
                Optional<Run> second = within(threads, () -> quick.writes().takeUp(id));
                assertThat(second).map(Run::attempt).contains(2);
                slow.writes().callback(id, CallbackState.DUE);
            }));
            assertThat(woken).isNotNull();
            assertThat(Outage.is(woken)).as(String.valueOf(woken)).isTrue();
            assertThat(slow.runs().byId(id)).map(Run::callback).contains(CallbackState.NONE);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T within(ExecutorService threads, java.util.concurrent.Callable<T> work) {
        try {
            return threads.submit(work).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new AssertionError("the run is still locked", failed);
        }
    }

    @Test
    public void nobody_waits_for_ever_unless_the_url_says_so() throws Exception {
        try (Store store = Store.open(database(""), Clock.systemUTC())) {
            assertThat(networkTimeout(store)).isEqualTo(60_000);
            assertThat(idleTimeout(store)).isEqualTo("15s");
        }
        String own = "?socketTimeout=0&options=-c%20idle_in_transaction_session_timeout=7s";
        try (Store store = Store.open(database(own), Clock.systemUTC())) {
            assertThat(networkTimeout(store)).isZero();
            assertThat(idleTimeout(store)).isEqualTo("7s");
        }
    }

    private static int networkTimeout(Store store) throws SQLException {
        try (Connection connection = store.dataSource().getConnection()) {
            return connection.getNetworkTimeout();
        }
    }

    private static String idleTimeout(Store store) throws SQLException {
        try (Connection connection = store.dataSource().getConnection();
                ResultSet row = connection.createStatement().executeQuery("show idle_in_transaction_session_timeout")) {
            row.next();
            return row.getString(1);
        }
    }
}
