package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;

/**
 * An object of an earlier deploy that is no longer in the input, and still there.
 *
 * @param kept why it stays all the same; empty: it is deleted
 * @param moved whether another application tracks it, so that we no longer do
 */
record Pruning(ObjectRef ref, ApiResource resource, ObjectNode live, String kept, boolean moved) {

    Pruning kept(String why, boolean byAnother) {
        return new Pruning(ref, resource, live, why, byAnother);
    }

    boolean isDeleted() {
        return kept.isEmpty();
    }
}
