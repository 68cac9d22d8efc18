package io.jenkins.plugins.drawbridge.server.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.server.store.Accepted;
import io.jenkins.plugins.drawbridge.server.store.CallbackState;
import io.jenkins.plugins.drawbridge.server.store.NewRun;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.RunState;
import io.jenkins.plugins.drawbridge.server.store.RunWrites;
import io.jenkins.plugins.drawbridge.server.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable queue at work, on db-scheduler. Each run has one task; the task is there as long as somebody has to do
 * something about the run, and gone while it waits for a person. Thread-safe.
 */
public final class Work implements Queue, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Work.class);
    private static final String RUN = "run";
    private static final String CALLBACK = "callback";
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration GIVE_UP_AFTER = Duration.ofHours(24);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /**
     * @param threads how many runs are carried out at once
     * @param mostQueued more are turned away
     */
    public record Bounds(int threads, int mostQueued) {

        public static final Bounds DEFAULT = new Bounds(4, 10_000);
    }

    private final Store store;
    private final RunWrites writes;
    private final RunExecutor executor;
    private final CallbackSender callbacks;
    private final Bounds bounds;
    private final Map<Long, RunSignals> inHand = new ConcurrentHashMap<>();
    private final CustomTask<Void> runs;
    private final CustomTask<Void> callback;
    private final SchedulerClient client;
    private final Scheduler scheduler;
    private final GroupCommit intake;
    private final ScheduledExecutorService watch;
    private volatile boolean stopping;

    private Work(Store store, RunExecutor executor, CallbackSender callbacks, Bounds bounds) {
        this.store = store;
        this.writes = store.writes();
        this.executor = executor;
        this.callbacks = callbacks;
        this.bounds = bounds;
        this.runs = Tasks.custom(RUN, Void.class)
                .onDeadExecutionRevive()
                .execute((instance, context) -> carryOut(instance));
        this.callback = Tasks.custom(CALLBACK, Void.class)
                .onDeadExecutionRevive()
                .execute((instance, context) -> tell(instance));
        this.client = SchedulerClient.Builder.create(store.dataSource(), runs, callback)
                .build();
        this.scheduler = Scheduler.create(store.dataSource(), runs, callback)
                .threads(bounds.threads())
                .pollingInterval(Duration.ofSeconds(1))
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofSeconds(30))
                .schedulerName(new SchedulerName.Fixed(
                        "drawbridge-" + UUID.randomUUID().toString().substring(0, 8)))
                .build();
        this.intake = new GroupCommit(this::write);
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "drawbridge-signals");
            thread.setDaemon(true);
            return thread;
        });
    }

    public static Work start(Store store, RunExecutor executor, CallbackSender callbacks, Bounds bounds) {
        Work work = new Work(store, executor, callbacks, bounds);
        if (store.exclusive()) {
            work.writes.releasePicked();
        }
        work.scheduler.start();
        var unused = work.watch.scheduleWithFixedDelay(work::lookForAborts, 500, 500, TimeUnit.MILLISECONDS);
        return work;
    }

    @Override
    public Accepted accept(NewRun run) {
        if (writes.queued() >= bounds.mostQueued()) {
            throw new QueueFullException(bounds.mostQueued() + " runs wait already; come back later.");
        }
        return intake.accept(run);
    }

    private List<Accepted> write(List<NewRun> requests) {
        List<Accepted> accepted = writes.accept(requests, ids -> {
            List<TaskInstance<?>> tasks =
                    ids.stream().<TaskInstance<?>>map(this::taskOf).toList();
            if (!tasks.isEmpty()) {
                client.scheduleBatch(tasks, Instant.now());
            }
        });
        scheduler.triggerCheckForDueExecutions();
        return accepted;
    }

    private TaskInstance<Void> taskOf(long run) {
        return runs.instance(String.valueOf(run));
    }

    @Override
    public boolean abort(long run, String who) {
        Optional<Run> told = writes.abort(run, who, waiting -> {
            if (waiting.state() == RunState.WAITING) {
                client.scheduleIfNotExists(taskOf(run), Instant.now());
            }
        });
        told.filter(known -> known.state() == RunState.QUEUED)
                .ifPresent(
                        known -> end(known, RunResult.NOT_BUILT, "It was cancelled by " + who + " before it began."));
        RunSignals signals = inHand.get(run);
        if (signals != null) {
            signals.abort(who);
        }
        scheduler.triggerCheckForDueExecutions();
        return told.isPresent();
    }

    @Override
    public boolean answer(long run, String path, boolean approved, String who) {
        boolean answered =
                writes.answer(run, path, approved, who, () -> client.scheduleIfNotExists(taskOf(run), Instant.now()));
        scheduler.triggerCheckForDueExecutions();
        return answered;
    }

    private CompletionHandler<Void> carryOut(TaskInstance<Void> task) {
        long id = Long.parseLong(task.getId());
        Optional<Run> run = store.runs().byId(id).filter(known -> !known.ended());
        if (run.isEmpty()) {
            return (complete, operations) -> operations.remove();
        }
        if (stopping) {
            return later(Duration.ZERO);
        }
        RunSignals signals = new RunSignals();
        inHand.put(id, signals);
        try {
            String abortedBy = store.journal().abortedBy(id);
            if (!abortedBy.isEmpty()) {
                signals.abort(abortedBy);
            }
            if (stopping) {
                signals.stop();
            }
            return settle(run.get(), executed(run.get(), signals));
        } finally {
            inHand.remove(id);
        }
    }

    private Ending executed(Run run, Signals signals) {
        try {
            return executor.execute(run, signals);
        } catch (DrawbridgeException failed) {
            return new Ending.Ended(RunResult.FAILURE, String.valueOf(failed.getMessage()));
        } catch (RuntimeException | StackOverflowError broken) {
            LOG.error("run {} of {} broke off", run.id(), run.job(), broken);
            return new Ending.Ended(
                    RunResult.FAILURE,
                    "Drawbridge itself failed (" + broken.getClass().getSimpleName() + "); see its log.");
        }
    }

    private CompletionHandler<Void> settle(Run run, Ending ending) {
        if (ending instanceof Ending.Ended ended) {
            end(run, ended.result(), ended.reason());
            return (complete, operations) -> operations.remove();
        }
        if (ending instanceof Ending.Waits) {
            // The answer puts the task back; if it came meanwhile, this very task goes on.
            return (complete, operations) -> {
                if (writes.waits(run.id())) {
                    operations.remove();
                    takeUpIfAnswered(run.id());
                } else {
                    operations.reschedule(complete, Instant.now());
                }
            };
        }
        return later(ending instanceof Ending.Later ? Duration.ofSeconds(1) : Duration.ZERO);
    }

    /** An answer that came after the state was written and before the task was gone found the task still there. */
    private void takeUpIfAnswered(long run) {
        boolean open = store.journal().questions(run).stream().anyMatch(question -> question.answer() == null);
        if (!open || !store.journal().abortedBy(run).isEmpty()) {
            client.scheduleIfNotExists(taskOf(run), Instant.now());
        }
    }

    private static CompletionHandler<Void> later(Duration pause) {
        return (complete, operations) ->
                operations.reschedule(complete, Instant.now().plus(pause));
    }

    private void end(Run run, RunResult result, String reason) {
        boolean wanted = callbacks.wants(run);
        CallbackState state = wanted ? CallbackState.DUE : CallbackState.NONE;
        writes.end(run.id(), result, reason, state, () -> {
            if (wanted) {
                client.scheduleIfNotExists(
                        SchedulableInstance.of(callback.instance(String.valueOf(run.id())), Instant.now()));
            }
        });
        scheduler.triggerCheckForDueExecutions();
    }

    private CompletionHandler<Void> tell(TaskInstance<Void> task) {
        long id = Long.parseLong(task.getId());
        Optional<Run> run = store.runs().byId(id).filter(known -> known.callback() == CallbackState.DUE);
        if (run.isEmpty()) {
            return (complete, operations) -> operations.remove();
        }
        CallbackSender.Answer answer = sent(run.get());
        Instant ended = Optional.ofNullable(run.get().endedAt()).orElse(Instant.EPOCH);
        boolean tooLate = Instant.now().isAfter(ended.plus(GIVE_UP_AFTER));
        if (answer == CallbackSender.Answer.TRY_LATER && !tooLate) {
            return (complete, operations) ->
                    operations.reschedule(complete, Instant.now().plus(pause(ended)));
        }
        writes.callback(id, answer == CallbackSender.Answer.SENT ? CallbackState.SENT : CallbackState.GIVEN_UP);
        return (complete, operations) -> operations.remove();
    }

    private CallbackSender.Answer sent(Run run) {
        try {
            return callbacks.send(run);
        } catch (RuntimeException failed) {
            LOG.warn("the Console was not told of run {}; tried again later", run.id(), failed);
            return CallbackSender.Answer.TRY_LATER;
        }
    }

    /** Twice as long each time: as long as has passed since the end, from one second on. */
    private static Duration pause(Instant ended) {
        Duration passed = Duration.between(ended, Instant.now());
        Duration atLeast = passed.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : passed;
        return atLeast.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : atLeast;
    }

    /** Another server may have taken the request to abort. */
    private void lookForAborts() {
        try {
            inHand.forEach((run, signals) -> {
                String who = store.journal().abortedBy(run);
                if (!who.isEmpty()) {
                    signals.abort(who);
                }
            });
        } catch (RuntimeException unreachable) {
            LOG.warn("the database does not answer: {}", unreachable.getMessage());
        }
    }

    /** How many runs this server has in hand. */
    public int running() {
        return inHand.size();
    }

    /** Hands over what is in hand and takes nothing more. */
    @Override
    public void close() {
        stopping = true;
        intake.close();
        inHand.values().forEach(RunSignals::stop);
        scheduler.stop();
        watch.shutdownNow();
    }
}
