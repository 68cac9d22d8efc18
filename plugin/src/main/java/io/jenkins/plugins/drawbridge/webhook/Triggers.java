package io.jenkins.plugins.drawbridge.webhook;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Cause;
import hudson.model.Job;
import hudson.model.ParametersAction;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** All triggers of this Jenkins: queues builds, once for each key, and knows what became of them. Thread-safe. */
@Extension
public final class Triggers {

    private static final Logger LOG = Logger.getLogger(Triggers.class.getName());

    /** How long a trigger is remembered that is over. */
    private static final Duration KEPT = Duration.ofDays(30);

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
            forgetOld(store, clock.millis());
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
            String key, String triggerId, @Nullable Message message, String environment, ParametersAction parameters) {}

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

    private long schedule(Job<?, ?> job, Wish wish, TriggerRecord record) throws Refusal, IOException {
        try {
            return ConsoleBuilds.schedule(job, wish, record);
        } catch (Refusal | RuntimeException refused) { // nothing was queued, so there is nothing to remember
            store().forget(record::equals);
            throw refused;
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

    /** The records of all triggers that the build answers. */
    private List<TriggerRecord> of(Run<?, ?> run) {
        return of(run.getParent(), run.getCauses());
    }

    private List<TriggerRecord> of(Job<?, ?> job, List<Cause> causes) {
        return ConsoleBuilds.keys(causes)
                .flatMap(key -> store().find(job.getFullName(), key).stream())
                .toList();
    }

    void started(Run<?, ?> run) {
        of(run).forEach(record -> change(record, now -> now.running(run.getNumber())));
    }

    void ended(Run<?, ?> run) {
        String result = State.word(run.getResult());
        of(run).forEach(record -> change(record, now -> now.ended(run.getNumber(), result)));
    }

    void moved(String oldName, String newName) {
        try {
            store().move(oldName, newName);
        } catch (IOException unwritten) {
            LOG.log(Level.WARNING, "the triggers of " + oldName + " could not be taken to " + newName, unwritten);
        }
    }

    /** With all that was below it. */
    void deleted(String name) {
        try {
            store().forget(record -> record.job().equals(name) || record.job().startsWith(name + "/"));
        } catch (IOException undeleted) {
            LOG.log(Level.WARNING, "the triggers of " + name + " could not be deleted", undeleted);
        }
    }

    /** It was taken out of the queue. */
    void canceled(Queue.Item item) {
        if (item.getTask() instanceof Job<?, ?> job) {
            of(job, item.getCauses()).forEach(record -> change(record, now -> now.canceledAs(item.getId())));
        }
    }

    /** As it is now: what was missed while Jenkins was down, or its queue forgot, is made up for. */
    TriggerRecord fresh(TriggerRecord known, @Nullable Job<?, ?> job) {
        if (known.state().isFinal() || known.queueId() == 0) {
            return known;
        }
        Run<?, ?> run = job == null ? null : ConsoleBuilds.find(known, job);
        if (run == null && known.state() == State.PENDING && ConsoleBuilds.isQueued(known)) {
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

    void forgetOld(long now) {
        forgetOld(store(), now);
    }

    private static void forgetOld(TriggerStore store, long now) {
        try {
            store.forget(record -> record.isOver() && now - record.acceptedAt() > KEPT.toMillis());
        } catch (IOException undeleted) {
            LOG.log(
                    Level.WARNING,
                    "triggers of more than " + KEPT.toDays() + " days ago could not be deleted",
                    undeleted);
        }
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
