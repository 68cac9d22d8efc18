package io.jenkins.plugins.drawbridge.testkit.api;

import java.time.Duration;

/** Something that goes wrong with a request. */
public sealed interface Fault
        permits Fault.TooManyRequests, Fault.Failure, Fault.Stall, Fault.Close, Fault.CutOff, Fault.Slow, Fault.Gone {

    /** 429 with {@code Retry-After}; the request is not carried out. */
    record TooManyRequests(int retryAfterSeconds) implements Fault {}

    /** An answer of this code, such as 500, 503 or 401; the request is not carried out. */
    record Failure(int code) implements Fault {}

    /** No answer at all for so long, then the connection ends; the request is not carried out. */
    record Stall(Duration time) implements Fault {}

    /** The connection ends without an answer; the request is not carried out. */
    record Close() implements Fault {}

    /** The request is carried out, but the connection ends in the middle of the answer (for a watch: after so many events). */
    record CutOff(int events) implements Fault {}

    /** The request is carried out after a delay. */
    record Slow(Duration delay) implements Fault {}

    /** A watch that ends at once with an ERROR event, 410 Expired. */
    record Gone() implements Fault {}

    static Fault tooManyRequests(int retryAfterSeconds) {
        return new TooManyRequests(retryAfterSeconds);
    }

    static Fault failure(int code) {
        return new Failure(code);
    }

    static Fault expiredToken() {
        return new Failure(401);
    }

    static Fault stall(Duration time) {
        return new Stall(time);
    }

    static Fault close() {
        return new Close();
    }

    static Fault cutOff() {
        return new CutOff(0);
    }

    static Fault dropWatchAfter(int events) {
        return new CutOff(events);
    }

    static Fault slow(Duration delay) {
        return new Slow(delay);
    }

    static Fault watchGone() {
        return new Gone();
    }
}
