package io.jenkins.plugins.drawbridge.server.callback;

import io.jenkins.plugins.drawbridge.engine.callback.Attempt;
import io.jenkins.plugins.drawbridge.engine.callback.ConsoleSettings;
import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.work.CallbackSender;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue's way to the Console. A Console that wishes to be left alone for a while is left alone by all runs, unless its
 * settings change meanwhile. Thread-safe.
 */
public final class ConsoleCallback implements CallbackSender {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleCallback.class);

    private final StatusCallback callback;
    private final Supplier<Settings> settings;
    private final Clock clock;
    private @Nullable Rest rest;

    /** @param settings as of now */
    public ConsoleCallback(Supplier<Settings> settings, Clock clock) {
        this(new StatusCallback(settings, clock), settings, clock);
    }

    ConsoleCallback(StatusCallback callback, Supplier<Settings> settings, Clock clock) {
        this.callback = callback;
        this.settings = settings;
        this.clock = clock;
    }

    private record Rest(@Nullable ConsoleSettings console, Instant until) {}

    @Override
    public boolean wants(Run run) {
        return callback.isWanted(run);
    }

    @Override
    public Answer send(Run ended) {
        if (rests()) {
            return Answer.TRY_LATER;
        }
        Attempt attempt = callback.send(ended);
        if (attempt instanceof Attempt.Accepted) {
            return Answer.SENT;
        }
        if (attempt instanceof Attempt.Later later) {
            later.wish().ifPresent(wish -> rest(clock.instant().plus(wish)));
            LOG.info("run {} of {}: {}; tried again later", ended.id(), ended.job(), later.sentence());
            return Answer.TRY_LATER;
        }
        String why = attempt instanceof Attempt.Refused refused
                ? refused.sentence()
                : "nobody is to be told any more, by the configuration as it is now";
        LOG.warn("run {} of {}: {}", ended.id(), ended.job(), why);
        return Answer.REFUSED;
    }

    private synchronized boolean rests() {
        Rest known = rest;
        return known != null
                && Objects.equals(known.console(), settings.get().console())
                && clock.instant().isBefore(known.until());
    }

    private synchronized void rest(Instant until) {
        rest = new Rest(settings.get().console(), until);
    }
}
