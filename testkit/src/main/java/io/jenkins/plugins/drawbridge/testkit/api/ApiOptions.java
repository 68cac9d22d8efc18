package io.jenkins.plugins.drawbridge.testkit.api;

import java.time.Duration;

/**
 * What a server can do.
 *
 * @param version such as {@code 1.32.0}
 * @param aggregatedDiscovery whether one request tells all kinds
 * @param selfReview whether {@code SelfSubjectReview} is served
 * @param anonymous whether requests without credentials are let in as nobody (else 401)
 * @param bookmarkEvery how often watches that ask for bookmarks get one
 */
public record ApiOptions(
        String version, boolean aggregatedDiscovery, boolean selfReview, boolean anonymous, Duration bookmarkEvery) {}
