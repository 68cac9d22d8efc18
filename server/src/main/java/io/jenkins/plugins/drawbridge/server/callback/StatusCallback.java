package io.jenkins.plugins.drawbridge.server.callback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.engine.http.HttpsDoor;
import io.jenkins.plugins.drawbridge.engine.http.Post;
import io.jenkins.plugins.drawbridge.engine.http.Reply;
import io.jenkins.plugins.drawbridge.engine.link.LinkException;
import io.jenkins.plugins.drawbridge.server.config.ConsoleSettings;
import io.jenkins.plugins.drawbridge.server.config.JobSettings;
import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.store.Run;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Posts the final status of a run to the Console, through the Console's own access, to its fixed base URL. One call is one
 * attempt: who calls repeats it as the answer says, since only they survive a crash. Thread-safe; calls block.
 */
public final class StatusCallback {

    /** The Console may ask for this parameter's value; it is its own name for the trigger. */
    public static final String TRIGGER_ID = "TRIGGER_ID";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** A credential a hop has refused is not sent again at once. */
    private static final Duration AFTER_REFUSED_LOGIN = Duration.ofMinutes(10);

    private final Supplier<Settings> settings;
    private final Duration timeout;
    private final Tokens tokens;
    private final Clock clock;

    /** @param settings as of now; asked for each attempt, since they may be loaded again */
    public StatusCallback(Supplier<Settings> settings, Clock clock) {
        this(settings, clock, TIMEOUT);
    }

    StatusCallback(Supplier<Settings> settings, Clock clock, Duration timeout) {
        this.settings = settings;
        this.clock = clock;
        this.timeout = timeout;
        this.tokens = new Tokens(clock);
    }

    /** Whether somebody is to be told about runs of this job with these parameters, as things stand. */
    public boolean isWanted(Run run) {
        return address(run, settings.get()).isPresent();
    }

    /**
     * Tells the Console once. Never throws for what goes wrong between us and it.
     *
     * @param run has ended
     */
    public Attempt send(Run run) {
        Settings now = settings.get();
        ConsoleSettings console = now.console();
        Optional<List<String>> address = address(run, now);
        if (console == null || address.isEmpty()) {
            return new Attempt.NotWanted();
        }
        Post message;
        try {
            message = message(address.get(), StatusWord.of(run));
        } catch (InputException noAddress) {
            return new Attempt.Refused(noAddress.getMessage());
        }
        try (HttpsDoor door = new HttpsDoor(console.url(), console.authority(), console.access(), timeout)) {
            return send(door, console, message);
        } catch (RefusedException refused) {
            return new Attempt.Refused(refused.getMessage());
        } catch (LinkException unreached) {
            boolean soon = unreached.failure().worthRepeating();
            return later(unreached, soon ? Optional.empty() : Optional.of(AFTER_REFUSED_LOGIN));
        } catch (LaterException later) {
            return later(later, later.wish());
        } catch (DrawbridgeException failed) {
            return later(failed, Optional.empty());
        }
    }

    private static Attempt later(DrawbridgeException why, Optional<Duration> wish) {
        return new Attempt.Later("the Console could not be told: " + why.getMessage(), wish);
    }

    private static Post message(List<String> address, String status) {
        String body =
                JsonNodeFactory.instance.objectNode().put("status", status).toString();
        return new Post(address, Secret.of(""), "application/json", body);
    }

    private static Post with(Tokens.Token token, Post message) {
        return message.authorised(Secret.of("Bearer " + token.value().reveal()));
    }

    /** A token that was good may have been withdrawn: a new one is asked for once. */
    private Attempt send(HttpsDoor door, ConsoleSettings console, Post message) {
        Tokens.Token token = tokens.token(door, console);
        Reply reply = door.send(with(token, message));
        if (reply.status() == 401 && token.renewable()) {
            tokens.forget(token);
            token = tokens.token(door, console);
            reply = door.send(with(token, message));
        }
        return judged(reply);
    }

    private Attempt judged(Reply reply) {
        if (reply.isGood()) {
            return new Attempt.Accepted();
        }
        String said = Replies.sentence("the Console", reply);
        return Replies.isFinal(reply)
                ? new Attempt.Refused(said)
                : new Attempt.Later(said, reply.wish(clock.instant()));
    }

    private static Optional<List<String>> address(Run run, Settings settings) {
        String trigger = run.parameters().getOrDefault(TRIGGER_ID, "");
        String project = settings.job(run.job()).map(JobSettings::projectId).orElse("");
        if (settings.console() == null || trigger.isEmpty() || project.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(List.of(
                "api", "deploy", "webhooks", "projects", project, "pipelines", "triggers", trigger, "status", ""));
    }
}
