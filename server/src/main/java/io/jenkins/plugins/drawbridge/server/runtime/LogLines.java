package io.jenkins.plugins.drawbridge.server.runtime;

import java.util.List;

/**
 * The last lines of a container's log, masked; the newest last. Empty if it has said nothing.
 *
 * @param previous whether they are of the container's life before its last restart
 */
public record LogLines(String pod, String container, boolean previous, List<String> lines) {

    public LogLines {
        lines = List.copyOf(lines);
    }
}
