package io.jenkins.plugins.drawbridge.testkit.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;

/** Gets and lists, page by page. Thread-safe. */
final class Lists {

    private final Store store;

    Lists(Store store) {
        this.store = store;
    }

    Answer get(Resource resource, ApiRequest request) {
        ObjectNode object = store.get(
                resource.storage(),
                new Key(request.target().namespace(), request.target().name()));
        if (object == null) {
            throw StatusException.notFound(resource, request.target().name());
        }
        ObjectNode shown = Versions.show(object, resource);
        return Answer.json(200, wantsMetadata(request) ? Partial.of(shown) : shown);
    }

    Answer list(Resource resource, ApiRequest request) {
        Predicate<ObjectNode> selected = Selectors.of(request);
        Page page = page(request);
        Store.Snapshot snapshot =
                store.list(resource.storage(), request.target().namespace());
        long version = page.version() == 0 ? snapshot.version() : page.version();
        List<ObjectNode> rest = snapshot.objects().stream()
                .filter(object -> Versions.keyOf(object).compareTo(page.after()) > 0)
                .filter(selected)
                .toList();
        int limit = limit(request);
        boolean cut = limit > 0 && rest.size() > limit;
        List<ObjectNode> shown = cut ? rest.subList(0, limit) : rest;
        boolean partial = wantsMetadata(request);
        ObjectNode list = Json.object()
                .put("kind", partial ? "PartialObjectMetadataList" : resource.kind() + "List")
                .put("apiVersion", partial ? "meta.k8s.io/v1" : resource.apiVersion());
        ObjectNode metadata = list.putObject("metadata").put("resourceVersion", Long.toString(version));
        if (cut) {
            metadata.put("continue", token(version, Versions.keyOf(shown.get(limit - 1))));
            metadata.put("remainingItemCount", rest.size() - limit);
        }
        list.set("items", items(shown, resource, partial));
        return Answer.json(200, list);
    }

    private static ArrayNode items(List<ObjectNode> objects, Resource resource, boolean partial) {
        List<JsonNode> items = new ArrayList<>();
        for (ObjectNode object : objects) {
            ObjectNode item = Versions.show(object, resource);
            items.add(partial ? Partial.of(item) : Versions.withoutType(item, resource));
        }
        return Json.MAPPER.createArrayNode().addAll(items);
    }

    static boolean wantsMetadata(ApiRequest request) {
        return request.accept().contains("as=PartialObjectMetadata");
    }

    private static int limit(ApiRequest request) {
        String limit = request.parameter("limit");
        return limit.isEmpty() ? 0 : Integer.parseInt(limit);
    }

    /** Where a page starts. */
    private record Page(long version, Key after) {}

    private Page page(ApiRequest request) {
        String token = request.parameter("continue");
        if (token.isEmpty()) {
            return new Page(0, new Key("", ""));
        }
        try {
            JsonNode start = Json.parse(new String(Base64.getUrlDecoder().decode(token), UTF_8));
            return checked(
                    new Page(start.path("rv").asLong(), new Key(Json.text(start, "ns"), Json.text(start, "start"))));
        } catch (IllegalArgumentException problem) {
            throw StatusException.badRequest("continue key is not valid: " + problem.getMessage());
        }
    }

    private Page checked(Page page) {
        if (store.isForgotten(page.version())) {
            throw StatusException.expired("The provided continue parameter is too old to display a consistent list "
                    + "result. You must start a new list without the continue parameter.");
        }
        return page;
    }

    private static String token(long version, Key last) {
        ObjectNode start = Json.object()
                .put("v", "meta.k8s.io/v1")
                .put("rv", version)
                .put("ns", last.namespace())
                .put("start", last.name());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(start.toString().getBytes(UTF_8));
    }
}
