package io.jenkins.plugins.drawbridge.server.cli;

/** Walk to a cluster hop by hop, and ask what we may do there. */
public record CheckRequest(Target target) {}
