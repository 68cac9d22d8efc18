package io.jenkins.plugins.drawbridge.server.callback;

import io.jenkins.plugins.drawbridge.engine.callback.Attempt;
import io.jenkins.plugins.drawbridge.engine.callback.ConsoleSettings;
import io.jenkins.plugins.drawbridge.engine.callback.StatusPost;
import io.jenkins.plugins.drawbridge.server.config.JobSettings;
import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.store.Run;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Posts the final status of a run to the Console. One call is one attempt. Thread-safe; calls block. */
public final class StatusCallback {

    /** The Console may ask for this parameter's value; it is its own name for the trigger. */
    public static final String TRIGGER_ID = "TRIGGER_ID";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Supplier<Settings> settings;
    private final StatusPost post;

    /** @param settings as of now; asked for each attempt, since they may be loaded again */
    public StatusCallback(Supplier<Settings> settings, Clock clock) {
        this(settings, clock, TIMEOUT);
    }

    StatusCallback(Supplier<Settings> settings, Clock clock, Duration timeout) {
        this.settings = settings;
        this.post = new StatusPost(clock, timeout);
    }

    /** Whether somebody is to be told about runs of this job with these parameters, as things stand. */
    public boolean isWanted(Run run) {
        return project(run, settings.get()).isPresent();
    }

    /**
     * Tells the Console once. Never throws for what goes wrong between us and it.
     *
     * @param run has ended
     */
    public Attempt send(Run run) {
        Settings now = settings.get();
        ConsoleSettings console = now.console();
        Optional<String> project = project(run, now);
        return console == null || project.isEmpty()
                ? new Attempt.NotWanted()
                : post.send(console, project.get(), trigger(run), StatusWord.of(run));
    }

    private static String trigger(Run run) {
        return run.parameters().getOrDefault(TRIGGER_ID, "");
    }

    private static Optional<String> project(Run run, Settings settings) {
        String project = settings.job(run.job()).map(JobSettings::projectId).orElse("");
        return settings.console() == null || trigger(run).isEmpty() || project.isEmpty()
                ? Optional.empty()
                : Optional.of(project);
    }
}
