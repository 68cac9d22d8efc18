package io.jenkins.plugins.drawbridge.engine.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Act as somebody else ({@code Impersonate-User}, {@code -Group}, {@code -Uid}), if RBAC lets us. */
public record Impersonation(String user, List<String> groups, @Nullable String uid) {

    public Impersonation {
        groups = List.copyOf(groups);
    }
}
