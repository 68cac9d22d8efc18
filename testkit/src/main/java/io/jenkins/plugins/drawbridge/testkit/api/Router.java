package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Resource.Trait;

/** From a request to its answer; watches aside. Thread-safe. */
final class Router {

    private final ApiParts parts;
    private final ApiOptions options;
    private final Discovery discovery;
    private final Lists lists;
    private final Mutations mutations;
    private final Lookups lookups;
    private final Deletions deletions;
    private final Scales scales;
    private final Logs logs;

    Router(ApiParts parts, ApiOptions options) {
        this.parts = parts;
        this.options = options;
        this.discovery = new Discovery(parts.table(), options.aggregatedDiscovery());
        this.lists = new Lists(parts.store());
        this.mutations = new Mutations(parts.store(), parts.writer());
        this.lookups = new Lookups(parts.store(), parts.table());
        this.deletions = new Deletions(parts.store(), parts.writer(), parts.collector());
        this.scales = new Scales(parts.store(), parts.writer());
        this.logs = new Logs(parts.store(), parts.logs());
    }

    Answer answer(ApiRequest request, ClusterUser user) {
        AccessRules.check(user, request);
        ApiRequest.Target target = request.target();
        if (target.resource().isEmpty()) {
            return plain(request);
        }
        if (target.resource().equals("selfsubjectaccessreviews")
                && request.method().equals("POST")) {
            return Answer.json(201, AccessRules.accessReview(user, Bodies.object(request)));
        }
        if (target.resource().equals("selfsubjectreviews") && request.method().equals("POST") && options.selfReview()) {
            return Answer.json(201, AccessRules.selfReview(user));
        }
        Resource resource = resource(target);
        return target.subresource().isEmpty() || target.subresource().equals("status")
                ? main(resource, request, user)
                : below(resource, request);
    }

    Resource resource(ApiRequest.Target target) {
        Resource resource = parts.table()
                .find(target.group(), target.version(), target.resource())
                .orElseThrow(StatusException::noSuchPath);
        boolean unscoped = resource.namespaced()
                && target.namespace().isEmpty()
                && !target.name().isEmpty();
        boolean misplaced = !resource.namespaced() && !target.namespace().isEmpty();
        if (unscoped || misplaced) {
            throw StatusException.noSuchPath();
        }
        return resource;
    }

    private Answer plain(ApiRequest request) {
        String path = request.path();
        String[] words = path.substring(1).split("/");
        if (path.matches("/(healthz|livez|readyz)(/ping)?")) {
            return Answer.text(200, "ok");
        }
        return switch (path) {
            case "/version" -> Answer.json(200, version());
            case "/api" -> discovery.core(request);
            case "/apis" -> discovery.groups(request);
            case "/api/v1" -> discovery.resources("", "v1");
            default -> {
                if (words[0].equals("apis") && words.length == 2) {
                    yield discovery.group(words[1]);
                }
                if (words[0].equals("apis") && words.length == 3) {
                    yield discovery.resources(words[1], words[2]);
                }
                throw StatusException.noSuchPath();
            }
        };
    }

    private JsonNode version() {
        String[] numbers = options.version().split("\\.");
        return Json.object()
                .put("major", numbers[0])
                .put("minor", numbers[1])
                .put("gitVersion", "v" + options.version())
                .put("platform", "linux/amd64");
    }

    private Answer main(Resource resource, ApiRequest request, ClusterUser user) {
        if (!request.target().subresource().isEmpty() && !resource.has(Trait.STATUS)) {
            throw StatusException.noSuchPath();
        }
        lookups.check(resource, request, user);
        return switch (request.verb()) {
            case "get" -> lists.get(resource, request);
            case "list" -> lists.list(resource, request);
            case "create" -> {
                if (resource.namespaced() && request.target().namespace().isEmpty()) {
                    throw StatusException.methodNotAllowed();
                }
                yield mutations.create(resource, request);
            }
            case "update" -> mutations.update(resource, request);
            case "patch" -> mutations.patch(resource, request, () -> AccessRules.check(user, request, "create"));
            case "delete" -> deletions.delete(resource, request);
            case "deletecollection" -> deleteAll(resource, request);
            default -> throw StatusException.methodNotAllowed();
        };
    }

    private Answer deleteAll(Resource resource, ApiRequest request) {
        ApiRequest.Target target = request.target();
        var selected = Selectors.of(request);
        ObjectNode list = Json.object().put("kind", resource.kind() + "List").put("apiVersion", resource.apiVersion());
        list.putObject("metadata")
                .put("resourceVersion", Long.toString(parts.store().version()));
        var items = list.putArray("items");
        for (ObjectNode object :
                parts.store().list(resource.storage(), target.namespace()).objects()) {
            if (selected.test(object)) {
                Key key = Versions.keyOf(object);
                ApiRequest.Target one = new ApiRequest.Target(
                        target.group(), target.version(), key.namespace(), target.resource(), key.name(), "");
                deletions.delete(resource, request.about(one));
                items.add(object);
            }
        }
        return Answer.json(200, list);
    }

    private Answer below(Resource resource, ApiRequest request) {
        String subresource = request.target().subresource();
        boolean reading = request.method().equals("GET");
        if (subresource.equals("log") && resource.has(Trait.LOG) && reading) {
            return logs.get(resource, request);
        }
        if (subresource.equals("scale") && resource.has(Trait.SCALE)) {
            return reading ? scales.get(resource, request) : scales.change(resource, request);
        }
        throw StatusException.noSuchPath();
    }
}
