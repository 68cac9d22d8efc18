package io.jenkins.plugins.drawbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.jenkins.plugins.drawbridge.server.config.DatabaseSettings;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.groups.Tuple;
import org.flywaydb.core.api.MigrationVersion;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

@RunWith(Parameterized.class)
public class StoreTest {

    private static final Cause ADA = new Cause(Cause.Kind.USER, "ada", "10.0.0.7");
    private static final String TARGET = "prod/shop/web";
    private static final Instant NOW = Instant.parse("2024-05-01T10:00:00.123456Z");

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final TestDatabase database;
    private DatabaseSettings settings;
    private Store store;

    public StoreTest(TestDatabase database) {
        this.database = database;
    }

    @Parameters(name = "{0}")
    public static Object[] databases() {
        return TestDatabase.values();
    }

    @Before
    public void open() {
        settings = database.fresh(folder.getRoot().toPath());
        store = Store.open(settings, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @After
    public void close() {
        store.close();
    }

    private void reopen() {
        store.close();
        store = Store.open(settings, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    public void keeps_everything_that_is_known_of_a_run() {
        Rollback rollback = new Rollback(7, "0/1");
        NewRun request = new NewRun("folder/shop", Map.of("A", "ü\0", "B", ""), "", ADA, rollback);
        long id = accept(request).id();
        assertThat(store.writes().takeUp(id)).map(Run::attempt).contains(1);
        store.journal().start(id);
        RunFacts facts = new RunFacts("PROD", "shop", "main", "c0ffee", "smart_deploy", true);
        store.journal().learn(id, facts);
        store.journal().mark(id, RunResult.UNSTABLE);
        reopen();
        assertThat(store.runs().byId(id))
                .contains(new Run(
                        id,
                        "folder/shop",
                        1,
                        RunState.RUNNING,
                        RunResult.UNSTABLE,
                        "",
                        Map.of("A", "ü\0", "B", ""),
                        "",
                        ADA,
                        rollback,
                        facts,
                        "",
                        1,
                        CallbackState.NONE,
                        NOW,
                        NOW,
                        null));
        assertThat(store.runs().byNumber("folder/shop", 1)).map(Run::id).contains(id);
        assertThat(store.runs().nextNumber("folder/shop")).isEqualTo(2);
    }

    @Test
    public void brings_a_database_of_an_earlier_version_up_to_date_and_keeps_what_it_held() throws Exception {
        DatabaseSettings older = database.fresh(folder.newFolder().toPath());
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        AuditEntry entry = new AuditEntry(NOW, "ada", "trigger", "shop", "10.0.0.7", "accepted");
        NewRun request = keyed("shop", "msg_1");
        long id;
        try (HikariDataSource source = Database.open(older, MigrationVersion.fromVersion("3"))) {
            Jdbi jdbi = Jdbi.create(source);
            id = new RunWrites(jdbi, new JoinedDataSource(source), clock)
                    .accept(List.of(request), 10, ids -> {})
                    .get(0)
                    .orElseThrow()
                    .id();
            new JdbiAudit(jdbi).add(entry);
        }
        store.close();
        store = Store.open(older, clock);
        assertThat(store.audit()
                        .page(new AuditQuery("ada", "trigger", Place.newest(5)))
                        .rows())
                .containsExactly(entry);
        assertThat(store.runs()
                        .page(new RunQuery("shop", "", null, Place.newest(5)))
                        .rows())
                .extracting(Run::id)
                .containsExactly(id);
        assertThat(accept(request.by(new Message("msg_1", "a")))).isEqualTo(new Accepted(id, Accepted.Kind.REPEATED));
        assertThat(accept(request.by(new Message("msg_1", "b"))).kind()).isEqualTo(Accepted.Kind.CONTRADICTED);
    }

    @Test
    public void finds_nothing_for_what_no_text_of_a_database_can_be() {
        assertThat(store.audit()
                        .page(new AuditQuery("a\0", "b\0", Place.newest(5)))
                        .rows())
                .isEmpty();
        assertThat(store.runs()
                        .page(new RunQuery("shop", "c\0", null, Place.newest(5)))
                        .rows())
                .isEmpty();
    }

    @Test
    public void lists_runs_by_job_by_environment_and_by_result() {
        long good = ended("shop", RunResult.SUCCESS);
        long bad = ended("shop", RunResult.FAILURE);
        long other = ended("other", RunResult.SUCCESS);
        long waiting = accept(keyed("shop", "last")).id();
        store.journal().learn(good, new RunFacts("DEV", "", "", "", "", false));
        assertThat(store.runs().recent(3)).extracting(Run::id).containsExactly(waiting, other, bad);
        assertThat(store.runs().ofJob("shop", 10, waiting)).extracting(Run::id).containsExactly(bad, good);
        assertThat(store.runs().ofEnvironment("DEV", 10)).extracting(Run::id).containsExactly(good);
        assertThat(store.runs().unfinished("shop")).extracting(Run::id).containsExactly(waiting);
        assertThat(store.runs().unfinished("other")).isEmpty();
        assertThat(store.runs().last("shop")).map(Run::id).contains(bad);
        assertThat(store.runs().last("shop", RunResult.SUCCESS)).map(Run::id).contains(good);
        assertThat(store.runs().last("shop", RunResult.ABORTED)).isEmpty();
    }

    @Test
    public void writes_steps_sections_and_questions_through() {
        long id = accept(keyed("shop", "t")).id();
        StepRecord begun = step("0", StepRecord.Status.RUNNING, null);
        StepRecord done = step("0", StepRecord.Status.DONE, NOW);
        DeploySection planned = new DeploySection("0/1", "smartDiff", "{}", "{\"now\":1}", "", NOW);
        DeploySection reported = new DeploySection("0/1", "smartDiff", "{}", "", "x".repeat(300_000), NOW);
        store.journal().put(id, begun);
        store.journal().put(id, step("1", StepRecord.Status.SKIPPED, NOW));
        store.journal().put(id, done);
        store.journal().put(id, planned);
        store.journal().put(id, reported);
        Question asked = store.journal().ask(new Question(id, "2", "Deploy?", "Yes", List.of("ada", "eve"), null));
        assertThat(store.writes().answer(id, "2", true, "ada", () -> {})).isTrue();
        reopen();
        assertThat(store.journal().steps(id)).containsExactly(done, step("1", StepRecord.Status.SKIPPED, NOW));
        assertThat(store.journal().step(id, "0")).contains(done);
        assertThat(store.journal().step(id, "9")).isEmpty();
        assertThat(store.journal().sections(id)).containsExactly(reported);
        assertThat(store.journal().sectionsChangedAt(id)).contains(NOW);
        assertThat(store.journal().sectionsChangedAt(id + 1)).isEmpty();
        assertThat(store.journal().ask(asked).answer()).isEqualTo(new Question.Answer(true, "ada", NOW));
        assertThat(store.journal().questions(id))
                .containsExactly(store.journal().ask(asked));
    }

    @Test
    public void reads_a_log_of_many_pieces_from_any_byte_and_never_splits_a_character() {
        long id = accept(keyed("shop", "t")).id();
        StringBuilder whole = new StringBuilder();
        for (int line = 0; line < 50; line++) {
            String text = "Zeile " + line + ": grün für 5 € 🚢\n";
            store.journal().append(id, text);
            whole.append(text);
        }
        reopen();
        byte[] bytes = whole.toString().getBytes(StandardCharsets.UTF_8);
        StringBuilder read = new StringBuilder();
        LogPart part = store.journal().log(id, 0, 7);
        while (part.bytes().length > 0) {
            read.append(new String(part.bytes(), StandardCharsets.UTF_8));
            part = store.journal().log(id, part.end(), 7);
        }
        assertThat(read.toString()).isEqualTo(whole.toString());
        assertThat(part.end()).isEqualTo(bytes.length);
        assertThat(part.more()).isTrue();
        end(id, RunResult.SUCCESS);
        assertThat(store.journal().log(id, 0, bytes.length).more()).isFalse();
        assertThat(store.journal().log(id, 10, 10).more()).isTrue();
    }

    @Test
    public void reads_no_more_of_a_long_log_than_was_asked_for() {
        long id = accept(keyed("shop", "t")).id();
        String piece = "0123456789abcde\n".repeat(4_096);
        for (int count = 0; count < 250; count++) {
            store.journal().append(id, piece);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (long offset : List.of(0L, 8L << 20, 15L << 20)) {
            long before = threads.getCurrentThreadAllocatedBytes();
            LogPart part = store.journal().log(id, offset, 100_000);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(part.end()).isEqualTo(offset + 100_000);
            assertThat(new String(part.bytes(), StandardCharsets.UTF_8))
                    .isEqualTo(piece.repeat(2).substring(0, 100_000));
            assertThat(allocated).as("allocated to read 100 kB of 16 MB").isLessThan(5_000_000);
        }
    }

    @Test
    public void leaves_out_what_makes_a_log_too_long() {
        long id = accept(keyed("shop", "t")).id();
        String megabyte = "0123456789abcde\n".repeat(65_536);
        for (int piece = 0; piece < 25; piece++) {
            store.journal().append(id, megabyte);
        }
        long end = store.journal().log(id, Long.MAX_VALUE, 1).end();
        assertThat(end).isBetween(LogRows.MOST_BYTES, LogRows.MOST_BYTES + 100);
        assertThat(new String(store.journal().log(id, end - 60, 100).bytes(), StandardCharsets.UTF_8))
                .endsWith("left out: it is too long]\n");
    }

    @Test
    public void cuts_also_the_one_text_that_makes_a_log_too_long() {
        long id = accept(keyed("shop", "t")).id();
        store.journal().append(id, "first\n");
        store.journal().append(id, "€".repeat(8 * 1024 * 1024));
        store.journal().append(id, "never\n");
        long end = store.journal().log(id, Long.MAX_VALUE, 1).end();
        assertThat(end).isBetween(LogRows.MOST_BYTES, LogRows.MOST_BYTES + 100);
        assertThat(new String(
                        store.journal().log(id, LogRows.MOST_BYTES - 11, 200).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("€€€\n[the rest of this log was left out: it is too long]\n");
    }

    @Test
    public void tells_when_the_turn_of_a_run_came_and_shows_it_among_no_steps() {
        long id = accept(keyed("shop", "t")).id();
        assertThat(store.journal().turn(id)).isEqualTo(NOW);
        store.close();
        store = Store.open(settings, Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC));
        assertThat(store.journal().turn(id)).isEqualTo(NOW);
        assertThat(store.journal().steps(id)).isEmpty();
    }

    @Test
    public void gives_builds_of_one_job_different_numbers_whoever_starts_them() throws Exception {
        List<Long> ids = new ArrayList<>();
        for (int index = 0; index < 24; index++) {
            ids.add(accept(keyed("shop", "t" + index)).id());
        }
        ExecutorService starters = Executors.newFixedThreadPool(6);
        try {
            List<Future<Integer>> numbers = new ArrayList<>();
            for (long id : ids) {
                numbers.add(starters.submit(() -> store.journal().start(id).number()));
            }
            Set<Integer> given = new HashSet<>();
            for (Future<Integer> number : numbers) {
                given.add(number.get(60, TimeUnit.SECONDS));
            }
            assertThat(given).hasSize(24).allMatch(number -> number >= 1 && number <= 24);
        } finally {
            starters.shutdownNow();
        }
    }

    @Test
    public void keeps_the_result_of_a_run_that_has_ended() {
        long id = ended("shop", RunResult.ABORTED);
        store.journal().mark(id, RunResult.SUCCESS);
        assertThat(store.writes().end(id, RunResult.FAILURE, "late", CallbackState.DUE, () -> {}))
                .isFalse();
        assertThat(store.journal().start(id).state()).isEqualTo(RunState.ENDED);
        assertThat(run(id).result()).isEqualTo(RunResult.ABORTED);
        assertThat(run(id).reason()).isEmpty();
    }

    @Test
    public void does_nothing_when_what_was_to_be_done_alongside_fails() {
        long id = accept(keyed("shop", "t")).id();
        store.journal().start(id);
        store.journal().ask(new Question(id, "0", "?", "ok", List.of(), null));
        Runnable broken = () -> {
            throw new IllegalStateException("no disk");
        };
        assertThatThrownBy(() -> store.writes().waits(id, broken)).hasMessage("no disk");
        assertThatThrownBy(() -> store.writes().answer(id, "0", true, "ada", broken))
                .hasMessage("no disk");
        assertThatThrownBy(() -> store.writes().end(id, RunResult.SUCCESS, "", CallbackState.DUE, broken))
                .hasMessage("no disk");
        assertThatThrownBy(() -> store.writes().accept(List.of(keyed("shop", "new")), 100, ids -> broken.run()))
                .hasMessage("no disk");
        assertThat(run(id).state()).isEqualTo(RunState.RUNNING);
        assertThat(store.journal().questions(id).get(0).answer()).isNull();
        assertThat(store.runs().recent(10)).hasSize(1);
    }

    @Test
    public void turns_away_only_what_is_new_when_too_many_wait() {
        List<Optional<Accepted>> answers = store.writes()
                .accept(List.of(keyed("a", "1"), keyed("a", "2"), keyed("a", "1"), keyed("a", "3")), 2, ids -> {});
        assertThat(answers.get(3)).isEmpty();
        assertThat(answers.subList(0, 3))
                .extracting(answer -> answer.orElseThrow().kind())
                .containsExactly(Accepted.Kind.NEW, Accepted.Kind.NEW, Accepted.Kind.REPEATED);
        assertThat(store.writes().accept(List.of(keyed("a", "2"), keyed("a", "4")), 2, ids -> {}))
                .containsExactly(
                        Optional.of(new Accepted(answers.get(1).orElseThrow().id(), Accepted.Kind.REPEATED)),
                        Optional.empty());
    }

    @Test
    public void takes_a_message_once_and_refuses_its_id_for_another_body_also_in_the_same_commit() {
        NewRun first = keyed("shop", "t1").by(new Message("msg_1", "digest-1"));
        NewRun other = keyed("shop", "t2").by(new Message("msg_1", "digest-2"));
        NewRun elsewhere = keyed("other", "t2").by(new Message("msg_1", "digest-2"));
        assertThat(store.writes().accept(List.of(other, first, keyed("shop", "t3"), elsewhere), 100, ids -> {}))
                .extracting(answer -> answer.orElseThrow().kind())
                .containsExactly(Accepted.Kind.NEW, Accepted.Kind.CONTRADICTED, Accepted.Kind.NEW, Accepted.Kind.NEW);
        reopen();
        assertThat(accept(other).kind()).isEqualTo(Accepted.Kind.REPEATED);
        assertThat(accept(first)).isEqualTo(new Accepted(0, Accepted.Kind.CONTRADICTED));
        assertThat(store.runs().recent(10)).hasSize(3);
    }

    @Test
    public void a_message_that_was_turned_away_may_come_again() {
        NewRun first = keyed("shop", "t1").by(new Message("msg_1", "digest-1"));
        assertThat(store.writes().accept(List.of(first), 0, ids -> {})).containsExactly(Optional.empty());
        assertThat(accept(keyed("shop", "t2").by(new Message("msg_1", "digest-2")))
                        .kind())
                .isEqualTo(Accepted.Kind.NEW);
    }

    @Test
    public void lets_one_run_at_a_time_deploy_to_a_target() {
        Run first = run(accept(keyed("shop", "1")).id());
        Run second = run(accept(keyed("shop", "2")).id());
        assertThat(store.writes().lockTarget(TARGET, first)).isTrue();
        assertThat(store.writes().lockTarget(TARGET, first)).isTrue();
        assertThat(store.writes().lockTarget(TARGET, second)).isFalse();
        assertThat(store.writes().isTaken(TARGET, second.id())).isTrue();
        assertThat(store.writes().isTaken(TARGET, first.id())).isFalse();
        assertThat(store.writes().lockTarget("prod/shop/api", second)).isTrue();
        store.writes().unlockTarget(TARGET, second);
        assertThat(store.writes().lockTarget(TARGET, second)).isFalse();
        store.writes().unlockTarget(TARGET, first);
        assertThat(store.writes().isTaken(TARGET, second.id())).isFalse();
        assertThat(store.writes().lockTarget(TARGET, second)).isTrue();
        end(second.id(), RunResult.SUCCESS);
        assertThat(store.writes().lockTarget("prod/shop/api", first)).isTrue();
    }

    @Test
    public void gives_no_target_to_an_attempt_that_is_not_the_newest_or_whose_run_has_ended() {
        long id = accept(keyed("shop", "1")).id();
        Run stale = store.writes().takeUp(id).orElseThrow();
        Run newest = store.writes().takeUp(id).orElseThrow();
        assertThatThrownBy(() -> store.writes().lockTarget(TARGET, stale)).isInstanceOf(TakenOverException.class);
        assertThat(store.writes().lockTarget(TARGET, newest)).isTrue();
        store.writes().unlockTarget(TARGET, stale);
        assertThat(store.writes().isTaken(TARGET, 0)).isTrue();
        end(id, RunResult.SUCCESS);
        assertThatThrownBy(() -> store.writes().lockTarget(TARGET, newest)).isInstanceOf(TakenOverException.class);
        assertThat(store.writes().isTaken(TARGET, 0)).isFalse();
    }

    @Test
    public void what_a_run_that_has_ended_left_locked_is_nobodys() {
        long ended = ended("shop", RunResult.SUCCESS);
        Run next = run(accept(keyed("shop", "2")).id());
        Jdbi.create(store.dataSource())
                .useHandle(
                        handle -> handle.execute("insert into deploy_lock (target, run) values (?, ?)", TARGET, ended));
        assertThat(store.writes().isTaken(TARGET, next.id())).isFalse();
        assertThat(store.writes().lockTarget(TARGET, next)).isTrue();
        assertThat(store.writes().isTaken(TARGET, 0)).isTrue();
    }

    @Test
    public void every_run_that_ends_is_in_the_audit_trail_with_who_asked_for_it_and_from_where() {
        NewRun request =
                new NewRun("team/shop", Map.of(), "", new Cause(Cause.Kind.CONSOLE, "console", "10.9.8.7"), null);
        long id = accept(request).id();
        store.journal().start(id);
        store.journal().learn(id, new RunFacts("PROD", "", "", "", "", true));
        assertThat(store.audit().latest(10)).isEmpty();
        assertThat(store.writes().end(id, RunResult.FAILURE, "why", CallbackState.NONE, () -> {}))
                .isTrue();
        assertThat(store.writes().end(id, RunResult.SUCCESS, "", CallbackState.NONE, () -> {}))
                .isFalse();
        assertThat(store.audit().latest(10))
                .containsExactly(new AuditEntry(
                        NOW, "console", "run", "team/shop #1 (" + id + ") to PROD", "10.9.8.7", "FAILURE"));
    }

    @Test
    public void adds_to_the_audit_trail_and_reads_the_newest_first() {
        AuditEntry trigger = new AuditEntry(NOW, "console", "trigger", "shop #1", "10.0.0.7", "accepted");
        AuditEntry refused = new AuditEntry(NOW, "eve", "abort", "x".repeat(2_000), "10.0.0.8", "no");
        store.audit().add(trigger);
        store.audit().add(refused);
        reopen();
        assertThat(store.audit().latest(10)).hasSize(2);
        assertThat(store.audit().latest(10).get(0).subject()).hasSize(1000).endsWith("x…");
        assertThat(store.audit().latest(10).get(1)).isEqualTo(trigger);
        assertThat(store.audit().latest(1)).extracting(AuditEntry::who).containsExactly("eve");
    }

    @Test
    public void turns_the_pages_of_the_audit_trail_to_both_ends_and_keeps_to_whom_and_what_one_looks_for() {
        for (int entry = 1; entry <= 12; entry++) {
            store.audit().add(new AuditEntry(NOW, entry % 2 == 0 ? "ada" : "eve", "abort", "" + entry, "", ""));
        }
        store.audit().add(new AuditEntry(NOW, "ada", "check", "13", "", ""));

        Page<AuditEntry> newest = audited("", "", Place.newest(5));
        assertThat(newest.rows()).extracting(AuditEntry::subject).containsExactly("13", "12", "11", "10", "9");
        assertThat(newest.newer()).isZero();
        Page<AuditEntry> middle = audited("", "", new Place(newest.older(), 0, 5));
        assertThat(middle.rows()).extracting(AuditEntry::subject).containsExactly("8", "7", "6", "5", "4");
        Page<AuditEntry> oldest = audited("", "", new Place(middle.older(), 0, 5));
        assertThat(oldest.rows()).extracting(AuditEntry::subject).containsExactly("3", "2", "1");
        assertThat(oldest.older()).isZero();
        assertThat(audited("", "", new Place(Long.MAX_VALUE, oldest.newer(), 5)))
                .isEqualTo(middle);
        assertThat(audited("", "", new Place(Long.MAX_VALUE, middle.newer(), 5)))
                .isEqualTo(newest);

        Page<AuditEntry> adas = audited("ada", "abort", Place.newest(4));
        assertThat(adas.rows()).extracting(AuditEntry::subject).containsExactly("12", "10", "8", "6");
        assertThat(audited("ada", "abort", new Place(adas.older(), 0, 4)).rows())
                .extracting(AuditEntry::subject)
                .containsExactly("4", "2");
        assertThat(audited("nobody", "", Place.newest(4))).isEqualTo(new Page<>(List.of(), 0, 0));
    }

    private Page<AuditEntry> audited(String who, String what, Place place) {
        return store.audit().page(new AuditQuery(who, what, place));
    }

    @Test
    public void turns_the_pages_of_a_history_by_where_runs_went_and_how_they_ended() {
        List<Long> bad = new ArrayList<>();
        for (int run = 0; run < 9; run++) {
            long id = ended("shop", run % 3 == 0 ? RunResult.SUCCESS : RunResult.FAILURE);
            store.journal().learn(id, new RunFacts(run < 6 ? "DEV" : "PROD", "", "", "", "", false));
            if (run % 3 != 0 && run < 6) {
                bad.add(0, id);
            }
        }
        ended("other", RunResult.FAILURE);
        RunQuery query = new RunQuery("shop", "DEV", RunResult.FAILURE, Place.newest(3));
        Page<Run> first = store.runs().page(query);
        assertThat(first.rows()).extracting(Run::id).isEqualTo(bad.subList(0, 3));
        assertThat(first.newer()).isZero();
        Place next = new Place(first.older(), 0, 3);
        Page<Run> last = store.runs().page(new RunQuery("shop", "DEV", RunResult.FAILURE, next));
        assertThat(last.rows()).extracting(Run::id).isEqualTo(bad.subList(3, 4));
        assertThat(last.older()).isZero();
        Place back = new Place(Long.MAX_VALUE, last.newer(), 3);
        assertThat(store.runs().page(new RunQuery("shop", "DEV", RunResult.FAILURE, back)))
                .isEqualTo(first);
        assertThat(store.runs()
                        .page(new RunQuery("shop", "", null, Place.newest(20)))
                        .rows())
                .hasSize(9);
    }

    @Test
    public void the_database_itself_refuses_to_change_the_audit_trail() throws Exception {
        store.audit().add(new AuditEntry(NOW, "console", "trigger", "shop #1", "10.0.0.7", "accepted"));
        try (java.sql.Connection connection = store.dataSource().getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            for (String change : List.of("update audit set who = 'nobody'", "delete from audit")) {
                assertThatThrownBy(() -> statement.execute(change))
                        .isInstanceOf(java.sql.SQLException.class)
                        .hasMessageContaining("only added to");
            }
        }
        assertThat(store.audit().latest(1)).extracting(AuditEntry::who).containsExactly("console");
    }

    @Test
    public void knows_sessions_until_they_expire_or_are_ended() {
        Session ada = new Session("hash-a", "ada", "digest-a", "csrf", NOW.plus(1, ChronoUnit.HOURS));
        Session old = new Session("hash-o", "ada", "digest-o", "csrf", NOW.minus(1, ChronoUnit.SECONDS));
        Session eve = new Session("hash-e", "eve", "digest-e", "csrf", NOW.plus(1, ChronoUnit.HOURS));
        store.sessions().add(old);
        store.sessions().add(ada);
        store.sessions().add(eve);
        reopen();
        assertThat(store.sessions().find("hash-a")).contains(ada);
        assertThat(store.sessions().find("hash-o")).isEmpty();
        store.sessions().removeOfUser("ada");
        assertThat(store.sessions().find("hash-a")).isEmpty();
        store.sessions().remove("hash-e");
        assertThat(store.sessions().find("hash-e")).isEmpty();
    }

    @Test
    public void drops_the_logs_of_old_builds_and_keeps_the_builds_themselves() {
        List<Long> shop = new ArrayList<>();
        for (int index = 0; index < 30; index++) {
            shop.add(written("shop"));
        }
        List<Long> other = List.of(written("other"), written("other"), written("other"));
        long running = accept(keyed("other", "runs on")).id();
        store.journal().start(running);
        store.writes().retain("other", 1);
        assertThat(store.writes().prune(4)).isEqualTo(26);
        assertThat(store.writes().prune(4)).isZero();
        assertThat(shop).filteredOn(this::keepsItsLog).isEqualTo(shop.subList(26, 30));
        assertThat(other).filteredOn(this::keepsItsLog).isEmpty();
        assertThat(log(other.get(0)))
                .isEqualTo("[Drawbridge] discarded: the newest 1 builds of this job keep their log, stages and"
                        + " reports\n");
        assertThat(store.journal().steps(shop.get(0))).isEmpty();
        assertThat(store.journal().sections(shop.get(0))).isEmpty();
        assertThat(store.journal().questions(shop.get(0))).isEmpty();
        assertThat(store.runs().byId(shop.get(0)))
                .get()
                .extracting(Run::number, Run::result)
                .containsExactly(1, RunResult.SUCCESS);
        assertThat(accept(keyed("shop", run(shop.get(0)).key())))
                .isEqualTo(new Accepted(shop.get(0), Accepted.Kind.REPEATED));
    }

    @Test
    public void keeps_as_many_builds_as_the_job_says_and_forgets_that_with_the_option() {
        written("shop");
        written("shop");
        store.writes().retain("shop", 3);
        written("shop");
        written("shop");
        assertThat(store.writes().prune(1)).isEqualTo(1);
        store.writes().retain("shop", 2);
        assertThat(store.runs().ofJob("shop", 9, Long.MAX_VALUE))
                .extracting(Run::number, run -> keepsItsLog(run.id()))
                .containsExactly(
                        Tuple.tuple(4, true), Tuple.tuple(3, true), Tuple.tuple(2, false), Tuple.tuple(1, false));
        store.writes().retain("shop", 0);
        assertThat(store.writes().prune(1)).isEqualTo(1);
    }

    @Test
    public void goes_on_after_a_thread_was_interrupted_while_it_wrote() {
        long id = accept(keyed("shop", "t")).id();
        Thread.currentThread().interrupt();
        try {
            store.journal().append(id, "while interrupted\n");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        store.journal().append(id, "after that\n");
        assertThat(log(id)).isEqualTo("while interrupted\nafter that\n");
        assertThat(store.alive()).isTrue();
    }

    @Test
    public void says_which_database_cannot_be_opened() {
        DatabaseSettings nowhere = database == TestDatabase.H2
                ? new DatabaseSettings(folder.getRoot().toPath().resolve("file/db"), "", "", null)
                : new DatabaseSettings(settings.folder(), settings.url() + "gone?ssl=false", settings.user(), null);
        if (database == TestDatabase.H2) {
            assertThat(folder.getRoot().toPath().resolve("file").toFile())
                    .satisfies(file -> assertThat(file.createNewFile()).isTrue());
        }
        assertThatThrownBy(() -> Store.open(nowhere, Clock.systemUTC()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(database == TestDatabase.H2 ? "file/db" : "gone cannot be opened")
                .hasMessageNotContaining("ssl=false")
                .hasMessageEndingWith(".");
    }

    private static StepRecord step(String path, StepRecord.Status status, @Nullable Instant ended) {
        return new StepRecord(path, "echo", "Say it", status, "", "value", NOW, ended);
    }

    private long written(String job) {
        long id = ended(job, RunResult.SUCCESS);
        store.journal().append(id, "written\n");
        store.journal().put(id, step("0", StepRecord.Status.DONE, NOW));
        store.journal().put(id, new DeploySection("0", "smartDiff", "{}", "", "{}", NOW));
        store.journal().ask(new Question(id, "1", "?", "ok", List.of(), null));
        return id;
    }

    private boolean keepsItsLog(long id) {
        return log(id).equals("written\n") && store.journal().sections(id).size() == 1;
    }

    private String log(long id) {
        return new String(store.journal().log(id, 0, 10_000).bytes(), StandardCharsets.UTF_8);
    }

    private long ended(String job, RunResult result) {
        long id = accept(keyed(job, "t" + store.runs().recent(1000).size())).id();
        store.journal().start(id);
        end(id, result);
        return id;
    }

    private void end(long id, RunResult result) {
        assertThat(store.writes().end(id, result, "", CallbackState.NONE, () -> {}))
                .isTrue();
    }

    private Accepted accept(NewRun request) {
        return store.writes().accept(List.of(request), 10_000, ids -> {}).get(0).orElseThrow();
    }

    private static NewRun keyed(String job, String key) {
        return new NewRun(job, Map.of("TRIGGER_ID", key), key, ADA, null);
    }

    private Run run(long id) {
        return store.runs().byId(id).orElseThrow();
    }
}
