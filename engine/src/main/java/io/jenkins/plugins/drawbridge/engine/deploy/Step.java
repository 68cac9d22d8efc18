package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One object of the input and what is to be done with it.
 *
 * @param resource null: the kind is not served yet, a definition of the same input brings it
 * @param live as it is in the cluster; null: it is not there
 * @param change what anybody would see
 * @param apply whether a request is needed; also true where nothing shows but we do not own the object yet
 * @param force whether fields must be taken over from managers the user allowed
 * @param leaving its predecessor of the same name, which is being deleted; null: there is none
 * @param needs what the server looks up when it judges the object, and this plan brings or changes
 */
record Step(
        Manifest manifest,
        @Nullable ApiResource resource,
        @Nullable ObjectNode live,
        Change change,
        boolean apply,
        boolean force,
        @Nullable ObjectNode leaving,
        Set<ObjectRef.Key> needs) {

    Step(
            Manifest manifest,
            @Nullable ApiResource resource,
            @Nullable ObjectNode live,
            Change change,
            boolean apply,
            boolean force) {
        this(manifest, resource, live, change, apply, force, null, Set.of());
    }

    /** The same, once that object is gone. */
    Step after(ObjectNode gone) {
        return new Step(manifest, resource, live, change, apply, force, gone, needs);
    }

    Step needing(Set<ObjectRef.Key> others) {
        return others.isEmpty() ? this : new Step(manifest, resource, live, change, apply, force, leaving, others);
    }

    ObjectRef ref() {
        return manifest.ref();
    }
}
