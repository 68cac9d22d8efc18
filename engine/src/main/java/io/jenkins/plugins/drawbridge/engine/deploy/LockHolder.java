package io.jenkins.plugins.drawbridge.engine.deploy;

/**
 * Who deploys, as the lock tells it. Immutable.
 *
 * @param name for others who wait: host and process, or a build's URL
 * @param lineage the same for a deploy and its continuation after its process died, and for no other deploy, so that
 *     the continuation need not wait until the lock of the one before expires; empty: it is never continued
 */
public record LockHolder(String name, String lineage) {

    /** Of a deploy that is never continued. */
    public static LockHolder named(String name) {
        return new LockHolder(name, "");
    }
}
