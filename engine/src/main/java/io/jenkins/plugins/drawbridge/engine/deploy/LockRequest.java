package io.jenkins.plugins.drawbridge.engine.deploy;

import java.time.Clock;
import java.time.Duration;

/**
 * What somebody who wants the lock says.
 *
 * @param patience how long to wait for another holder
 * @param expiry how long the lock outlives its holder; it is renewed four times as often
 */
record LockRequest(DeployTarget target, LockHolder holder, Duration patience, Clock clock, Duration expiry) {}
