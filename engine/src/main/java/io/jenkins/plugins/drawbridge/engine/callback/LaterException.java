package io.jenkins.plugins.drawbridge.engine.callback;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Not now. */
final class LaterException extends DrawbridgeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration wish;

    LaterException(String sentence, @Nullable Duration wish) {
        super(sentence);
        this.wish = wish;
    }

    /** How long the other side wishes us to wait. */
    Optional<Duration> wish() {
        return Optional.ofNullable(wish);
    }
}
