package io.jenkins.plugins.drawbridge.engine.manifest;

/**
 * The bytes of one manifest file, read but not yet understood: what a host fetches from another machine.
 *
 * @param name as the user named it, for messages
 * @param content may hold secrets; nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and copied once too often already
public record ManifestText(String name, byte[] content) {

    /** Name and size only: the content may hold a secret. */
    @Override
    public String toString() {
        return name + " (" + content.length + " bytes)";
    }
}
