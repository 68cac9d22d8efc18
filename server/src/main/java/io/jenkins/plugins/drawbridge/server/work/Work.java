package io.jenkins.plugins.drawbridge.server.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable queue at work, on db-scheduler. Each run has one task; the task is there as long as somebody has to do
 * something about the run, and gone while it waits for a person. Thread-safe.
 */
public final class Work implements Queue, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Work.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    /** Who took the run up has its task, too. */
    private static final CompletionHandler<Void> LEFT_TO_OTHERS = (complete, operations) -> {};

    /**
     * @param threads how many runs are carried out at once
     * @param mostQueued more are turned away
     * @param keptBuilds so many builds of each job keep their log and reports, unless its Jenkinsfile says otherwise
     */
    public record Bounds(int threads, int mostQueued, int keptBuilds) {

        public static final Bounds DEFAULT = new Bounds(4, 10_000, 200);

        public Bounds(int threads, int mostQueued) {
            this(threads, mostQueued, DEFAULT.keptBuilds());
        }
    }

    private final Store store;
    private final RunWrites writes;
    private final RunExecutor executor;
    private final CallbackSender callbacks;
    private final Bounds bounds;
    private final Map<Long, RunSignals> inHand = new ConcurrentHashMap<>();
    private final CustomTask<Void> runs;
    private final SchedulerClient client;
    private final Scheduler scheduler;
    private final Chores chores;
    private final GroupCommit intake;
    private final ScheduledExecutorService watch;
    private volatile boolean stopping;

    private Work(Store store, RunExecutor executor, CallbackSender callbacks, Bounds bounds, Pace pace) {
        this.store = store;
        this.writes = store.writes();
        this.executor = new SafeRuns(executor);
        this.callbacks = callbacks;
        this.bounds = bounds;
        this.runs = Tasks.custom("run", Void.class)
                .onFailure(Pace.retried())
                .onDeadExecutionRevive()
                .execute((instance, context) -> new Yielding(carryOut(instance)));
        this.client = SchedulerClient.Builder.create(store.dataSource(), runs).build();
        this.scheduler = pace.scheduler(store.dataSource(), List.of(runs))
                .threads(bounds.threads())
                .build();
        this.chores = new Chores(store, callbacks, bounds, pace);
        this.intake = new GroupCommit(this::write);
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "drawbridge-signals");
            thread.setDaemon(true);
            return thread;
        });
    }

    public static Work start(Store store, RunExecutor executor, CallbackSender callbacks, Bounds bounds) {
        return start(store, executor, callbacks, bounds, Pace.DEFAULT);
    }

    static Work start(Store store, RunExecutor executor, CallbackSender callbacks, Bounds bounds, Pace pace) {
        Work work = new Work(store, executor, callbacks, bounds, pace);
        if (store.exclusive()) {
            work.writes.releasePicked();
        }
        work.scheduler.start();
        work.chores.start();
        var unused = work.watch.scheduleWithFixedDelay(work::lookAround, 500, 500, TimeUnit.MILLISECONDS);
        return work;
    }

    @Override
    public Accepted accept(NewRun run) {
        return intake.accept(run)
                .orElseThrow(
                        () -> new QueueFullException(bounds.mostQueued() + " runs wait already; come back later."));
    }

    private List<Optional<Accepted>> write(List<NewRun> requests) {
        List<Optional<Accepted>> accepted = writes.accept(requests, bounds.mostQueued(), ids -> {
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
                goOn(run);
            } else {
                end(waiting, RunResult.NOT_BUILT, cancelled(who));
            }
        });
        RunSignals signals = inHand.get(run);
        if (signals != null) {
            signals.abort(who);
        } else if (told.filter(found -> found.state() == RunState.RUNNING).isPresent()) {
            goOn(run); // It may have been put off.
        }
        hurry();
        return told.isPresent();
    }

    private static String cancelled(String who) {
        return "It was cancelled by " + who + " before it began.";
    }

    private void hurry() {
        scheduler.triggerCheckForDueExecutions();
        chores.hurry();
    }

    /** A run that waits has no task, or one for later; one that is in hand sees what has changed. */
    private void goOn(long run) {
        try {
            client.schedule(taskOf(run), Instant.now(), ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
        } catch (TaskInstanceCurrentlyExecutingException inHand) {
            LOG.debug("run {} is in hand", run);
        }
    }

    @Override
    public boolean answer(long run, String path, boolean approved, String who) {
        boolean answered = writes.answer(run, path, approved, who, () -> goOn(run));
        scheduler.triggerCheckForDueExecutions();
        return answered;
    }

    private CompletionHandler<Void> carryOut(TaskInstance<Void> task) {
        if (stopping) {
            return later(Duration.ZERO);
        }
        long id = Long.parseLong(task.getId());
        RunSignals signals = new RunSignals();
        if (inHand.putIfAbsent(id, signals) != null) {
            LOG.warn("run {} is in hand still; this server was too slow to say so", id);
            return later(SOON);
        }
        try {
            // Read after that: an abort is seen here, or finds the signals.
            Optional<Run> run = writes.takeUp(id);
            if (run.isEmpty()) {
                return (complete, operations) -> operations.remove();
            }
            signals.ofAttempt(run.get().attempt());
            return settle(run.get(), attempted(run.get(), signals));
        } finally {
            inHand.remove(id, signals);
        }
    }

    private Ending attempted(Run run, RunSignals signals) {
        if (!run.abortedBy().isEmpty()) {
            if (run.state() == RunState.QUEUED) {
                return new Ending.Ended(RunResult.NOT_BUILT, cancelled(run.abortedBy()));
            }
            signals.abort(run.abortedBy());
        }
        if (stopping) {
            signals.stop();
        }
        return executor.execute(run, signals);
    }

    private CompletionHandler<Void> settle(Run run, Ending ending) {
        if (ending instanceof Ending.Ended ended) {
            boolean mine = writes.asNewest(run, () -> end(run, ended.result(), ended.reason()));
            chores.hurry();
            if (mine) {
                hurryThoseBehind(run);
            }
            return mine ? (complete, operations) -> operations.remove() : LEFT_TO_OTHERS;
        }
        if (ending instanceof Ending.Waits waits) {
            // The answer puts the task back; if it came meanwhile, this very task goes on. One transaction, since a
            // run that was answered and has no task would be forgotten.
            Instant until = waits.until();
            return (complete, operations) -> {
                Runnable leave = until == null ? operations::remove : () -> operations.reschedule(complete, until);
                var unused = writes.asNewest(run, () -> {
                    if (!writes.waits(run.id(), leave)) {
                        operations.reschedule(complete, Instant.now());
                    }
                });
            };
        }
        return later(ending instanceof Ending.Later put ? pause(run, put.until()) : Duration.ZERO);
    }

    /** A second longer each time it was taken up. */
    private static Duration pause(Run run, @Nullable Instant until) {
        Duration pause = Duration.ofSeconds(Math.min(run.attempt(), LONGEST_PAUSE.toSeconds()));
        if (until == null) {
            return pause;
        }
        Duration left = Duration.between(Instant.now(), until);
        return left.compareTo(pause) < 0 ? left : pause;
    }

    private void hurryThoseBehind(Run ended) {
        try {
            writes.lookAgain(ended.id());
            scheduler.triggerCheckForDueExecutions();
        } catch (RuntimeException unreachable) { // they look again by themselves
            LOG.warn("the runs behind run {} were not told of its end: {}", ended.id(), unreachable.getMessage());
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
                chores.tellOf(run.id());
            }
        });
    }

    /** Another server may have taken the request to abort, or the run itself. */
    private void lookAround() {
        try {
            inHand.forEach((id, signals) -> store.runs().byId(id).ifPresent(run -> {
                if (!run.abortedBy().isEmpty()) {
                    signals.abort(run.abortedBy());
                }
                if (signals.takenOverBy(run.attempt())) {
                    signals.stop();
                }
            }));
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
        chores.close();
        watch.shutdownNow();
    }
}
