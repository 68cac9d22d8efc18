package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What services are made of.
 *
 * @param live what lives of the desired objects and of those to delete
 * @param changes one for each desired object and each object to delete
 * @param unreadable kinds ({@link ObjectRef#kindAndGroup()}) whose live state could not be read
 */
public record GroupingInput(
        List<Manifest> desired, Map<ObjectRef.Key, ObjectNode> live, List<Change> changes, Set<String> unreadable) {

    public GroupingInput {
        desired = List.copyOf(desired);
        live = Map.copyOf(live);
        changes = List.copyOf(changes);
        unreadable = Set.copyOf(unreadable);
    }
}
