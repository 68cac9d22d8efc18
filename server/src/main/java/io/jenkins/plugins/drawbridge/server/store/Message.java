package io.jenkins.plugins.drawbridge.server.store;

/**
 * A signed webhook. Source: Standard Webhooks, whose {@code webhook-id} is the same whenever a message is sent again.
 *
 * @param id the sender's own name for it
 * @param digest of its body, SHA-256 in hexadecimal; it is the same whenever the message is sent again
 */
public record Message(String id, String digest) {}
