package io.jenkins.plugins.drawbridge.engine.kube;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Asks an API server who we are and what we may do. Thread-safe.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/authorization/">Authorization overview</a>
 */
public final class AccessCheck {

    private final KubeClient kube;

    public AccessCheck(KubeClient kube) {
        this.kube = kube;
    }

    /** What one may do to which objects, in RBAC's words. */
    public record Right(String verb, String group, String resource) {

        /** {@code patch deployments.apps}. */
        @Override
        public String toString() {
            return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
        }
    }

    /** Our user name; empty where the server is too old to say (before 1.28). */
    public Optional<String> whoAmI() {
        ObjectNode question = review("authentication.k8s.io/v1", "SelfSubjectReview");
        try {
            ObjectNode answer = kube.ask("/apis/authentication.k8s.io/v1/selfsubjectreviews", question);
            String name =
                    answer.path("status").path("userInfo").path("username").asText("");
            return name.isEmpty() ? Optional.empty() : Optional.of(Answer.plain(name));
        } catch (ApiException unknown) {
            if (unknown.isNotFound() || unknown.isForbidden()) {
                return Optional.empty();
            }
            throw unknown;
        }
    }

    /** Those of the rights that we do not have, in their order; all of them asked for at once. */
    public List<Right> lacking(List<Right> rights, String namespace) {
        ExecutorService askers = Executors.newFixedThreadPool(Math.max(1, rights.size()), AccessCheck::asker);
        try {
            List<CompletableFuture<Boolean>> answers = rights.stream()
                    .map(right -> CompletableFuture.supplyAsync(() -> may(right, namespace), askers))
                    .toList();
            List<Right> lacking = new ArrayList<>();
            for (int index = 0; index < rights.size(); index++) {
                if (!answers.get(index).join()) {
                    lacking.add(rights.get(index));
                }
            }
            return lacking;
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof DrawbridgeException known ? known : failure;
        } finally {
            askers.shutdownNow();
        }
    }

    private static Thread asker(Runnable question) {
        Thread thread = new Thread(question, "drawbridge-access-review");
        thread.setDaemon(true);
        return thread;
    }

    public boolean may(Right right, String namespace) {
        ObjectNode question = review("authorization.k8s.io/v1", "SelfSubjectAccessReview");
        question.putObject("spec")
                .putObject("resourceAttributes")
                .put("namespace", namespace)
                .put("verb", right.verb())
                .put("group", right.group())
                .put("resource", right.resource());
        ObjectNode answer = kube.ask("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", question);
        return answer.path("status").path("allowed").asBoolean();
    }

    private static ObjectNode review(String apiVersion, String kind) {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        question.put("apiVersion", apiVersion).put("kind", kind);
        return question;
    }
}
