package io.jenkins.plugins.drawbridge.server.source;

import java.time.Instant;

/**
 * What a revision stood for.
 *
 * @param id 40 hex digits
 * @param subject first line of the message
 */
public record Commit(String id, String author, Instant date, String subject) {}
