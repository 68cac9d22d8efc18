package io.jenkins.plugins.drawbridge.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.config.SettingsFile;
import io.jenkins.plugins.drawbridge.server.source.Sources;
import io.jenkins.plugins.drawbridge.server.store.Cause;
import io.jenkins.plugins.drawbridge.server.store.NewRun;
import io.jenkins.plugins.drawbridge.server.store.Question;
import io.jenkins.plugins.drawbridge.server.store.Rollback;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.StepRecord;
import io.jenkins.plugins.drawbridge.server.store.Store;
import io.jenkins.plugins.drawbridge.server.work.CallbackSender;
import io.jenkins.plugins.drawbridge.server.work.Work;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A job with a repository made on the spot, and the part of a server that runs its Jenkinsfile. */
final class Workshop implements AutoCloseable {

    private static final Cause CAUSE = new Cause(Cause.Kind.USER, "ada", "127.0.0.1");

    private final Git git;
    private final Path repository;
    private final Settings settings;
    private final MovableClock clock = new MovableClock();
    private Store store;
    private PipelineExecutor executor;
    private Work work;

    /** @param ofJob further keys of the job, indented by four */
    Workshop(Path folder, String ofJob) throws IOException, GitAPIException {
        this(folder, ofJob, "");
    }

    /** @param more keys beside the jobs */
    Workshop(Path folder, String ofJob, String more) throws IOException, GitAPIException {
        repository = folder.resolve("repository");
        git = Git.init()
                .setDirectory(repository.toFile())
                .setInitialBranch("main")
                .call();
        settings = SettingsFile.parse(
                "drawbridge.yaml",
                "jobs:\n  - id: shop\n    repository: {url: repository}\n" + ofJob + more,
                folder,
                Map.of());
        open();
    }

    private void open() {
        store = Store.open(settings.database(), clock);
        executor = new PipelineExecutor(
                store, () -> settings, new Sources(settings.git()), run -> "http://build/" + run.number(), clock);
        work = Work.start(store, executor, CallbackSender.NOBODY, new Work.Bounds(2, 100));
    }

    /** As a graceful stop and another start. */
    void restart() {
        shut();
        open();
    }

    /** As {@link #restart}, but on a machine that has fetched nothing yet. */
    void restartElsewhere() throws IOException {
        shut();
        delete(settings.git().cache());
        open();
    }

    /** Nobody can fetch it any more. */
    void loseRepository() throws IOException {
        delete(repository);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Lets time pass. */
    void later(Duration by) {
        clock.forward(by);
    }

    private void shut() {
        work.close();
        executor.close();
        store.close();
    }

    Store store() {
        return store;
    }

    Work work() {
        return work;
    }

    void jenkinsfile(String text) {
        commit("Jenkinsfile", text);
    }

    void commit(String file, String text) {
        try {
            Files.writeString(repository.resolve(file), text);
            git.add().addFilepattern(".").call();
            git.commit()
                    .setAll(true)
                    .setMessage("Change")
                    .setAuthor("Ada", "ada@example.com")
                    .setSign(false)
                    .call();
        } catch (IOException | GitAPIException failed) {
            throw new AssertionError(failed);
        }
    }

    long start(Map<String, String> parameters) {
        return work.accept(new NewRun("shop", parameters, "", CAUSE, null)).id();
    }

    long rollBack(int build, String section) {
        Cause cause = new Cause(Cause.Kind.ROLLBACK, "ada", "127.0.0.1");
        return work.accept(new NewRun("shop", Map.of(), "", cause, new Rollback(build, section)))
                .id();
    }

    /** Runs to the end. */
    Run run(String jenkinsfile, Map<String, String> parameters) {
        jenkinsfile(jenkinsfile);
        return ended(start(parameters));
    }

    /** A pipeline with the stages given, to the end. */
    Run stages(String stages) {
        return run("pipeline { agent any\nstages {\n" + stages + "\n} }", Map.of());
    }

    Run ended(long run) {
        return await(run, Run::ended);
    }

    Run await(long run, Predicate<Run> condition) {
        until(() -> store.runs().byId(run).filter(condition).isPresent(), () -> log(run));
        return store.runs().byId(run).orElseThrow();
    }

    Question asked(long run) {
        until(() -> store.journal().questions(run).stream().anyMatch(one -> one.answer() == null), () -> log(run));
        return store.journal().questions(run).stream()
                .filter(one -> one.answer() == null)
                .findFirst()
                .orElseThrow();
    }

    void answer(long run, String message) {
        until(
                () -> store.journal().questions(run).stream()
                        .anyMatch(one -> one.answer() == null && one.message().equals(message)),
                () -> log(run));
        assertThat(work.answer(run, asked(run).path(), true, "bob")).isTrue();
    }

    /** Nothing of a run that has ended still goes on or waits. */
    void assertNothingOpen(Run run) {
        assertThat(run.ended()).isTrue();
        assertThat(store.journal().steps(run.id()))
                .allSatisfy(
                        step -> assertThat(step.endedAt()).as(step.toString()).isNotNull());
        assertThat(store.journal().questions(run.id()))
                .allSatisfy(one -> assertThat(one.answer()).as(one.message()).isNotNull());
    }

    String log(long run) {
        return new String(store.journal().log(run, 0, 1 << 20).bytes(), StandardCharsets.UTF_8);
    }

    List<String> lines(Run run) {
        return log(run.id()).lines().toList();
    }

    StepRecord stage(Run run, String name) {
        return store.journal().steps(run.id()).stream()
                .filter(step -> step.kind().equals("stage") && step.title().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static void until(BooleanSupplier condition, java.util.function.Supplier<String> otherwise) {
        Instant end = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(otherwise).isBefore(end);
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        shut();
        git.close();
    }

    /** The system's clock, which a test can put forward. Thread-safe. */
    private static final class MovableClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        void forward(Duration by) {
            ahead = ahead.plus(by);
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("tests need no other zone");
        }
    }
}
