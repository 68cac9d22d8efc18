package io.jenkins.plugins.drawbridge.engine.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The wanted objects of a kind as they were at one moment.
 *
 * @param resourceVersion that moment; a watch may start there
 */
public record ObjectList(List<ObjectNode> items, String resourceVersion) {

    public ObjectList {
        items = List.copyOf(items);
    }
}
