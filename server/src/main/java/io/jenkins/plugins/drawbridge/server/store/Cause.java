package io.jenkins.plugins.drawbridge.server.store;

/**
 * Who or what started a run.
 *
 * @param who the user's id, or {@code console} for a webhook
 * @param address of the caller, as far as known
 */
public record Cause(Kind kind, String who, String address) {

    public enum Kind {
        /** The Console's webhook, by trigger token or signature. */
        CONSOLE,
        /** A signed-in person, or a client with an API token. */
        USER,
        /** A person who rolls back to an earlier build. */
        ROLLBACK
    }
}
