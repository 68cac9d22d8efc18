package io.jenkins.plugins.drawbridge.webhook;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.Job;
import hudson.model.TaskListener;
import io.jenkins.plugins.drawbridge.config.ConsoleDescription;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.callback.Attempt;
import io.jenkins.plugins.drawbridge.engine.callback.ConsoleSettings;
import io.jenkins.plugins.drawbridge.engine.callback.StatusPost;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the Console how triggered builds ended: every few seconds whatever is due, also what was due before a restart. A
 * trigger that the Console took, or will never take, is told no more.
 */
@Extension
public final class CallbackWork extends AsyncPeriodicWork {

    private static final Logger LOG = Logger.getLogger(CallbackWork.class.getName());
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** About a week, most of it at the longest pause. */
    private static final int MOST_ATTEMPTS = 180;

    private static final Duration FORGETTING = Duration.ofHours(1);

    private final Clock clock;
    private final StatusPost post;
    private volatile long nextForgetting;

    public CallbackWork() {
        this(Clock.systemUTC(), TIMEOUT);
    }

    CallbackWork(Clock clock, Duration timeout) {
        super("Drawbridge: tell the Console");
        this.clock = clock;
        this.post = new StatusPost(clock, timeout);
    }

    @Override
    public long getRecurrencePeriod() {
        return PERIOD.toMillis();
    }

    /** It runs too often to be worth a line each time. */
    @Override
    protected Level getNormalLoggingLevel() {
        return Level.FINEST;
    }

    @Override
    protected void execute(TaskListener listener) {
        tellAll();
    }

    void tellAll() {
        Triggers triggers = Triggers.get();
        if (clock.millis() >= nextForgetting) {
            triggers.forgetOld(clock.millis());
            nextForgetting = clock.millis() + FORGETTING.toMillis();
        }
        List<TriggerRecord> due = triggers.store().due(clock.millis());
        Optional<ConsoleSettings> console = due.isEmpty() ? Optional.empty() : console();
        for (TriggerRecord known : due) {
            Job<?, ?> job = Triggers.job(known.job());
            TriggerRecord record = triggers.fresh(known, job);
            if (record.state().isFinal()) {
                triggers.change(record, tell(record, job, console)::after);
            }
        }
    }

    private static Optional<ConsoleSettings> console() {
        try {
            return ConsoleDescription.now();
        } catch (DrawbridgeException fault) {
            LOG.log(Level.WARNING, "the Console cannot be told: {0}", fault.getMessage());
            return Optional.empty();
        }
    }

    /** What becomes of the record. */
    private interface Next {
        TriggerRecord after(TriggerRecord now);
    }

    private Next tell(TriggerRecord record, @Nullable Job<?, ?> job, Optional<ConsoleSettings> console) {
        String project = Optional.ofNullable(job)
                .flatMap(ConsoleTriggerProperty::of)
                .map(ConsoleTriggerProperty::getProjectId)
                .orElse("");
        if (record.triggerId().isEmpty() || project.isEmpty()) {
            return TriggerRecord::asTold; // nobody waits for it
        }
        if (record.attempts() >= MOST_ATTEMPTS) {
            LOG.log(
                    Level.WARNING,
                    "trigger {0}: the Console did not take its end in {1} attempts; it is told no more",
                    new Object[] {record.triggerId(), MOST_ATTEMPTS});
            return TriggerRecord::asTold;
        }
        if (console.isEmpty()) {
            return now -> now.again(later(now, Optional.empty()));
        }
        Attempt attempt = post.send(
                console.get(), project, record.triggerId(), record.state().word());
        if (attempt instanceof Attempt.Later later) {
            LOG.log(Level.INFO, "trigger {0}: {1}; tried again later", new Object[] {
                record.triggerId(), later.sentence()
            });
            return now -> now.again(later(now, later.wish()));
        }
        if (attempt instanceof Attempt.Refused refused) {
            LOG.log(Level.WARNING, "trigger {0}: {1}", new Object[] {record.triggerId(), refused.sentence()});
        }
        return TriggerRecord::asTold;
    }

    /** Twice as long each time, up to an hour, and as long as the Console wishes. */
    private long later(TriggerRecord now, Optional<Duration> wish) {
        Duration pause = PERIOD.multipliedBy(1L << Math.min(now.attempts(), 10));
        Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        Duration wished = wish.orElse(Duration.ZERO);
        return clock.millis() + (wished.compareTo(bounded) > 0 ? wished : bounded).toMillis();
    }
}
