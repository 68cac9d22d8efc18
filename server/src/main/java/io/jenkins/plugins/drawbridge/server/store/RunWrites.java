package io.jenkins.plugins.drawbridge.server.store;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The queue's writes. What a call was given to do {@code alongside} is committed in the same transaction, if it uses
 * {@link Store#dataSource()}. Thread-safe.
 */
public final class RunWrites {

    private final Jdbi jdbi;
    private final JoinedDataSource joined;
    private final Clock clock;
    private final Intake intake;
    private final Retention retention = new Retention();
    private final Targets targets = new Targets();

    @SuppressWarnings("ThreadLocalUsage") // one for each store: a thread may be in transactions of two
    private final ThreadLocal<@Nullable Handle> current = new ThreadLocal<>();

    RunWrites(Jdbi jdbi, JoinedDataSource joined, Clock clock) {
        this.jdbi = jdbi;
        this.joined = joined;
        this.clock = clock;
        this.intake = new Intake(clock);
    }

    /** How many runs wait for their turn. */
    public long queued() {
        return jdbi.withHandle(RunWrites::queued);
    }

    private static long queued(Handle handle) {
        return handle.createQuery("select count(*) from run where state = 'QUEUED'")
                .mapTo(Long.class)
                .one();
    }

    /**
     * Takes runs in one transaction; several requests for the same one get the same answer.
     *
     * @param mostQueued a new one that would have to wait behind so many is turned away
     * @param alongside gets the ids of those that are new
     * @return in the order of the requests; empty for what was turned away
     */
    public List<Optional<Accepted>> accept(List<NewRun> requests, int mostQueued, Consumer<List<Long>> alongside) {
        return Clash.repeated(() -> transaction(handle -> {
            long room = mostQueued - queued(handle);
            return intake.accept(handle, requests, room, alongside);
        }));
    }

    /**
     * Takes a run up, to carry it out: no earlier attempt writes any more.
     *
     * @return the run as it is now; empty if it has ended or does not exist
     */
    public Optional<Run> takeUp(long run) {
        return transaction(handle -> {
            int taken = handle.execute("update run set attempt = attempt + 1 where id = ? and state <> 'ENDED'", run);
            return taken == 0 ? Optional.empty() : lock(handle, run);
        });
    }

    /**
     * Does something in a transaction, unless the run was taken up by somebody else.
     *
     * @param attempt the run, as it was taken up
     * @return whether it was done
     */
    public boolean asNewest(Run attempt, Runnable work) {
        return transaction(handle -> {
            boolean newest = Fence.isOpen(handle, attempt);
            if (newest) {
                work.run();
            }
            return newest;
        });
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

    /**
     * The run waits for a person.
     *
     * @return false if everything it asked was answered meanwhile, or its end was asked for
     */
    public boolean waits(long run, Runnable alongside) {
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
            alongside.run();
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
                audit(handle, run);
                alongside.run();
            }
            return ended > 0;
        });
    }

    /** Whoever asked for it, and how it came out; part of the same transaction, so that no end is missing. */
    private static void audit(Handle handle, long run) {
        handle.execute(
                "insert into audit (at, who, what, subject, address, result)"
                        + " select ended_at, cause_who, 'run', substring(job || coalesce(' #' || build, '') || ' ('"
                        + " || id || ')' || case when environment = '' then '' else ' to ' || environment end,"
                        + " 1, 1000), cause_address, result from run where id = ?",
                run);
    }

    public void callback(long run, CallbackState state) {
        transaction(handle -> handle.execute("update run set callback = ? where id = ?", state.name(), run));
    }

    /**
     * Takes the right to deploy to a target; false while another run has it.
     *
     * @param attempt the run, as it was taken up
     * @throws TakenOverException if it was taken up again, or has ended
     */
    public boolean lockTarget(String target, Run attempt) {
        return Clash.repeated(() -> transaction(handle -> {
            Run run = lock(handle, attempt.id())
                    .filter(now -> now.attempt() == attempt.attempt() && !now.ended())
                    .orElseThrow(() -> new TakenOverException(attempt));
            return targets.lock(handle, target, run.id());
        }));
    }

    /** Whether another run has the right to deploy to a target. */
    public boolean isTaken(String target, long byOtherThan) {
        return jdbi.withHandle(handle -> targets.isTaken(handle, target, byOtherThan));
    }

    /**
     * Gives that right back, and lets who waits for it look again.
     *
     * @param attempt if the run was taken up again, whoever did so keeps it
     */
    public void unlockTarget(String target, Run attempt) {
        boolean mine = asNewest(attempt, () -> transaction(handle -> targets.unlock(handle, target, attempt.id())));
        if (mine) {
            lookAgain(attempt.id());
        }
    }

    /** Lets runs that were put off look again at once if this one may have been in their way. */
    public void lookAgain(long inTheWay) {
        targets.lookAgain(jdbi, inTheWay, clock.instant());
    }

    /**
     * Keeps the logs, steps and reports of a job's newest builds only, from now on; the builds themselves stay known.
     *
     * @param keep 0: as many as {@link #prune} says
     */
    public void retain(String job, int keep) {
        Clash.repeated(() -> transaction(handle -> retention.retain(handle, job, keep)));
        if (keep > 0) {
            prune(job, keep);
        }
    }

    /**
     * Deletes logs, steps and reports of all builds that are not to be kept any more.
     *
     * @param keep so many newest ones of each job that says nothing else
     * @return of how many runs
     */
    public int prune(int keep) {
        return prune("", keep);
    }

    private int prune(String job, int keep) {
        int pruned = 0;
        for (int last = Retention.AT_ONCE; last == Retention.AT_ONCE; pruned += last) {
            last = transaction(handle -> retention.prune(handle, job, keep));
        }
        return pruned;
    }

    /** Gives back what a process that is no more had in hand, so that it is taken up at once. */
    public void releasePicked() {
        for (String table : List.of("scheduled_tasks", "chore")) {
            transaction(handle -> handle.execute(
                    "update " + table + " set picked = false, picked_by = null, last_heartbeat = null where picked"));
        }
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

    /** Within a transaction of this thread, it is part of that one. */
    private <T> T transaction(Work<T> work) {
        Handle mine = current.get();
        return mine == null ? jdbi.inTransaction(handle -> joined(handle, work)) : work.in(mine);
    }

    private <T> T joined(Handle handle, Work<T> work) {
        current.set(handle);
        try {
            return joined.with(handle.getConnection(), () -> work.in(handle));
        } finally {
            current.remove();
        }
    }
}
