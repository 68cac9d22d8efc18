package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * How a live object is, judged as a deploy judges it. Pure and thread-safe.
 *
 * @param sentence what it waits for or what is wrong, in the cluster's own words, not masked; empty when well
 */
public record ObjectHealth(State state, String sentence) {

    /** In one word. */
    public enum State {
        WELL,
        IN_PROGRESS,
        /** A deploy would give up on it, at once or soon. */
        FAILING
    }

    /** @param object with {@code apiVersion} and {@code kind}, as the API server serves it */
    public static ObjectHealth of(JsonNode object, Instant now) {
        Readiness readiness = Readiness.of(object, now);
        if (object.path("kind").asText().equals("Pod") && readiness.state() == Readiness.State.IN_PROGRESS) {
            Optional<Trouble> trouble = Trouble.of(object, Patience.DEFAULT);
            if (trouble.isPresent()) {
                return of(trouble.get());
            }
        }
        return new ObjectHealth(state(readiness), readiness.message());
    }

    private static ObjectHealth of(Trouble trouble) {
        String container = trouble.container() == null ? "" : "container " + trouble.container() + ": ";
        State state = trouble.patience() == null ? State.IN_PROGRESS : State.FAILING;
        return new ObjectHealth(state, container + trouble.sentence());
    }

    private static State state(Readiness readiness) {
        return switch (readiness.state()) {
            case CURRENT -> State.WELL;
            case IN_PROGRESS -> State.IN_PROGRESS;
            case FAILED -> State.FAILING;
        };
    }
}
