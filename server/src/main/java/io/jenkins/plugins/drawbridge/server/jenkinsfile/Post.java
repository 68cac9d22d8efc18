package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import java.util.List;
import java.util.Map;

/** {@code post}: what is done when a pipeline or stage has come to its end. */
public record Post(Map<When, List<Step>> steps) {

    public static final Post NONE = new Post(Map.of());

    /** In the order in which Jenkins looks at them. */
    public enum When {
        always,
        changed,
        aborted,
        failure,
        success,
        unstable,
        unsuccessful,
        cleanup
    }

    public Post {
        steps = Map.copyOf(steps);
    }
}
