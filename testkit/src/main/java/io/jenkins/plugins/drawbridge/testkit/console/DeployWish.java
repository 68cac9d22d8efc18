package io.jenkins.plugins.drawbridge.testkit.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import java.util.UUID;

/**
 * What somebody chose on the Console's deploy page.
 *
 * @param deployType {@code smart_deploy} or {@code deploy_all}
 * @param triggerId random, new for each trigger
 */
public record DeployWish(
        String revision,
        String environment,
        String deployType,
        boolean forceWhenNoSemver,
        String namespace,
        String triggerId) {

    public static DeployWish smart(String revision, String environment, String namespace) {
        return new DeployWish(
                revision,
                environment,
                "smart_deploy",
                false,
                namespace,
                UUID.randomUUID().toString());
    }

    public DeployWish all() {
        return new DeployWish(revision, environment, "deploy_all", forceWhenNoSemver, namespace, triggerId);
    }

    public DeployWish triggeredAs(String id) {
        return new DeployWish(revision, environment, deployType, forceWhenNoSemver, namespace, id);
    }

    /** The body of today's contract, with the deprecated names beside the new ones. */
    String body() {
        ObjectNode body = Json.object();
        body.put("REVISION", revision)
                .put("ENVIRONMENT_TO_DEPLOY", environment)
                .put("DEPLOY_TYPE", deployType)
                .put("FORCE_DEPLOY_WHEN_NO_SEMVER", forceWhenNoSemver)
                .put("KUBE_NAMESPACE", namespace)
                .put("TRIGGER_ID", triggerId)
                .put("revision", revision)
                .put("environment", environment)
                .put("deployType", deployType)
                .put("forceDeployWhenNoSemver", forceWhenNoSemver);
        return body.toString();
    }

    /** The body of the older contract: the two values, under the names of {@code paramsMap}. */
    String olderBody(String revisionName, String environmentName) {
        return Json.object()
                .put(revisionName, revision)
                .put(environmentName, environment)
                .toString();
    }
}
