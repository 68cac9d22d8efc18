package io.jenkins.plugins.drawbridge.server.cli;

/** How a plan is written; the names are the words of {@code -o}. */
public enum OutputFormat {
    text,
    json,
    markdown,
    html
}
