package io.jenkins.plugins.drawbridge.server.store;

import org.jspecify.annotations.Nullable;

/**
 * A part of a job's history.
 *
 * @param environment only runs that went there; empty: anywhere
 * @param result only runs that ended so; null: all, also those that go on
 */
public record RunQuery(String job, String environment, @Nullable RunResult result, Place place) {}
