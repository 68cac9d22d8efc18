package io.jenkins.plugins.drawbridge.testkit.console;

/** A status callback the Console has taken; there is at most one for each trigger. */
public record StatusUpdate(String projectId, String triggerId, String status) {}
