package io.jenkins.plugins.drawbridge.engine.callback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.engine.http.HttpsDoor;
import io.jenkins.plugins.drawbridge.engine.http.Post;
import io.jenkins.plugins.drawbridge.engine.http.Reply;
import io.jenkins.plugins.drawbridge.engine.link.LinkException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Posts the final status of a trigger to the Console, to its fixed base URL. One call is one attempt: who calls repeats it
 * as the answer says, since only they survive a crash. Thread-safe; calls block.
 */
public final class StatusPost {

    /** A credential a hop has refused is not sent again at once. */
    private static final Duration AFTER_REFUSED_LOGIN = Duration.ofMinutes(10);

    private final Clock clock;
    private final Duration timeout;
    private final Tokens tokens;

    public StatusPost(Clock clock, Duration timeout) {
        this.clock = clock;
        this.timeout = timeout;
        this.tokens = new Tokens(clock);
    }

    /**
     * Tells the Console once. Never throws for what goes wrong between us and it.
     *
     * @param project the project's database id in the Console
     * @param trigger the Console's own name for the trigger
     * @param status {@code success}, {@code failed}, {@code canceled} or {@code skipped}
     */
    public Attempt send(ConsoleSettings console, String project, String trigger, String status) {
        Post message;
        try {
            message = message(
                    List.of(
                            "api",
                            "deploy",
                            "webhooks",
                            "projects",
                            project,
                            "pipelines",
                            "triggers",
                            trigger,
                            "status",
                            ""),
                    status);
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
}
