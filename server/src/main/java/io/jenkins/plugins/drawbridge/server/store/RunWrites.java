package io.jenkins.plugins.drawbridge.server.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * The queue's writes. What a call was given to do {@code alongside} is committed in the same transaction, if it uses
 * {@link Store#dataSource()}. Thread-safe.
 */
public final class RunWrites {

    private final Jdbi jdbi;
    private final JoinedDataSource joined;
    private final Clock clock;

    RunWrites(Jdbi jdbi, JoinedDataSource joined, Clock clock) {
        this.jdbi = jdbi;
        this.joined = joined;
        this.clock = clock;
    }

    /** How many runs wait for their turn. */
    public long queued() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from run where state = 'QUEUED'")
                .mapTo(Long.class)
                .one());
    }

    /**
     * Takes runs in one transaction; several requests for the same one get the same answer.
     *
     * @param alongside gets the ids of those that are new
     * @throws RuntimeException if another server took one of them at the same moment; ask again then
     */
    public List<Accepted> accept(List<NewRun> requests, Consumer<List<Long>> alongside) {
        return transaction(handle -> accept(handle, requests, alongside));
    }

    private List<Accepted> accept(Handle handle, List<NewRun> requests, Consumer<List<Long>> alongside) {
        Map<List<String>, Accepted> known = known(handle, requests);
        Map<List<String>, NewRun> fresh = new HashMap<>();
        requests.forEach(request -> {
            if (!known.containsKey(identity(request))) {
                fresh.putIfAbsent(identity(request), request);
            }
        });
        List<List<String>> order = List.copyOf(fresh.keySet());
        List<Long> ids = insert(handle, order.stream().map(fresh::get).toList());
        alongside.accept(ids);
        for (int index = 0; index < ids.size(); index++) {
            known.put(order.get(index), new Accepted(ids.get(index), Accepted.Kind.NEW));
        }
        return answers(requests, known);
    }

    private static List<Accepted> answers(List<NewRun> requests, Map<List<String>, Accepted> known) {
        List<Accepted> answers = new ArrayList<>();
        for (NewRun request : requests) {
            List<String> identity = identity(request);
            Accepted answer = known.getOrDefault(identity, new Accepted(0, Accepted.Kind.NEW));
            answers.add(answer);
            Accepted.Kind again = request.key().isEmpty() ? Accepted.Kind.MERGED : Accepted.Kind.REPEATED;
            known.put(identity, new Accepted(answer.id(), again));
        }
        return answers;
    }

    private static Map<List<String>, Accepted> known(Handle handle, List<NewRun> requests) {
        Map<String, List<NewRun>> byJob = new HashMap<>();
        requests.forEach(request ->
                byJob.computeIfAbsent(request.job(), job -> new ArrayList<>()).add(request));
        Map<List<String>, Accepted> known = new HashMap<>();
        byJob.forEach((job, ofJob) -> {
            known.putAll(find(handle, job, "trigger_key", ofJob, false));
            known.putAll(find(handle, job, "twin", ofJob, true));
        });
        return known;
    }

    private static Map<List<String>, Accepted> find(
            Handle handle, String job, String column, List<NewRun> requests, boolean keyless) {
        List<String> values = requests.stream()
                .filter(request -> request.key().isEmpty() == keyless)
                .map(request -> keyless ? twin(request) : request.key())
                .distinct()
                .toList();
        Map<List<String>, Accepted> found = new HashMap<>();
        if (values.isEmpty()) {
            return found;
        }
        Accepted.Kind kind = keyless ? Accepted.Kind.MERGED : Accepted.Kind.REPEATED;
        handle.createQuery(
                        "select id, " + column + " as word from run where job = :job and " + column + " in (<values>)")
                .bind("job", job)
                .bindList("values", values)
                .map((row, context) -> Map.entry(row.getString("word"), row.getLong("id")))
                .forEach(
                        entry -> found.put(List.of(job, column, entry.getKey()), new Accepted(entry.getValue(), kind)));
        return found;
    }

    /** Two requests with the same identity are one run. */
    private static List<String> identity(NewRun request) {
        return request.key().isEmpty()
                ? List.of(request.job(), "twin", twin(request))
                : List.of(request.job(), "trigger_key", request.key());
    }

    private static String twin(NewRun request) {
        String text = Json.write(request.parameters()) + "\n" + request.rollback();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private List<Long> insert(Handle handle, List<NewRun> runs) {
        if (runs.isEmpty()) {
            return List.of();
        }
        PreparedBatch batch = handle.prepareBatch("insert into run (job, state, parameters, trigger_key, twin,"
                + " cause_kind, cause_who, cause_address, rollback_build, rollback_section, callback, queued_at)"
                + " values (:job, 'QUEUED', :parameters, :key, :twin, :kind, :who, :address, :build, :section, 'NONE',"
                + " :now)");
        OffsetDateTime now = Rows.at(clock.instant());
        for (NewRun run : runs) {
            Rollback rollback = run.rollback();
            batch.bind("job", run.job())
                    .bind("parameters", Json.write(run.parameters()))
                    .bind("key", run.key().isEmpty() ? null : run.key())
                    .bind("twin", run.key().isEmpty() ? twin(run) : null)
                    .bind("kind", run.cause().kind().name())
                    .bind("who", Json.fit(run.cause().who(), 400))
                    .bind("address", Json.fit(run.cause().address(), 100))
                    .bind("build", rollback == null ? null : rollback.build())
                    .bind("section", rollback == null ? null : rollback.section())
                    .bind("now", now)
                    .add();
        }
        return batch.executePreparedBatch("id").mapTo(Long.class).list();
    }

    /**
     * Asks that a run end.
     *
     * @param alongside runs only if the run waited for its turn or an answer, and so nobody has it in hand
     * @return the run as it was; empty if it had ended, was told already, or does not exist
     */
    public Optional<Run> abort(long run, String who, Consumer<Run> alongside) {
        return transaction(handle -> {
            Optional<Run> known = lock(handle, run)
                    .filter(found -> !found.ended() && found.abortedBy().isEmpty());
            known.ifPresent(found -> {
                handle.createUpdate("update run set aborted_by = :who where id = :id")
                        .bind("who", Json.fit(who, 400))
                        .bind("id", run)
                        .execute();
                if (found.state() != RunState.RUNNING) {
                    alongside.accept(found);
                }
            });
            return known;
        });
    }

    private static Optional<Run> lock(Handle handle, long run) {
        return handle.createQuery("select * from run where id = :id for update")
                .bind("id", run)
                .map(Rows::run)
                .findOne();
    }

    /** @return false if nobody asked that, or it was answered already */
    public boolean answer(long run, String path, boolean approved, String who, Runnable alongside) {
        return transaction(handle -> {
            Optional<Run> waiting = lock(handle, run).filter(found -> !found.ended());
            if (waiting.isEmpty()) {
                return false;
            }
            int answered = handle.createUpdate("update question set approved = :approved, answered_by = :who,"
                            + " answered_at = :now where run = :run and path = :path and approved is null")
                    .bind("approved", approved)
                    .bind("who", Json.fit(who, 400))
                    .bind("now", Rows.at(clock.instant()))
                    .bind("run", run)
                    .bind("path", path)
                    .execute();
            if (answered > 0) {
                alongside.run();
            }
            return answered > 0;
        });
    }

    /** The run waits for a person. False if everything it asked was answered meanwhile, or its end was asked for. */
    public boolean waits(long run) {
        return transaction(handle -> {
            Optional<Run> known = lock(handle, run)
                    .filter(found -> !found.ended() && found.abortedBy().isEmpty());
            long open = handle.createQuery("select count(*) from question where run = :run and approved is null")
                    .bind("run", run)
                    .mapTo(Long.class)
                    .one();
            if (known.isEmpty() || open == 0) {
                return false;
            }
            handle.execute("update run set state = 'WAITING' where id = ?", run);
            return true;
        });
    }

    /**
     * The end of a run.
     *
     * @return false if it had ended already
     */
    public boolean end(long run, RunResult result, String reason, CallbackState callback, Runnable alongside) {
        return transaction(handle -> {
            int ended = handle.createUpdate("update run set state = 'ENDED', twin = null, result = :result,"
                            + " reason = :reason, callback = :callback, ended_at = :now"
                            + " where id = :id and state <> 'ENDED'")
                    .bind("result", result.name())
                    .bind("reason", Json.fit(reason, 4000))
                    .bind("callback", callback.name())
                    .bind("now", Rows.at(clock.instant()))
                    .bind("id", run)
                    .execute();
            handle.execute("delete from deploy_lock where run = ?", run);
            if (ended > 0) {
                alongside.run();
            }
            return ended > 0;
        });
    }

    public void callback(long run, CallbackState state) {
        transaction(handle -> handle.execute("update run set callback = ? where id = ?", state.name(), run));
    }

    /** Takes the right to deploy to a target; false while another run has it. */
    public boolean lockTarget(String target, long run) {
        try {
            return transaction(handle -> {
                Optional<Long> holder = handle.createQuery("select run from deploy_lock where target = :target")
                        .bind("target", target)
                        .mapTo(Long.class)
                        .findOne();
                if (holder.isEmpty()) {
                    handle.execute("insert into deploy_lock (target, run) values (?, ?)", target, run);
                }
                return holder.isEmpty() || holder.get() == run;
            });
        } catch (org.jdbi.v3.core.statement.UnableToExecuteStatementException takenMeanwhile) {
            return false;
        }
    }

    public void unlockTarget(String target, long run) {
        transaction(handle -> handle.execute("delete from deploy_lock where target = ? and run = ?", target, run));
    }

    /**
     * Deletes logs, steps and reports of a job's builds but the newest; the builds themselves stay known.
     *
     * @return how many builds it looked at
     */
    public int discard(String job, int keep) {
        return transaction(handle -> {
            List<Long> old = handle.createQuery("select id from run where job = :job and state = 'ENDED'"
                            + " and build <= (select coalesce(max(build), 0) from run where job = :job) - :keep")
                    .bind("job", job)
                    .bind("keep", keep)
                    .mapTo(Long.class)
                    .list();
            for (Long id : old) {
                for (String table : List.of("log", "step", "section", "question")) {
                    handle.execute("delete from " + table + " where run = ?", id);
                }
            }
            return old.size();
        });
    }

    /** Gives back what a process that is no more had in hand, so that it is taken up at once. */
    public void releasePicked() {
        transaction(handle ->
                handle.execute("update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null"));
    }

    /** When the oldest run that waits for its turn was accepted. */
    public @Nullable Instant oldestQueued() {
        return jdbi.withHandle(handle -> handle.createQuery("select min(queued_at) from run where state = 'QUEUED'")
                .map((row, context) -> row.getObject(1, OffsetDateTime.class))
                .findOne()
                .map(OffsetDateTime::toInstant)
                .orElse(null));
    }

    private interface Work<T> {
        T in(Handle handle);
    }

    private <T> T transaction(Work<T> work) {
        return jdbi.inTransaction(handle -> {
            Object[] result = new Object[1];
            joined.with(handle.getConnection(), () -> result[0] = work.in(handle));
            @SuppressWarnings("unchecked")
            T typed = (T) result[0];
            return typed;
        });
    }
}
