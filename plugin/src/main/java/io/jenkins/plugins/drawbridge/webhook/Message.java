package io.jenkins.plugins.drawbridge.webhook;

/**
 * A signed webhook.
 *
 * @param id the sender's own name for it, the same whenever it is sent again
 * @param digest of its body
 */
record Message(String id, String digest) {}
