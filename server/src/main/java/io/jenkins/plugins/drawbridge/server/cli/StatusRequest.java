package io.jenkins.plugins.drawbridge.server.cli;

/** Say what lives in a namespace, and how it is. */
public record StatusRequest(Target target, Format format) {

    /** How it is written; the names are the words of {@code -o}. */
    public enum Format {
        text,
        json
    }
}
