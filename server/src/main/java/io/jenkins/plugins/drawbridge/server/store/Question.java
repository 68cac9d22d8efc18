package io.jenkins.plugins.drawbridge.server.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code input} step asks.
 *
 * @param submitters ids of the users who may answer; empty: everyone with the role {@code approve}
 * @param answer null until somebody answered
 */
public record Question(
        long run, String path, String message, String ok, List<String> submitters, @Nullable Answer answer) {

    public Question {
        submitters = List.copyOf(submitters);
    }

    public record Answer(boolean approved, String who, Instant at) {}
}
