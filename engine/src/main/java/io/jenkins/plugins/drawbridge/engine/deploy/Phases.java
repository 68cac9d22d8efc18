package io.jenkins.plugins.drawbridge.engine.deploy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Takes the time of each phase, in milliseconds. Used by one thread. */
final class Phases {

    private final Map<String, Long> millis = new LinkedHashMap<>();

    <T> T time(String phase, Supplier<T> work) {
        long begun = System.nanoTime();
        try {
            return work.get();
        } finally {
            millis.merge(phase, (System.nanoTime() - begun) / 1_000_000, Long::sum);
        }
    }

    void time(String phase, Runnable work) {
        time(phase, () -> {
            work.run();
            return phase;
        });
    }

    Map<String, Long> inOrder() {
        return new LinkedHashMap<>(millis);
    }
}
