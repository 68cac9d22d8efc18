package io.jenkins.plugins.drawbridge.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.server.config.DatabaseSettings;
import io.jenkins.plugins.drawbridge.server.store.Accepted;
import io.jenkins.plugins.drawbridge.server.store.CallbackState;
import io.jenkins.plugins.drawbridge.server.store.Cause;
import io.jenkins.plugins.drawbridge.server.store.NewRun;
import io.jenkins.plugins.drawbridge.server.store.Question;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunFacts;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.RunState;
import io.jenkins.plugins.drawbridge.server.store.Store;
import io.jenkins.plugins.drawbridge.server.store.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

@RunWith(Parameterized.class)
public class WorkTest {

    private static final Cause CONSOLE = new Cause(Cause.Kind.CONSOLE, "console", "127.0.0.1");
    private static final Ending GOOD = new Ending.Ended(RunResult.SUCCESS, "");

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final TestDatabase database;
    private DatabaseSettings settings;
    private Store store;
    private Work work;

    public WorkTest(TestDatabase database) {
        this.database = database;
    }

    @Parameters(name = "{0}")
    public static Object[] databases() {
        return TestDatabase.values();
    }

    @Before
    public void open() {
        settings = database.fresh(folder.getRoot().toPath());
        store = Store.open(settings, Clock.systemUTC());
    }

    @After
    public void close() {
        if (work != null) {
            work.close();
        }
        store.close();
    }

    @Test
    public void carries_out_what_was_accepted_and_numbers_the_builds_of_a_job() throws Exception {
        start((run, signals) -> GOOD);
        for (int index = 1; index <= 5; index++) {
            work.accept(keyed("shop", "t" + index));
        }
        work.accept(keyed("other", "t1"));
        await(() -> store.runs().unfinished("").isEmpty());
        assertThat(store.runs().ofJob("shop", 10, Long.MAX_VALUE))
                .extracting(Run::number, Run::result)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(1, RunResult.SUCCESS),
                        org.assertj.core.groups.Tuple.tuple(2, RunResult.SUCCESS),
                        org.assertj.core.groups.Tuple.tuple(3, RunResult.SUCCESS),
                        org.assertj.core.groups.Tuple.tuple(4, RunResult.SUCCESS),
                        org.assertj.core.groups.Tuple.tuple(5, RunResult.SUCCESS));
        assertThat(store.runs().last("other")).map(Run::number).contains(1);
    }

    @Test
    public void gives_a_repeated_key_the_same_answer_for_good() throws Exception {
        start((run, signals) -> GOOD);
        Accepted first = work.accept(keyed("shop", "9b1d7c0e"));
        await(() -> store.runs().unfinished("").isEmpty());
        assertThat(work.accept(keyed("shop", "9b1d7c0e"))).isEqualTo(new Accepted(first.id(), Accepted.Kind.REPEATED));
        assertThat(work.accept(keyed("other", "9b1d7c0e")).id()).isNotEqualTo(first.id());
    }

    @Test
    public void merges_equal_requests_while_they_wait_and_only_then() throws Exception {
        Semaphore gate = new Semaphore(0);
        start(
                (run, signals) -> {
                    gate.acquireUninterruptibly();
                    return GOOD;
                },
                1);
        Accepted running = work.accept(plain(Map.of("A", "1")));
        await(() -> state(running.id()) == RunState.RUNNING);
        assertThat(work.accept(plain(Map.of("A", "1"))).kind())
                .as("its twin runs already")
                .isEqualTo(Accepted.Kind.NEW);
        Accepted waiting = work.accept(plain(Map.of("A", "2")));
        assertThat(waiting.kind()).isEqualTo(Accepted.Kind.NEW);
        assertThat(work.accept(plain(Map.of("A", "2")))).isEqualTo(new Accepted(waiting.id(), Accepted.Kind.MERGED));
        gate.release(3);
        await(() -> store.runs().unfinished("").isEmpty());
    }

    @Test
    public void answers_many_callers_at_once_each_with_its_own_run() throws Exception {
        start((run, signals) -> GOOD);
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try {
            List<Future<Accepted>> answers = new ArrayList<>();
            for (int index = 0; index < 400; index++) {
                String key = "t" + index / 2;
                answers.add(callers.submit(() -> work.accept(keyed("shop", key))));
            }
            List<Long> fresh = new ArrayList<>();
            List<Long> all = new ArrayList<>();
            for (Future<Accepted> answer : answers) {
                Accepted accepted = answer.get(60, TimeUnit.SECONDS);
                all.add(accepted.id());
                if (accepted.kind() == Accepted.Kind.NEW) {
                    fresh.add(accepted.id());
                }
            }
            assertThat(fresh).doesNotHaveDuplicates().hasSize(200);
            assertThat(all).containsOnlyElementsOf(fresh);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    public void holds_no_thread_while_a_person_is_asked_and_goes_on_after_the_answer() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        start((run, signals) -> {
            calls.incrementAndGet();
            Question question =
                    store.journal().ask(new Question(run.id(), "0", "Deploy to PROD?", "Deploy", List.of(), null));
            return question.answer() == null ? new Ending.Waits(null) : GOOD;
        });
        long id = work.accept(keyed("shop", "t")).id();
        await(() -> state(id) == RunState.WAITING);
        assertThat(work.running()).isZero();
        assertThat(work.answer(id, "0", true, "ada")).isTrue();
        assertThat(work.answer(id, "0", false, "eve")).isFalse();
        await(() -> state(id) == RunState.ENDED);
        assertThat(calls).hasValue(2);
        assertThat(store.journal().questions(id).get(0).answer()).isNotNull();
        assertThat(store.journal().questions(id).get(0).answer().who()).isEqualTo("ada");
    }

    @Test
    public void cancels_what_waits_and_tells_what_runs() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        start(
                (run, signals) -> {
                    signals.onChange(told::countDown);
                    uninterruptibly(told);
                    return new Ending.Ended(RunResult.ABORTED, "aborted by " + signals.abortedBy());
                },
                1);
        long running = work.accept(keyed("shop", "a")).id();
        await(() -> state(running) == RunState.RUNNING);
        long queued = work.accept(keyed("shop", "b")).id();
        assertThat(work.abort(queued, "ada")).isTrue();
        assertThat(run(queued).result()).isEqualTo(RunResult.NOT_BUILT);
        assertThat(run(queued).number()).isZero();
        assertThat(work.abort(running, "ada")).isTrue();
        await(() -> state(running) == RunState.ENDED);
        assertThat(run(running).reason()).isEqualTo("aborted by ada");
        assertThat(work.abort(running, "ada")).isFalse();
    }

    @Test
    public void hands_a_run_over_to_the_next_process() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        start((run, signals) -> {
            begun.countDown();
            signals.onChange(told::countDown);
            uninterruptibly(told);
            return new Ending.HandedOver();
        });
        long id = work.accept(keyed("shop", "t")).id();
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        work.close();
        assertThat(run(id).ended()).isFalse();
        start((run, signals) -> GOOD);
        await(() -> state(id) == RunState.ENDED);
        assertThat(run(id).number()).isEqualTo(1);
    }

    @Test
    public void hands_over_also_what_a_stop_broke_and_interrupted() throws Exception {
        for (RuntimeException broken : List.of(
                new IllegalStateException("nothing can be written on an interrupted thread"),
                new InputException("interrupted while talking to the API server"))) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch told = new CountDownLatch(1);
            start((run, signals) -> {
                signals.onChange(told::countDown);
                begun.countDown();
                uninterruptibly(told);
                Thread.currentThread().interrupt();
                throw broken;
            });
            long id = work.accept(keyed("shop", broken.getMessage())).id();
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            work.close();
            assertThat(run(id).ended()).as(broken.getMessage()).isFalse();
            start((run, signals) -> GOOD);
            await(() -> state(id) == RunState.ENDED);
            assertThat(run(id).result()).isEqualTo(RunResult.SUCCESS);
            work.close();
        }
    }

    @Test
    public void does_not_begin_again_what_it_has_in_hand_however_late_its_heartbeats_are() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch goOn = new CountDownLatch(1);
        start(
                (run, signals) -> {
                    attempts.incrementAndGet();
                    uninterruptibly(goOn);
                    return GOOD;
                },
                4,
                DoomedServer.HASTY);
        long id = work.accept(keyed("shop", "t")).id();
        await(() -> attempts.get() == 1);
        TaskRow task = new TaskRow(store, id);
        long before = task.version();
        // Revived, picked, and left to the one who has it: three versions.
        await(() -> {
            task.missHeartbeats();
            return attempts.get() > 1 || task.version() >= before + 3;
        });
        goOn.countDown();
        await(() -> run(id).ended());
        assertThat(attempts).hasValue(1);
        assertThat(run(id).result()).isEqualTo(RunResult.SUCCESS);
        await(task::isGone);
    }

    @Test
    public void what_waits_looks_again_less_often_with_time_and_at_once_when_a_run_of_its_job_has_ended()
            throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        start((run, signals) -> {
            if (run.number() == 1) {
                uninterruptibly(goOn);
                return GOOD;
            }
            return run(firstOf("shop")).ended() ? GOOD : new Ending.Later();
        });
        long first = work.accept(keyed("shop", "1")).id();
        await(() -> state(first) == RunState.RUNNING);
        long second = work.accept(keyed("shop", "2")).id();
        for (int taken = 0; taken < 20; taken++) {
            assertThat(store.writes().takeUp(second)).isPresent();
        }
        TaskRow task = new TaskRow(store, second);
        await(() -> task.due().filter(Instant.now().plusSeconds(10)::isBefore).isPresent());
        assertThat(task.due()).hasValueSatisfying(due -> assertThat(due)
                .isBefore(Instant.now().plusSeconds(16)));
        assertThat(task.putOff()).isTrue();
        goOn.countDown();
        await(() -> run(second).ended());
        assertThat(run(second).result()).isEqualTo(RunResult.SUCCESS);
    }

    private long firstOf(String job) {
        return store.runs().byNumber(job, 1).orElseThrow().id();
    }

    @Test
    public void what_is_put_off_is_looked_at_again_before_its_time_is_over() throws Exception {
        Instant until = Instant.now().plusSeconds(3);
        start((run, signals) -> Instant.now().isBefore(until) ? new Ending.Later(until) : GOOD);
        long id = work.accept(keyed("shop", "1")).id();
        for (int taken = 0; taken < 20; taken++) {
            assertThat(store.writes().takeUp(id)).isPresent();
        }
        TaskRow task = new TaskRow(store, id);
        await(() -> {
            assertThat(task.due()).satisfiesAnyOf(due -> assertThat(due).isEmpty(), due -> assertThat(due.orElseThrow())
                    .isBefore(until.plusSeconds(2)));
            return run(id).ended();
        });
    }

    @Test
    public void what_was_put_off_and_is_aborted_ends_at_once() throws Exception {
        start((run, signals) -> signals.abortedBy().isEmpty()
                ? new Ending.Later()
                : new Ending.Ended(RunResult.ABORTED, "aborted by " + signals.abortedBy()));
        long id = work.accept(keyed("shop", "1")).id();
        TaskRow task = new TaskRow(store, id);
        await(() -> run(id).attempt() > 0 && task.putOff());
        assertThat(work.abort(id, "ada")).isTrue();
        await(() -> run(id).ended());
        assertThat(run(id).reason()).isEqualTo("aborted by ada");
    }

    @Test
    public void a_target_that_was_given_back_is_taken_at_once_by_who_waits_for_it() throws Exception {
        String target = "prod/shop/web";
        CountDownLatch givesBack = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        start((run, signals) -> {
            store.journal(run).learn(run.id(), new RunFacts("PROD", "shop", "", "", "", true));
            if (!store.writes().lockTarget(target, run)) {
                return new Ending.Later();
            }
            if (run.job().equals("shop")) {
                uninterruptibly(givesBack);
                store.writes().unlockTarget(target, run);
                uninterruptibly(goesOn);
            }
            return GOOD;
        });
        long holder = work.accept(keyed("shop", "1")).id();
        await(() -> store.writes().isTaken(target, 0));
        long waiting = work.accept(keyed("other", "1")).id();
        TaskRow task = new TaskRow(store, waiting);
        await(() -> run(waiting).attempt() > 0 && task.putOff());
        givesBack.countDown();
        await(() -> run(waiting).ended());
        assertThat(run(holder).ended()).isFalse();
        goesOn.countDown();
        await(() -> run(holder).ended());
    }

    @Test
    public void makes_a_failure_of_whatever_an_executor_throws() throws Exception {
        start((run, signals) -> {
            if (run.key().equals("known")) {
                throw new InputException("the Jenkinsfile has no stages");
            }
            throw new IllegalStateException("secret detail");
        });
        long known = work.accept(keyed("shop", "known")).id();
        long unknown = work.accept(keyed("shop", "unknown")).id();
        await(() -> store.runs().unfinished("").isEmpty());
        assertThat(run(known).result()).isEqualTo(RunResult.FAILURE);
        assertThat(run(known).reason()).isEqualTo("the Jenkinsfile has no stages");
        assertThat(run(unknown).reason()).contains("IllegalStateException").doesNotContain("secret detail");
    }

    @Test
    public void repeats_the_callback_until_it_is_taken_and_then_never_again() throws Exception {
        List<Long> sent = Collections.synchronizedList(new ArrayList<>());
        CallbackSender sender = new CallbackSender() {
            @Override
            public boolean wants(Run run) {
                return !run.key().isEmpty();
            }

            @Override
            public Answer send(Run ended) {
                sent.add(ended.id());
                return sent.size() < 2 ? Answer.TRY_LATER : Answer.SENT;
            }
        };
        work = Work.start(store, (run, signals) -> GOOD, sender, Work.Bounds.DEFAULT);
        long id = work.accept(keyed("shop", "t")).id();
        await(() -> run(id).callback() == CallbackState.SENT);
        assertThat(sent).containsExactly(id, id);
        long other = work.accept(plain(Map.of())).id();
        await(() -> run(other).ended());
        assertThat(run(other).callback()).isEqualTo(CallbackState.NONE);
    }

    @Test
    public void turns_away_what_it_cannot_hold() {
        Semaphore gate = new Semaphore(0);
        work = Work.start(
                store,
                (run, signals) -> {
                    gate.acquireUninterruptibly();
                    return GOOD;
                },
                CallbackSender.NOBODY,
                new Work.Bounds(1, 3));
        assertThatThrownBy(() -> {
                    for (int index = 0; index < 10; index++) {
                        work.accept(keyed("shop", "t" + index));
                    }
                })
                .isInstanceOf(QueueFullException.class)
                .hasMessageContaining("3 runs wait");
        gate.release(100);
    }

    @Test
    public void answers_what_it_knows_even_when_it_takes_nothing_new() {
        Semaphore gate = new Semaphore(0);
        work = Work.start(
                store,
                (run, signals) -> {
                    gate.acquireUninterruptibly();
                    return GOOD;
                },
                CallbackSender.NOBODY,
                new Work.Bounds(1, 1));
        Accepted first = work.accept(keyed("shop", "t"));
        assertThatThrownBy(() -> work.accept(keyed("shop", "other"))).isInstanceOf(QueueFullException.class);
        assertThat(work.accept(keyed("shop", "t"))).isEqualTo(new Accepted(first.id(), Accepted.Kind.REPEATED));
        gate.release(1);
    }

    @Test
    public void tells_the_console_at_once_even_if_all_threads_are_busy_with_runs() throws Exception {
        Semaphore gate = new Semaphore(0);
        work = Work.start(
                store,
                (run, signals) -> {
                    store.journal().start(run.id());
                    gate.acquireUninterruptibly();
                    return GOOD;
                },
                accepting(run -> {}),
                new Work.Bounds(1, 100));
        long running = work.accept(keyed("shop", "a")).id();
        await(() -> state(running) == RunState.RUNNING);
        long queued = work.accept(keyed("shop", "b")).id();
        assertThat(work.abort(queued, "ada")).isTrue();
        await(() -> run(queued).callback() == CallbackState.SENT);
        assertThat(state(running)).isEqualTo(RunState.RUNNING);
        gate.release(1);
    }

    @Test
    public void ends_a_run_that_breaks_java_itself_with_a_clear_verdict() throws Exception {
        start((run, signals) -> {
            throw new NoClassDefFoundError("some/Class");
        });
        long id = work.accept(keyed("shop", "t")).id();
        await(() -> state(id) == RunState.ENDED);
        assertThat(run(id).result()).isEqualTo(RunResult.FAILURE);
        assertThat(run(id).reason()).contains("NoClassDefFoundError");
    }

    @Test
    public void does_not_begin_a_run_whose_cancelling_a_crash_cut_short() throws Exception {
        Work unfinished =
                Work.start(store, (run, signals) -> new Ending.Later(), CallbackSender.NOBODY, Work.Bounds.DEFAULT);
        long id = unfinished.accept(keyed("shop", "t")).id();
        unfinished.close();
        assertThat(store.writes().abort(id, "ada", waiting -> {})).isPresent();
        AtomicInteger calls = new AtomicInteger();
        start((run, signals) -> {
            calls.incrementAndGet();
            return GOOD;
        });
        await(() -> state(id) == RunState.ENDED);
        assertThat(run(id).result()).isEqualTo(RunResult.NOT_BUILT);
        assertThat(run(id).reason()).isEqualTo("It was cancelled by ada before it began.");
        assertThat(calls).hasValue(0);
    }

    @Test
    public void has_no_task_for_a_run_from_the_moment_it_waits_for_a_person() throws Exception {
        start((run, signals) -> {
            Question question =
                    store.journal().ask(new Question(run.id(), "0", "Deploy to PROD?", "Deploy", List.of(), null));
            return question.answer() == null ? new Ending.Waits(null) : GOOD;
        });
        for (int round = 0; round < 10; round++) {
            long id = work.accept(keyed("shop", "t" + round)).id();
            await(() -> state(id) == RunState.WAITING);
            assertThat(tasks()).isZero();
            assertThat(work.answer(id, "0", true, "ada")).isTrue();
            await(() -> state(id) == RunState.ENDED);
            await(() -> tasks() == 0);
        }
    }

    @Test
    public void answers_every_caller_when_it_closes() throws Exception {
        start((run, signals) -> GOOD);
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> taken = new ArrayList<>();
            CountDownLatch busy = new CountDownLatch(8);
            for (int caller = 0; caller < 8; caller++) {
                String prefix = caller + "-";
                taken.add(callers.submit(() -> acceptUntilRefused(prefix, busy)));
            }
            assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
            work.close();
            int all = 0;
            for (Future<Integer> one : taken) {
                all += one.get(60, TimeUnit.SECONDS);
            }
            assertThat(store.runs().ofJob("shop", 1_000_000, Long.MAX_VALUE)).hasSize(all);
        } finally {
            callers.shutdownNow();
        }
    }

    private int acceptUntilRefused(String prefix, CountDownLatch busy) {
        for (int count = 0; ; count++) {
            try {
                work.accept(keyed("shop", prefix + count));
            } catch (QueueFullException closed) {
                return count;
            }
            if (count == 3) {
                busy.countDown();
            }
        }
    }

    @Test
    public void prunes_by_itself() throws Exception {
        for (int build = 0; build < 3; build++) {
            long id = store.writes()
                    .accept(List.of(keyed("shop", "t" + build)), 100, ids -> {})
                    .get(0)
                    .orElseThrow()
                    .id();
            store.journal().start(id);
            store.journal().append(id, "a log\n");
            store.writes().end(id, RunResult.SUCCESS, "", CallbackState.NONE, () -> {});
        }
        work = Work.start(store, (run, signals) -> GOOD, CallbackSender.NOBODY, new Work.Bounds(4, 100, 1));
        long oldest = store.runs().byNumber("shop", 1).orElseThrow().id();
        await(() -> log(oldest).startsWith("[Drawbridge] discarded"));
        long newest = store.runs().byNumber("shop", 3).orElseThrow().id();
        assertThat(log(newest)).isEqualTo("a log\n");
    }

    private String log(long id) {
        return new String(store.journal().log(id, 0, 1000).bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private int tasks() {
        try (Connection connection = store.dataSource().getConnection();
                ResultSet count = connection.createStatement().executeQuery("select count(*) from scheduled_tasks")) {
            count.next();
            return count.getInt(1);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private static CallbackSender accepting(Consumer<Run> told) {
        return new CallbackSender() {
            @Override
            public boolean wants(Run run) {
                return true;
            }

            @Override
            public Answer send(Run ended) {
                told.accept(ended);
                return Answer.SENT;
            }
        };
    }

    @Test
    public void reads_the_log_from_any_byte_and_never_splits_a_character() {
        start((run, signals) -> GOOD);
        long id = work.accept(keyed("shop", "t")).id();
        store.journal().append(id, "grün\n");
        store.journal().append(id, "€uro\0\n");
        String whole = new String(store.journal().log(id, 0, 1000).bytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(whole).isEqualTo("grün\n€uro\uFFFD\n");
        assertThat(store.journal().log(id, 6, 2).bytes()).isEmpty();
        assertThat(store.journal().log(id, 6, 3).bytes()).hasSize(3);
        assertThat(store.journal().log(id, 9, 100).end())
                .isEqualTo(whole.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
        assertThat(store.journal().log(id, 9_999, 100).bytes()).isEmpty();
    }

    private void start(RunExecutor executor) {
        start(executor, 4);
    }

    private void start(RunExecutor executor, int threads) {
        start(executor, threads, Pace.DEFAULT);
    }

    private void start(RunExecutor executor, int threads, Pace pace) {
        RunExecutor started =
                (run, signals) -> executor.execute(store.journal(run).start(run.id()), signals);
        work = Work.start(store, started, CallbackSender.NOBODY, new Work.Bounds(threads, 10_000), pace);
    }

    private static NewRun keyed(String job, String key) {
        return new NewRun(job, Map.of("TRIGGER_ID", key), key, CONSOLE, null);
    }

    private static NewRun plain(Map<String, String> parameters) {
        return new NewRun("shop", parameters, "", CONSOLE, null);
    }

    private Run run(long id) {
        return store.runs().byId(id).orElseThrow();
    }

    private RunState state(long id) {
        return run(id).state();
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        Predicate<Condition> holds = Condition::holds;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!holds.test(condition)) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void uninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
