package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes the target namespace if it is missing and that was allowed. It is not asked for beforehand: that it is missing
 * shows when the lock is taken, so the usual deploy spends no request on it.
 */
final class TargetNamespace {

    private static final ApiResource NAMESPACES = new ApiResource("", "v1", "namespaces", "Namespace", false);

    private final KubeClient kube;
    private final DeployRequest request;
    private final Say say;
    private final Runnable lastLook;

    /** @param lastLook refuses what would be refused later, before the first thing is written */
    TargetNamespace(KubeClient kube, DeployRequest request, Say say, Runnable lastLook) {
        this.kube = kube;
        this.request = request;
        this.say = say;
        this.lastLook = lastLook;
    }

    Lock locked(Supplier<Lock> lock) {
        try {
            return lock.get();
        } catch (ApiException refused) {
            if (refused.isNamespaceTerminating()) {
                throw new DeployException(terminating(request.target().namespace()), refused);
            }
            if (refused.isForbidden()) {
                throw new DeployException(lockForbidden(refused), refused);
            }
            if (!refused.isNamespaceMissing()) {
                throw refused;
            }
            create();
            return lock.get();
        }
    }

    /** A sentence if the namespace does not exist, which a misspelt one does not either; empty if it does, or who knows. */
    Optional<String> missing() {
        String name = request.target().namespace();
        boolean brought = request.manifests().stream()
                .anyMatch(manifest -> manifest.ref().kind().equals("Namespace")
                        && manifest.ref().name().equals(name));
        if (brought || exists(name)) {
            return Optional.empty();
        }
        String then = request.options().ensureNamespace()
                ? "a deploy would create it"
                : "a deploy would be refused, since it is not to create it";
        return Optional.of("namespace \"" + name + "\" does not exist in cluster \""
                + request.target().cluster() + "\"; " + then);
    }

    private boolean exists(String name) {
        try {
            return kube.get(NAMESPACES, "", name).isPresent();
        } catch (ApiException mayNotAsk) {
            if (mayNotAsk.isForbidden()) {
                return true;
            }
            throw mayNotAsk;
        }
    }

    private void create() {
        String name = request.target().namespace();
        if (!request.options().ensureNamespace()) {
            throw new DeployException("namespace \"" + name + "\" does not exist in cluster \""
                    + request.target().cluster() + "\"; create it, or leave out --ensure-namespace=false");
        }
        lastLook.run();
        ObjectNode namespace = JsonNodeFactory.instance.objectNode();
        namespace.put("apiVersion", "v1").put("kind", "Namespace");
        namespace.putObject("metadata").put("name", name);
        try {
            kube.create(NAMESPACES, "", namespace);
            say.notice("created namespace \"" + name + "\"");
        } catch (ApiException refused) {
            if (!refused.isConflict()) {
                throw new DeployException(
                        "namespace \"" + name + "\" does not exist and could not be created: " + refused.getMessage(),
                        refused);
            }
        }
    }

    static String terminating(String namespace) {
        return "namespace \"" + namespace + "\" is being deleted; wait until it is gone, or deploy to another";
    }

    private String lockForbidden(ApiException refused) {
        return "may not take the deploy lock in namespace \"" + request.target().namespace()
                + "\": the account needs get, create, update and delete on leases.coordination.k8s.io there ("
                + refused.getMessage() + ")";
    }
}
