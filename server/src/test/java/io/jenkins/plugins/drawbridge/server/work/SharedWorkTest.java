package io.jenkins.plugins.drawbridge.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.config.DatabaseSettings;
import io.jenkins.plugins.drawbridge.server.store.Accepted;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.RunState;
import io.jenkins.plugins.drawbridge.server.store.Store;
import io.jenkins.plugins.drawbridge.server.store.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Several servers on one PostgreSQL. */
public class SharedWorkTest {

    private static final Ending GOOD = new Ending.Ended(RunResult.SUCCESS, "");
    private static final String TARGET = "prod/shop/web";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final List<AutoCloseable> open = Collections.synchronizedList(new ArrayList<>());
    private DatabaseSettings database;
    private Store store;

    @Before
    public void prepare() {
        database = TestDatabase.POSTGRESQL.fresh(folder.getRoot().toPath());
        store = store();
    }

    @After
    public void closeAll() throws Exception {
        Collections.reverse(open);
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private Store store() {
        Store opened = Store.open(database, Clock.systemUTC());
        open.add(opened);
        return opened;
    }

    private Work server(Store ofServer, RunExecutor executor, int threads) {
        return server(ofServer, executor, threads, Pace.DEFAULT);
    }

    private Work server(Store ofServer, RunExecutor executor, int threads, Pace pace) {
        RunExecutor started =
                (run, signals) -> executor.execute(ofServer.journal(run).start(run.id()), signals);
        Work work = Work.start(ofServer, started, CallbackSender.NOBODY, new Work.Bounds(threads, 10_000), pace);
        open.add(work);
        return work;
    }

    @Test
    public void both_servers_carry_out_what_either_accepted_and_each_run_once() throws Exception {
        CyclicBarrier bothBusy = new CyclicBarrier(2);
        List<Long> carriedOut = Collections.synchronizedList(new ArrayList<>());
        RunExecutor executor = (run, signals) -> {
            // Goes on only while the other server, which has one thread as this one, has a run in hand, too.
            await(bothBusy);
            carriedOut.add(run.id());
            return GOOD;
        };
        Work first = server(store, executor, 1);
        server(store(), executor, 1);
        Set<Long> accepted = new HashSet<>();
        for (int index = 0; index < 20; index++) {
            accepted.add(first.accept(DoomedServer.request("t" + index)).id());
        }
        await(() -> store.runs().unfinished("").isEmpty());
        assertThat(carriedOut).hasSize(20).containsExactlyInAnyOrderElementsOf(accepted);
        assertThat(store.runs().ofJob("shop", 100, Long.MAX_VALUE))
                .extracting(Run::number)
                .doesNotHaveDuplicates()
                .allMatch(number -> number >= 1 && number <= 20);
    }

    @Test
    public void the_same_key_at_both_servers_at_once_is_one_run() throws Exception {
        RunExecutor executor = (run, signals) -> GOOD;
        List<Work> servers = List.of(server(store, executor, 2), server(store(), executor, 2));
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Accepted>> calls = new ArrayList<>();
            for (int index = 0; index < 800; index++) {
                Work server = servers.get(index % 2);
                String key = "t" + index / 8;
                calls.add(() -> server.accept(DoomedServer.request(key)));
            }
            int fresh = 0;
            Set<Long> ids = new HashSet<>();
            for (Future<Accepted> answer : callers.invokeAll(calls, 120, TimeUnit.SECONDS)) {
                ids.add(answer.get().id());
                fresh += answer.get().kind() == Accepted.Kind.NEW ? 1 : 0;
            }
            assertThat(ids).hasSize(100);
            assertThat(fresh).isEqualTo(100);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    public void a_run_whose_database_was_away_for_a_moment_is_taken_up_again() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        RunExecutor executor = (run, signals) -> {
            if (attempts.incrementAndGet() == 1) {
                cutAllConnections();
            }
            store.journal().append(run.id(), "line\n");
            return GOOD;
        };
        Work work = server(store, executor, 1, DoomedServer.PACE);
        long run = work.accept(DoomedServer.request("t")).id();
        await(() -> hasEnded(run));
        assertThat(store.runs().byId(run).orElseThrow().result()).isEqualTo(RunResult.SUCCESS);
        assertThat(attempts.get()).isGreaterThan(1);
    }

    /** Not yet also as long as a cut connection is found in the pool. */
    private boolean hasEnded(long run) {
        try {
            return store.runs().byId(run).filter(Run::ended).isPresent();
        } catch (RuntimeException cut) {
            return false;
        }
    }

    /** As when PostgreSQL is restarted. */
    private void cutAllConnections() {
        String password =
                database.password() == null ? "" : database.password().read().reveal();
        try (Connection own = DriverManager.getConnection(database.url(), database.user(), password);
                Statement statement = own.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    public void one_run_at_a_time_deploys_to_a_target_whichever_server_has_it() throws Exception {
        AtomicInteger deploying = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        List<Store> stores = List.of(store, store());
        CountDownLatch tried = new CountDownLatch(2);
        List<Work> servers = new ArrayList<>();
        for (Store ofServer : stores) {
            servers.add(server(
                    ofServer,
                    (run, signals) -> {
                        if (!ofServer.writes().lockTarget(TARGET, run)) {
                            refused.incrementAndGet();
                            tried.countDown();
                            return new Ending.Later();
                        }
                        most.accumulateAndGet(deploying.incrementAndGet(), Math::max);
                        tried.countDown();
                        await(tried);
                        deploying.decrementAndGet();
                        ofServer.writes().unlockTarget(TARGET, run);
                        return GOOD;
                    },
                    2));
        }
        for (int index = 0; index < 6; index++) {
            servers.get(index % 2).accept(DoomedServer.request("t" + index));
        }
        await(() -> store.runs().unfinished("").isEmpty());
        assertThat(most).hasValue(1);
        assertThat(refused.get()).isPositive();
    }

    @Test
    public void another_server_takes_up_what_a_killed_one_had_in_hand_and_keeps_its_lock() throws Exception {
        Path told = folder.getRoot().toPath().resolve("told");
        long id;
        try (DoomedProcess doomed =
                DoomedProcess.start(database, told, DoomedServer.Manner.STUCK_IN_A_RUN, List.of("t"))) {
            doomed.awaits("step", 1);
            id = store.runs().byNumber("shop", 1).orElseThrow().id();
            assertThat(store.writes().lockTarget(TARGET, run(id))).isTrue();
            doomed.kill();
        }
        assertThat(run(id).state()).isEqualTo(RunState.RUNNING);
        List<String> steps = Collections.synchronizedList(new ArrayList<>());
        Store survivor = store();
        SteppedRun again = new SteppedRun(survivor, steps::add);
        server(
                survivor,
                (run, signals) -> {
                    assertThat(survivor.writes().lockTarget(TARGET, run)).isTrue();
                    return again.execute(run, signals);
                },
                2,
                DoomedServer.PACE);
        await(() -> run(id).ended());
        assertThat(run(id).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(steps)
                .as("the first step was done by the one that died")
                .containsExactly("step " + id, "step " + id, "step " + id, "ended " + id);
        long next = store.writes()
                .accept(List.of(DoomedServer.request("next")), 10, ids -> {})
                .get(0)
                .orElseThrow()
                .id();
        assertThat(store.writes().lockTarget(TARGET, run(next)))
                .as("the lock went with its run")
                .isTrue();
    }

    /** What a slow server wants of a run that another one has taken up. */
    private interface Wish {
        Ending of(Run run, Signals signals);
    }

    @Test
    public void a_server_that_stood_still_changes_nothing_more_in_a_run_that_another_one_took_up() throws Exception {
        Map<String, Wish> wishes = new LinkedHashMap<>();
        wishes.put("write", (run, signals) -> {
            store.journal(run).append(run.id(), "from the slow one\n");
            return GOOD;
        });
        wishes.put("end", (run, signals) -> new Ending.Ended(RunResult.FAILURE, "the slow one failed"));
        wishes.put("wait", (run, signals) -> new Ending.Waits(null));
        wishes.put("look", (run, signals) -> {
            CountDownLatch told = new CountDownLatch(1);
            signals.onChange(told::countDown);
            await(told);
            return signals.handOver() ? new Ending.HandedOver() : GOOD;
        });
        for (Map.Entry<String, Wish> wish : wishes.entrySet()) {
            takeUpFromASlowOne(wish.getKey(), wish.getValue());
        }
    }

    private void takeUpFromASlowOne(String key, Wish wish) throws Exception {
        CountDownLatch wakesUp = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        AtomicInteger slowAttempts = new AtomicInteger();
        AtomicInteger quickAttempts = new AtomicInteger();
        Work slow = server(
                store,
                (run, signals) -> {
                    slowAttempts.incrementAndGet();
                    await(wakesUp);
                    return wish.of(run, signals);
                },
                1,
                DoomedServer.HASTY);
        long id = slow.accept(DoomedServer.request(key)).id();
        await(() -> slowAttempts.get() == 1);
        Store other = store();
        Work quick = server(
                other,
                (run, signals) -> {
                    quickAttempts.incrementAndGet();
                    other.journal(run).append(run.id(), "from the quick one\n");
                    await(goesOn);
                    other.journal(run).append(run.id(), "to the end\n");
                    return GOOD;
                },
                1,
                DoomedServer.HASTY);
        TaskRow task = new TaskRow(store, id);
        await(() -> {
            if (quickAttempts.get() == 0) {
                task.missHeartbeats();
            }
            return quickAttempts.get() == 1;
        });
        wakesUp.countDown();
        await(() -> slow.running() == 0);
        slow.close();
        assertThat(run(id).state()).as(key).isEqualTo(RunState.RUNNING);
        goesOn.countDown();
        await(() -> run(id).ended());
        assertThat(run(id).result()).as(key).isEqualTo(RunResult.SUCCESS);
        assertThat(new String(store.journal().log(id, 0, 1000).bytes(), StandardCharsets.UTF_8))
                .as(key)
                .isEqualTo("from the quick one\nto the end\n");
        quick.close();
        assertThat(List.of(slowAttempts.get(), quickAttempts.get())).as(key).containsExactly(1, 1);
    }

    @Test
    public void an_abort_at_one_server_reaches_the_run_that_the_other_has_in_hand() throws Exception {
        RunExecutor executor = (run, signals) -> {
            CountDownLatch told = new CountDownLatch(1);
            signals.onChange(told::countDown);
            await(told);
            return new Ending.Ended(RunResult.ABORTED, "aborted by " + signals.abortedBy());
        };
        Work carriesOut = server(store, executor, 1);
        long id = carriesOut.accept(DoomedServer.request("t")).id();
        await(() -> run(id).state() == RunState.RUNNING);
        Work other = server(store(), executor, 1);
        assertThat(other.abort(id, "ada")).isTrue();
        await(() -> run(id).ended());
        assertThat(run(id).reason()).isEqualTo("aborted by ada");
    }

    private Run run(long id) {
        return store.runs().byId(id).orElseThrow();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException("the other server has nothing in hand", alone);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
