package io.jenkins.plugins.drawbridge.engine.deploy;

/**
 * How a deploy ended for one object.
 *
 * @param reason one masked sentence for anything but ready; empty otherwise
 */
public record Verdict(State state, String reason) {

    /** The four ways to end; the words of reports. */
    public enum State {
        READY("ready"),
        FAILED("failed"),
        TIMED_OUT("timed out"),
        SKIPPED("skipped");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public static final Verdict READY = new Verdict(State.READY, "");

    /** Applied, and nobody wanted to wait until it is ready. */
    public static final Verdict NOT_AWAITED = new Verdict(State.SKIPPED, "applied, not awaited");

    public static Verdict failed(String reason) {
        return new Verdict(State.FAILED, reason);
    }

    public static Verdict timedOut(String reason) {
        return new Verdict(State.TIMED_OUT, reason);
    }

    public static Verdict skipped(String reason) {
        return new Verdict(State.SKIPPED, reason);
    }
}
