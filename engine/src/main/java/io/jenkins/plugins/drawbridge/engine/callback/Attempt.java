package io.jenkins.plugins.drawbridge.engine.callback;

import java.time.Duration;
import java.util.Optional;

/** What became of one attempt to tell the Console. Sentences hold no secret. */
public sealed interface Attempt {

    /** The Console took it. */
    record Accepted() implements Attempt {}

    /** Nobody is to be told: no Console is configured, or the run was not triggered by one. */
    record NotWanted() implements Attempt {}

    /** The Console will not take it however often it is sent; log it once. */
    record Refused(String sentence) implements Attempt {}

    /**
     * Try again.
     *
     * @param wish how long the other side wishes us to wait at least, if it said so
     */
    record Later(String sentence, Optional<Duration> wish) implements Attempt {}
}
