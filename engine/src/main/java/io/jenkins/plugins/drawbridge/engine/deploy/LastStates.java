package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What objects were like when they were deleted; the newest thousand of them. Thread-safe. */
final class LastStates {

    private static final int KEPT = 1_000;

    private final Map<String, ObjectNode> byUid = new LinkedHashMap<>();

    synchronized void add(ObjectNode gone) {
        byUid.put(gone.path("metadata").path("uid").asText(), gone);
        if (byUid.size() > KEPT) {
            byUid.remove(byUid.keySet().iterator().next());
        }
    }

    synchronized Optional<ObjectNode> find(String uid) {
        return Optional.ofNullable(byUid.get(uid));
    }
}
