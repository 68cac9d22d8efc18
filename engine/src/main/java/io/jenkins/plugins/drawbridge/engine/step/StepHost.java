package io.jenkins.plugins.drawbridge.engine.step;

import io.jenkins.plugins.drawbridge.engine.deploy.DeployEvent;
import io.jenkins.plugins.drawbridge.engine.deploy.LockHolder;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What surrounds a step in its run.
 *
 * @param holder who we are, for others who wait for the lock
 * @param variables for placeholders
 * @param listener hears events, one at a time, on any thread
 */
public record StepHost(
        LockHolder holder, StepVariables variables, BegunPlans begun, Clock clock, Consumer<DeployEvent> listener) {}
