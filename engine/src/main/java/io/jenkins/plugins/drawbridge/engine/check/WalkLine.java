package io.jenkins.plugins.drawbridge.engine.check;

import java.time.Duration;

/**
 * One step of a walk. Text of other machines may be in it: whoever shows it makes it plain first.
 *
 * @param label the hop or the question; empty for a failure, whose sentence names the hop itself
 * @param step what was done or answered; what failed and the remedy, if it failed (may have several lines)
 */
public record WalkLine(String label, String step, Duration took, boolean passed) {

    static WalkLine passed(String label, String step, Duration took) {
        return new WalkLine(label, step, took, true);
    }

    static WalkLine failed(String sentence, Duration took) {
        return new WalkLine("", sentence, took, false);
    }
}
