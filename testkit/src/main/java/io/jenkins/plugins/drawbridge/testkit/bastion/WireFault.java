package io.jenkins.plugins.drawbridge.testkit.bastion;

import java.time.Duration;

/** What is wrong with the wire in front of a server. Applies to connections made from then on. */
public sealed interface WireFault {

    /** Nothing. */
    record None() implements WireFault {}

    /** Connections are accepted, then nothing moves. */
    record Stall() implements WireFault {}

    /** So many bytes of the server's pass, then nothing moves any more. */
    record StallAfter(long serverBytes) implements WireFault {}

    /** So many bytes of the server's pass, then the connection ends. */
    record DropAfter(long serverBytes) implements WireFault {}

    /** Something else answers, and closes. */
    record Lie(String answer) implements WireFault {}

    /** Each piece waits before it passes; at most so many bytes a second each way (0: no bound). */
    record Slow(Duration delay, long bytesPerSecond) implements WireFault {}
}
