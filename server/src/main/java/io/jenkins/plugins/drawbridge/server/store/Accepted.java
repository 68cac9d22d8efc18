package io.jenkins.plugins.drawbridge.server.store;

/**
 * The answer to a trigger; once given, the run survives everything but the loss of the disk.
 *
 * @param id of the run; 0 if there is none
 */
public record Accepted(long id, Kind kind) {

    public enum Kind {
        NEW,
        /** The same key came before; this is the run it got. */
        REPEATED,
        /** An equal run is already waiting (Jenkins answers 303). */
        MERGED,
        /** The message's id came before with another body; nothing was started. */
        CONTRADICTED
    }
}
