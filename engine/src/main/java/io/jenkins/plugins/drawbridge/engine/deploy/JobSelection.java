package io.jenkins.plugins.drawbridge.engine.deploy;

import java.time.Duration;

/**
 * Which filtered jobs to run, and how often.
 *
 * @param value of the annotation that selects them, {@code pre-deploy}
 * @param retries after a first attempt that failed
 * @param attempt how long one attempt may take
 */
public record JobSelection(String value, int retries, Duration attempt) {

    public static final int MOST_RETRIES = 100;
}
