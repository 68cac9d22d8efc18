package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.manifest.Annotations;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import io.jenkins.plugins.drawbridge.engine.plan.Difference;
import io.jenkins.plugins.drawbridge.engine.plan.Expected;
import io.jenkins.plugins.drawbridge.engine.plan.FieldChange;
import io.jenkins.plugins.drawbridge.engine.plan.Masker;
import io.jenkins.plugins.drawbridge.engine.plan.SurelyHolds;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what an apply would do to one object: from the live object alone where that is certain, else by a dry run,
 * so that defaults, admission and conflicts are seen. Thread-safe.
 */
final class Confirmation {

    private final Applier applier;
    private final Masker masker;
    private final boolean creates;

    /** @param creates whether new objects are tried out as well */
    Confirmation(Applier applier, Masker masker, boolean creates) {
        this.applier = applier;
        this.masker = masker;
        this.creates = creates;
    }

    /** What needs no request to be known: that nothing would change. Else empty. */
    Optional<Step> certain(Manifest manifest, @Nullable ApiResource resource, @Nullable ObjectNode live) {
        if (live == null || resource == null) {
            return Optional.empty();
        }
        if (Annotations.isOnce(manifest)) {
            return Optional.of(unchanged(manifest, resource, live, "deployed once"));
        }
        boolean holds = SurelyHolds.test(manifest.body(), live, Deployer.MANAGER);
        return holds && applier.takeover(live).isEmpty()
                ? Optional.of(unchanged(manifest, resource, live, ""))
                : Optional.empty();
    }

    /** What is not {@link #certain}: the server is asked. */
    Step asked(Manifest manifest, @Nullable ApiResource resource, @Nullable ObjectNode live) {
        if (live == null || resource == null) {
            return creation(manifest, resource);
        }
        Applier.Applied dry = applier.apply(resource, manifest.body(), false, true);
        ObjectNode after = applier.afterTakeover(resource, live, dry.object());
        boolean adopt = !ownership(live).equals(ownership(dry.object()))
                || applier.takeover(live).isPresent();
        Change change = change(manifest, live, after);
        return new Step(manifest, resource, live, change, adopt || change instanceof Change.Update, dry.forced());
    }

    private Change change(Manifest manifest, ObjectNode live, ObjectNode after) {
        List<FieldChange> fields = Difference.between(live, after, masker);
        return fields.isEmpty() ? new Change.Unchanged(manifest.ref(), "") : new Change.Update(manifest.ref(), fields);
    }

    /** What the server cannot be asked before other objects of the plan are there: the apply will show. */
    Step unasked(Manifest manifest, @Nullable ApiResource resource, @Nullable ObjectNode live) {
        if (live == null || resource == null) {
            return created(manifest, resource);
        }
        ObjectNode owned =
                applier.takeover(live).map(takeover -> takeover.of(live)).orElse(live);
        ObjectNode after = Expected.after(owned, manifest.body(), Deployer.MANAGER);
        return new Step(manifest, resource, live, change(manifest, live, after), true, false);
    }

    private Step creation(Manifest manifest, @Nullable ApiResource resource) {
        if (creates && resource != null) {
            tryOut(manifest, resource);
        }
        return created(manifest, resource);
    }

    /** Nothing can be tried out on an object that is being deleted: what others own of it goes, too. */
    Step successor(Manifest manifest, @Nullable ApiResource resource, ObjectNode leaving) {
        return created(manifest, resource).after(leaving);
    }

    private Step created(Manifest manifest, @Nullable ApiResource resource) {
        List<FieldChange> fields = Difference.between(null, manifest.body(), masker);
        return new Step(manifest, resource, null, new Change.Create(manifest.ref(), fields), true, false);
    }

    /** An object of a namespace that is still to be made cannot be tried out; that is no fault of it. */
    private void tryOut(Manifest manifest, ApiResource resource) {
        try {
            applier.apply(resource, manifest.body(), false, true);
        } catch (ApiException refused) {
            if (!refused.isNamespaceMissing()) {
                throw refused;
            }
        }
    }

    private static Step unchanged(Manifest manifest, ApiResource resource, ObjectNode live, String why) {
        return new Step(manifest, resource, live, new Change.Unchanged(manifest.ref(), why), false, false);
    }

    private static Optional<JsonNode> ownership(ObjectNode object) {
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            if (entry.path("manager").asText().equals(Deployer.MANAGER)
                    && entry.path("operation").asText().equals("Apply")
                    && entry.path("subresource").asText("").isEmpty()) {
                return Optional.of(entry.path("fieldsV1"));
            }
        }
        return Optional.empty();
    }
}
