package io.jenkins.plugins.drawbridge.engine.link;

import java.time.Duration;

/** Hears each step of letting the bridge down, as it is done; {@code check} prints them. Called on any thread. */
@FunctionalInterface
public interface LinkListener {

    LinkListener SILENT = (hop, step, took) -> {};

    /**
     * A step succeeded.
     *
     * @param hop label of the hop or target
     * @param step what was done: {@code TCP}, {@code TLS}, {@code CONNECT}, {@code SSH}, with a detail behind it
     */
    void passed(String hop, String step, Duration took);
}
