package io.jenkins.plugins.drawbridge.server.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.jenkins.plugins.drawbridge.server.store.CallbackState;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done besides runs, on threads of its own so that no run delays it: telling the Console how a run ended, and
 * pruning. Thread-safe.
 */
final class Chores implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
    private static final String TABLE = "chore";
    private static final int THREADS = 2;
    private static final Duration GIVE_UP_AFTER = Duration.ofHours(24);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration PRUNING = Duration.ofMinutes(10);

    private final Store store;
    private final CallbackSender sender;
    private final CustomTask<Void> callback;
    private final SchedulerClient client;
    private final Scheduler scheduler;
    private final Set<Long> telling = ConcurrentHashMap.newKeySet();

    Chores(Store store, CallbackSender sender, Work.Bounds bounds, Pace pace) {
        this.store = store;
        this.sender = sender;
        this.callback = Tasks.custom("callback", Void.class)
                .onFailure(Pace.retried())
                .onDeadExecutionRevive()
                .execute((instance, context) -> new Yielding(tell(instance)));
        RecurringTask<Void> pruning = Tasks.recurring("prune", FixedDelay.of(PRUNING))
                .execute((instance, context) -> store.writes().prune(bounds.keptBuilds()));
        this.client = SchedulerClient.Builder.create(store.dataSource(), callback)
                .tableName(TABLE)
                .build();
        this.scheduler = pace.scheduler(store.dataSource(), List.of(callback))
                .tableName(TABLE)
                .threads(THREADS)
                .startTasks(pruning)
                .build();
    }

    void start() {
        scheduler.start();
    }

    /** Within the transaction that ends the run. */
    void tellOf(long run) {
        client.scheduleIfNotExists(callback.instance(String.valueOf(run)), Instant.now());
    }

    void hurry() {
        scheduler.triggerCheckForDueExecutions();
    }

    /** Not twice at once, also if this server was so slow that its own task was taken for a dead one's. */
    private CompletionHandler<Void> tell(TaskInstance<Void> task) {
        long id = Long.parseLong(task.getId());
        if (!telling.add(id)) {
            return (complete, operations) ->
                    operations.reschedule(complete, Instant.now().plusSeconds(1));
        }
        try {
            return tell(id);
        } finally {
            telling.remove(id);
        }
    }

    private CompletionHandler<Void> tell(long id) {
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
        store.writes().callback(id, answer == CallbackSender.Answer.SENT ? CallbackState.SENT : CallbackState.GIVEN_UP);
        return (complete, operations) -> operations.remove();
    }

    private CallbackSender.Answer sent(Run run) {
        try {
            return sender.send(run);
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

    @Override
    public void close() {
        scheduler.stop();
    }
}
