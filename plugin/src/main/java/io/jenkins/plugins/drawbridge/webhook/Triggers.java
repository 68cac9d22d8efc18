package io.jenkins.plugins.drawbridge.webhook;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Action;
import hudson.model.CauseAction;
import hudson.model.Job;
import hudson.model.ParametersAction;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.queue.ScheduleResult;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import org.jspecify.annotations.Nullable;

/** All triggers of this Jenkins: queues builds, once for each key, and knows for good what became of them. Thread-safe. */
@Extension
public final class Triggers {

    private static final Logger LOG = Logger.getLogger(Triggers.class.getName());

    private final Clock clock = Clock.systemUTC();

    /** Jenkins calls our listeners inside its queue's lock, so what they need is never locked around a call of the queue. */
    private final Object accepting = new Object();

    private @Nullable TriggerStore store;

    static Triggers get() {
        return ExtensionList.lookupSingleton(Triggers.class);
    }

    /** Opened at the first use: Jenkins's home is known by then. */
    synchronized TriggerStore store() {
        if (store == null) {
            store = new TriggerStore(
                    Jenkins.get().getRootDir().toPath().resolve("drawbridge").resolve("triggers"));
        }
        return store;
    }

    /** As Jenkins itself sees it: the caller's rights are asked for afterwards. */
    @SuppressWarnings("try") // that it closes is all that is wanted of it
    static @Nullable Job<?, ?> job(String fullName) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return Jenkins.get().getItemByFullName(fullName, Job.class);
        }
    }

    /**
     * What a caller wants.
     *
     * @param key what makes a repetition one
     * @param message the signed webhook that says it; null: something else does
     */
    record Wish(
            String key,
            String triggerId,
            @Nullable Message message,
            String environment,
            ParametersAction parameters) {}

    /**
     * Queues a build, or finds the one that was queued for the same key. The record is written before and after, so that a
     * crash in between makes the repetition queue the build again.
     *
     * @throws Refusal if Jenkins does not queue it
     */
    TriggerRecord accept(Job<?, ?> job, Wish wish) throws Refusal, IOException {
        synchronized (accepting) {
            Optional<TriggerRecord> known = store().same(job.getFullName(), wish.key(), wish.triggerId())
                    .filter(record -> record.queueId() != 0);
            if (known.isPresent()) {
                return repeated(known.get(), wish.message());
            }
            TriggerRecord record = TriggerRecord.accepted(wish, job.getFullName(), clock.millis());
            store().put(record);
            long queueId = schedule(job, wish, record);
            store().change(record, now -> now.queued(queueId)); // it may have begun already
            return store().find(record.job(), record.key()).orElse(record);
        }
    }

    private TriggerRecord repeated(TriggerRecord known, @Nullable Message message) throws Refusal, IOException {
        if (message == null) {
            return known;
        }
        if (known.contradicts(message)) {
            throw new Refusal(
                    409, "this webhook-id came before with another body; another message needs an id of its own");
        }
        if (!known.messages().containsKey(message.id())) {
            store().change(known, now -> now.askedForBy(message));
        }
        return known;
    }

    private static long schedule(Job<?, ?> job, Wish wish, TriggerRecord record) throws Refusal {
        List<Action> actions = new ArrayList<>();
        actions.add(new CauseAction(new ConsoleCause(record)));
        actions.add(wish.parameters());
        int quiet = job instanceof ParameterizedJobMixIn.ParameterizedJob<?, ?> paced ? paced.getQuietPeriod() : 0;
        if (!(job instanceof Queue.Task task)) {
            throw new Refusal(409, "the job cannot be built");
        }
        ScheduleResult result = Jenkins.get().getQueue().schedule2(task, quiet, actions);
        Queue.Item item = result.getItem();
        if (item == null) {
            throw new Refusal(503, "Jenkins takes no builds now; try again later");
        }
        return item.getId();
    }

    /** The record of the build, if the Console asked for it. */
    Optional<TriggerRecord> of(Run<?, ?> run) {
        ConsoleCause cause = run.getCause(ConsoleCause.class);
        return cause == null ? Optional.empty() : store().find(run.getParent().getFullName(), cause.key());
    }

    void started(Run<?, ?> run) {
        of(run).ifPresent(record -> change(record, now -> now.running(run.getNumber())));
    }

    void ended(Run<?, ?> run) {
        of(run).ifPresent(record -> change(record, now -> now.ended(run.getNumber(), State.word(run.getResult()))));
    }

    void moved(String oldName, String newName) {
        try {
            store().move(oldName, newName);
        } catch (IOException unwritten) {
            LOG.log(Level.WARNING, "the triggers of " + oldName + " could not be taken to " + newName, unwritten);
        }
    }

    void left(long queueId) {
        store().queued(queueId)
                .filter(record -> record.state() == State.PENDING)
                .ifPresent(record -> change(record, TriggerRecord::canceled));
    }

    /** As it is now: what was missed while Jenkins was down, or its queue forgot, is made up for. */
    TriggerRecord fresh(TriggerRecord known, @Nullable Job<?, ?> job) {
        if (known.state().isFinal() || known.queueId() == 0) {
            return known;
        }
        Run<?, ?> run = job == null ? null : build(known, job);
        if (run == null && known.state() == State.PENDING && isQueued(known.queueId())) {
            return known;
        }
        if (run == null) {
            change(known, now -> now.state() == State.PENDING ? now.canceled() : now.ended(now.number(), "ABORTED"));
        } else if (run.isBuilding()) {
            change(known, now -> now.running(run.getNumber()));
        } else {
            Result result = run.getResult();
            change(known, now -> now.ended(run.getNumber(), State.word(result)));
        }
        return store().find(known.job(), known.key()).orElse(known);
    }

    private static boolean isQueued(long queueId) {
        Queue.Item item = Jenkins.get().getQueue().getItem(queueId);
        return item != null && !(item instanceof Queue.LeftItem left && left.isCancelled());
    }

    private static @Nullable Run<?, ?> build(TriggerRecord known, Job<?, ?> job) {
        if (known.number() != 0) {
            return job.getBuildByNumber(known.number());
        }
        int looked = 0;
        for (Run<?, ?> run : job.getBuilds()) {
            if (run.getQueueId() == known.queueId()) {
                return run;
            }
            if (++looked == 100) {
                break;
            }
        }
        return null;
    }

    /** What cannot be written now is seen again when the record is next asked for. */
    void change(TriggerRecord record, UnaryOperator<TriggerRecord> change) {
        try {
            store().change(record, change);
        } catch (IOException unwritten) {
            LOG.log(
                    Level.WARNING,
                    "the trigger " + record.key() + " of " + record.job() + " could not be kept",
                    unwritten);
        }
    }
}
