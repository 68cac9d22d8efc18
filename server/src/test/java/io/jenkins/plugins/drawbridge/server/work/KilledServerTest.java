package io.jenkins.plugins.drawbridge.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.config.DatabaseSettings;
import io.jenkins.plugins.drawbridge.server.store.CallbackState;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.StepRecord;
import io.jenkins.plugins.drawbridge.server.store.Store;
import io.jenkins.plugins.drawbridge.server.store.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Kills real server processes with {@code kill -9} and looks at what the next one finds. */
@RunWith(Parameterized.class)
public class KilledServerTest {

    private static final int TRIGGERS = 24;

    /** A moment to kill at: the server has just said a word for so many times. */
    private record Moment(DoomedServer.Manner manner, String word, int times) {

        static Moment when(String word, int times) {
            return new Moment(DoomedServer.Manner.ORDERLY, word, times);
        }
    }

    /** While triggers arrive, while runs are in hand, between end and callback, while the Console is told. */
    private static final List<Moment> ALL = List.of(
            Moment.when("accepted", 1),
            Moment.when("step", 1),
            Moment.when("accepted", 17),
            new Moment(DoomedServer.Manner.STUCK_BEFORE_THE_CALLBACK, "telling", 2),
            Moment.when("step", 30),
            Moment.when("ended", 1),
            Moment.when("telling", 1),
            new Moment(DoomedServer.Manner.STUCK_IN_A_RUN, "step", 4),
            Moment.when("told", 1),
            Moment.when("ended", 15),
            Moment.when("told", 20),
            Moment.when("accepted", 24));

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final TestDatabase kind;
    private DatabaseSettings database;
    private Path toldFile;
    private ToldConsole console;

    private final Map<String, Long> accepted = new HashMap<>();
    private final Map<Long, String> logs = new HashMap<>();
    private final Map<Long, Integer> settled = new HashMap<>();

    public KilledServerTest(TestDatabase kind) {
        this.kind = kind;
    }

    @Parameters(name = "{0}")
    public static Object[] databases() {
        return TestDatabase.values();
    }

    @Before
    public void prepare() {
        database = kind.fresh(folder.getRoot().toPath());
        toldFile = folder.getRoot().toPath().resolve("told");
        console = new ToldConsole(toldFile, line -> {});
    }

    @Test
    public void loses_nothing_and_does_nothing_twice_whenever_it_is_killed() throws Exception {
        // One moment of each sort is enough to see that PostgreSQL keeps the same promises; H2 has them all.
        List<Moment> moments = kind == TestDatabase.H2 ? ALL : ALL.subList(2, 6);
        for (int round = 0; round < moments.size(); round++) {
            killAt(moments.get(round), keys(round));
            lookAtWhatIsThere();
        }
        finish();
    }

    /** New ones, and each time some that were accepted before. */
    private List<String> keys(int round) {
        List<String> keys = new ArrayList<>(accepted.keySet().stream().limit(3).toList());
        for (int index = 0; index < TRIGGERS; index++) {
            keys.add(round + "-" + index);
        }
        return keys;
    }

    private void killAt(Moment moment, List<String> keys) throws Exception {
        try (DoomedProcess server = DoomedProcess.start(database, toldFile, moment.manner(), keys)) {
            server.awaits(moment.word(), moment.times());
            for (String line : server.kill()) {
                String[] words = line.split(" ");
                if (words[0].equals("accepted")) {
                    Long id = Long.valueOf(words[2]);
                    assertThat(accepted.getOrDefault(words[1], id))
                            .as("the same answer for a key that comes again")
                            .isEqualTo(id);
                    accepted.put(words[1], id);
                }
            }
        }
    }

    private void lookAtWhatIsThere() throws IOException {
        try (Store store = Store.open(database, Clock.systemUTC())) {
            accepted.forEach((key, id) -> {
                Run run = store.runs().byId(id).orElseThrow();
                assertThat(run.key()).isEqualTo(key);
                String log = log(store, id);
                assertThat(log).as("what the log had").startsWith(logs.getOrDefault(id, ""));
                logs.put(id, log);
            });
            assertThat(store.runs().ofJob("shop", 100_000, Long.MAX_VALUE))
                    .extracting(Run::key)
                    .doesNotHaveDuplicates()
                    .containsAll(accepted.keySet());
            callbacks(store);
        }
    }

    /** What was told and written down as such is never told again; a kill between the two is known to nobody. */
    private void callbacks(Store store) throws IOException {
        Map<Long, Integer> told = console.told();
        settled.forEach((id, times) -> assertThat(told.get(id)).as("run %s", id).isEqualTo(times));
        for (Run run : store.runs().ofJob("shop", 100_000, Long.MAX_VALUE)) {
            if (run.callback() == CallbackState.SENT) {
                assertThat(told).containsKey(run.id());
                settled.put(run.id(), told.get(run.id()));
            }
        }
    }

    private void finish() throws Exception {
        try (Store store = Store.open(database, Clock.systemUTC())) {
            Work work = Work.start(
                    store, new SteppedRun(store, line -> {}), console, Work.Bounds.DEFAULT, DoomedServer.PACE);
            try {
                awaitEnds(store);
            } finally {
                work.close();
            }
            for (Map.Entry<String, Long> entry : accepted.entrySet()) {
                complete(store, entry.getKey(), entry.getValue());
            }
        }
        lookAtWhatIsThere();
        int all = settled.size();
        assertThat(settled.keySet()).containsAll(accepted.values());
        // Only a kill between the Console's answer and our note of it may repeat one; two are told at a time.
        int repeated = settled.values().stream().mapToInt(times -> times).sum() - all;
        assertThat(repeated).as("callbacks that were repeated").isBetween(0, 2 * ALL.size());
    }

    private static void complete(Store store, String key, long id) {
        Run run = store.runs().byId(id).orElseThrow();
        assertThat(run.result()).isEqualTo(RunResult.SUCCESS);
        assertThat(run.number()).isPositive();
        assertThat(store.journal().steps(id))
                .hasSize(SteppedRun.STEPS)
                .allMatch(step -> step.status() == StepRecord.Status.DONE);
        for (int step = 0; step < SteppedRun.STEPS; step++) {
            assertThat(log(store, id)).contains(SteppedRun.line(key, String.valueOf(step)));
        }
    }

    private static String log(Store store, long id) {
        return new String(store.journal().log(id, 0, 100_000).bytes(), StandardCharsets.UTF_8);
    }

    private static void awaitEnds(Store store) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!store.runs().ofJob("shop", 100_000, Long.MAX_VALUE).stream()
                .allMatch(run -> run.callback() == CallbackState.SENT)) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    public void tells_the_console_once_of_a_run_that_ended_just_before_the_kill() throws Exception {
        try (DoomedProcess server = DoomedProcess.start(
                database, toldFile, DoomedServer.Manner.STUCK_BEFORE_THE_CALLBACK, List.of("only"))) {
            server.awaits("telling", 1).kill();
        }
        assertThat(console.told()).isEmpty();
        try (Store store = Store.open(database, Clock.systemUTC())) {
            Run ended = store.runs().byNumber("shop", 1).orElseThrow();
            assertThat(ended.ended()).isTrue();
            Work work = Work.start(
                    store,
                    (run, signals) -> {
                        throw new AssertionError("it had ended");
                    },
                    console,
                    Work.Bounds.DEFAULT,
                    DoomedServer.PACE);
            awaitEnds(store);
            work.close();
            assertThat(console.told()).containsExactly(Map.entry(ended.id(), 1));
        }
    }
}
