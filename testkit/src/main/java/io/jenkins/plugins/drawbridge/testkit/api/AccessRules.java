package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** May this user do that? And the reviews by which a user asks. Stateless. */
final class AccessRules {

    private static final List<String> OPEN_PATHS = List.of("/healthz", "/livez", "/readyz", "/version");

    private AccessRules() {}

    static void check(ClusterUser user, ApiRequest request) {
        check(user, request, request.verb());
    }

    static void check(ClusterUser user, ApiRequest request, String verb) {
        ApiRequest.Target target = request.target();
        if (target.resource().isEmpty()) {
            checkPath(user, request);
        } else if (!isReview(target) && !user.may(verb, target)) {
            throw forbidden(user, verb, target);
        }
    }

    private static boolean isReview(ApiRequest.Target target) {
        return target.group().equals("authorization.k8s.io") || target.group().equals("authentication.k8s.io");
    }

    private static void checkPath(ClusterUser user, ApiRequest request) {
        boolean open = OPEN_PATHS.stream()
                .anyMatch(path -> request.path().equals(path) || request.path().startsWith(path + "/"));
        if (!open && user.name().equals(Users.ANONYMOUS)) {
            String verb = request.verb().equals("list") ? "get" : request.verb();
            throw new StatusException(
                    403,
                    "Forbidden",
                    "forbidden: User \"" + user.name() + "\" cannot " + verb + " path \"" + request.path() + "\"");
        }
    }

    private static StatusException forbidden(ClusterUser user, String verb, ApiRequest.Target target) {
        String qualified = target.group().isEmpty() ? target.resource() : target.resource() + "." + target.group();
        String what = target.name().isEmpty() ? qualified : qualified + " \"" + target.name() + "\"";
        String resource =
                target.subresource().isEmpty() ? target.resource() : target.resource() + "/" + target.subresource();
        String where = target.namespace().isEmpty()
                ? "at the cluster scope"
                : "in the namespace \"" + target.namespace() + "\"";
        ObjectNode details = Json.object();
        if (!target.name().isEmpty()) {
            details.put("name", target.name());
        }
        if (!target.group().isEmpty()) {
            details.put("group", target.group());
        }
        details.put("kind", target.resource());
        return new StatusException(
                403,
                "Forbidden",
                what + " is forbidden: User \"" + user.name() + "\" cannot " + verb + " resource \"" + resource
                        + "\" in API group \"" + target.group() + "\" " + where,
                details);
    }

    static ObjectNode accessReview(ClusterUser user, ObjectNode review) {
        JsonNode wanted = review.path("spec").path("resourceAttributes");
        ApiRequest.Target target = new ApiRequest.Target(
                Json.text(wanted, "group"),
                Json.text(wanted, "version"),
                Json.text(wanted, "namespace"),
                Json.text(wanted, "resource"),
                Json.text(wanted, "name"),
                Json.text(wanted, "subresource"));
        boolean allowed = wanted.isMissingNode()
                ? !user.name().equals(Users.ANONYMOUS)
                : user.may(Json.text(wanted, "verb"), target);
        ObjectNode answer = review.deepCopy();
        Json.in(answer, "metadata").putNull("creationTimestamp");
        answer.putObject("status").put("allowed", allowed);
        return answer;
    }

    static ObjectNode selfReview(ClusterUser user) {
        ObjectNode answer =
                Json.object().put("kind", "SelfSubjectReview").put("apiVersion", "authentication.k8s.io/v1");
        answer.putObject("metadata").putNull("creationTimestamp");
        ObjectNode info = answer.putObject("status").putObject("userInfo").put("username", user.name());
        user.groups().forEach(info.putArray("groups")::add);
        return answer;
    }
}
