package io.jenkins.plugins.drawbridge.server.store;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

final class JdbiJournal implements Journal {

    private static final int ATTEMPTS_AT_A_NUMBER = 20;

    /** Where the turn of a run stands among its steps, whose paths are numbers. */
    private static final String TURN = "turn";

    private final Jdbi jdbi;
    private final Clock clock;
    private final @Nullable Run attempt;
    private final LogRows log;

    /** @param attempt null: writes whoever has the run in hand */
    JdbiJournal(Jdbi jdbi, Clock clock, @Nullable Run attempt) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.attempt = attempt;
        this.log = new LogRows(jdbi);
    }

    private <T> T written(HandleCallback<T, RuntimeException> work) {
        return jdbi.inTransaction(handle -> {
            if (attempt != null) {
                Fence.pass(handle, attempt);
            }
            return work.withHandle(handle);
        });
    }

    private void write(Consumer<Handle> work) {
        var unused = written(handle -> {
            work.accept(handle);
            return true;
        });
    }

    @Override
    public Run start(long run) {
        for (int tried = 1; ; tried++) {
            try {
                return written(handle -> start(handle, run));
            } catch (UnableToExecuteStatementException taken) {
                // Another run of the job got the number first; the next one is free.
                if (tried == ATTEMPTS_AT_A_NUMBER) {
                    throw taken;
                }
            }
        }
    }

    private Run start(Handle handle, long run) {
        Run known = byId(handle, run);
        handle.createUpdate("update run set state = 'RUNNING', twin = null, started_at = coalesce(started_at, :now),"
                        + " build = coalesce(build, :build) where id = :id and state <> 'ENDED'")
                .bind("now", Rows.at(clock.instant()))
                .bind("build", known.number() == 0 ? nextNumber(handle, known.job()) : known.number())
                .bind("id", run)
                .execute();
        return byId(handle, run);
    }

    static int nextNumber(Handle handle, String job) {
        return handle.createQuery("select coalesce(max(build), 0) + 1 from run where job = :job")
                .bind("job", job)
                .mapTo(Integer.class)
                .one();
    }

    private static Run byId(Handle handle, long run) {
        return handle.createQuery("select * from run where id = :id")
                .bind("id", run)
                .map(Rows::run)
                .one();
    }

    @Override
    public void learn(long run, RunFacts facts) {
        write(handle -> handle.createUpdate("update run set environment = :environment,"
                        + " namespace = :namespace, revision = :revision, commit_id = :commit,"
                        + " deploy_type = :type, production = :production where id = :id")
                .bind("environment", Json.fit(facts.environment(), 200))
                .bind("namespace", Json.fit(facts.namespace(), 200))
                .bind("revision", Json.fit(facts.revision(), 400))
                .bind("commit", Json.fit(facts.commit(), 64))
                .bind("type", Json.fit(facts.deployType(), 20))
                .bind("production", facts.production())
                .bind("id", run)
                .execute());
    }

    @Override
    public Instant turn(long run) {
        Optional<StepRecord> known = step(run, TURN);
        if (known.isPresent()) {
            return known.get().startedAt();
        }
        Instant now = clock.instant();
        put(run, new StepRecord(TURN, TURN, "", StepRecord.Status.DONE, "", "", now, now));
        return now;
    }

    @Override
    public List<StepRecord> steps(long run) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from step where run = :run and path <> :turn order by seq")
                        .bind("run", run)
                        .bind("turn", TURN)
                        .map(Rows::step)
                        .list());
    }

    @Override
    public Optional<StepRecord> step(long run, String path) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from step where run = :run and path = :path")
                .bind("run", run)
                .bind("path", path)
                .map(Rows::step)
                .findOne());
    }

    @Override
    public void put(long run, StepRecord step) {
        write(handle -> {
            int updated = bound(
                    handle,
                    run,
                    step,
                    "update step set kind = :kind, title = :title, status = :status,"
                            + " detail = :detail, outcome = :outcome, started_at = :started, ended_at = :ended"
                            + " where run = :run and path = :path");
            if (updated == 0) {
                bound(
                        handle,
                        run,
                        step,
                        "insert into step (run, path, kind, title, status, detail, outcome,"
                                + " started_at, ended_at) values (:run, :path, :kind, :title, :status, :detail, :outcome,"
                                + " :started, :ended)");
            }
        });
    }

    private static int bound(Handle handle, long run, StepRecord step, String sql) {
        return handle.createUpdate(sql)
                .bind("run", run)
                .bind("path", step.path())
                .bind("kind", step.kind())
                .bind("title", Json.fit(step.title(), 1000))
                .bind("status", step.status().name())
                .bind("detail", Json.fit(step.detail(), 4000))
                .bind("outcome", Json.clean(step.value()))
                .bind("started", Rows.at(step.startedAt()))
                .bind("ended", Rows.maybeAt(step.endedAt()))
                .execute();
    }

    @Override
    public List<DeploySection> sections(long run) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from section where run = :run order by seq")
                .bind("run", run)
                .map(Rows::section)
                .list());
    }

    @Override
    public Optional<Instant> sectionsChangedAt(long run) {
        return jdbi.withHandle(handle -> handle.createQuery("select max(updated_at) from section where run = :run")
                .bind("run", run)
                .mapTo(java.time.OffsetDateTime.class)
                .findOne()
                .map(java.time.OffsetDateTime::toInstant));
    }

    @Override
    public void put(long run, DeploySection section) {
        write(handle -> {
            int updated = bound(
                    handle,
                    run,
                    section,
                    "update section set step = :step, settled = :settled,"
                            + " progress = :progress, report = :report, updated_at = :updated"
                            + " where run = :run and path = :path");
            if (updated == 0) {
                bound(
                        handle,
                        run,
                        section,
                        "insert into section (run, path, step, settled, progress, report,"
                                + " updated_at) values (:run, :path, :step, :settled, :progress, :report, :updated)");
            }
        });
    }

    private static int bound(Handle handle, long run, DeploySection section, String sql) {
        return handle.createUpdate(sql)
                .bind("run", run)
                .bind("path", section.path())
                .bind("step", section.step())
                .bind("settled", Json.clean(section.order()))
                .bind("progress", Json.clean(section.progress()))
                .bind("report", Json.clean(section.report()))
                .bind("updated", Rows.at(section.updatedAt()))
                .execute();
    }

    @Override
    public void begin(long run, String plan) {
        if (!hasBegun(run, plan)) {
            write(handle -> handle.execute("insert into begun_plan (run, plan) values (?, ?)", run, plan));
        }
    }

    @Override
    public boolean hasBegun(long run, String plan) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select count(*) from begun_plan where run = :run and plan = :plan")
                        .bind("run", run)
                        .bind("plan", plan)
                        .mapTo(Long.class)
                        .one())
                > 0;
    }

    @Override
    public void append(long run, String text) {
        if (!text.isEmpty()) {
            write(handle -> log.append(handle, run, text));
        }
    }

    @Override
    public LogPart log(long run, long offset, int limit) {
        return log.read(run, offset, limit);
    }

    @Override
    public Question ask(Question question) {
        return written(handle -> {
            Optional<Question> asked = question(handle, question.run(), question.path());
            if (asked.isPresent()) {
                return asked.get();
            }
            handle.createUpdate("insert into question (run, path, message, ok, submitters)"
                            + " values (:run, :path, :message, :ok, :submitters)")
                    .bind("run", question.run())
                    .bind("path", question.path())
                    .bind("message", Json.fit(question.message(), 4000))
                    .bind("ok", Json.fit(question.ok(), 200))
                    .bind("submitters", Json.write(question.submitters()))
                    .execute();
            return question;
        });
    }

    private static Optional<Question> question(Handle handle, long run, String path) {
        return handle.createQuery("select * from question where run = :run and path = :path")
                .bind("run", run)
                .bind("path", path)
                .map(Rows::question)
                .findOne();
    }

    @Override
    public void withdraw(long run, String path) {
        write(handle -> handle.createUpdate("update question set approved = false, answered_by = '',"
                        + " answered_at = :now where run = :run and path = :path and approved is null")
                .bind("now", Rows.at(clock.instant()))
                .bind("run", run)
                .bind("path", path)
                .execute());
    }

    @Override
    public List<Question> questions(long run) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from question where run = :run order by path")
                .bind("run", run)
                .map(Rows::question)
                .list());
    }

    @Override
    public void mark(long run, RunResult result) {
        write(handle -> handle.createUpdate("update run set result = :result where id = :id" + " and state <> 'ENDED'")
                .bind("result", result.name())
                .bind("id", run)
                .execute());
    }

    static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
