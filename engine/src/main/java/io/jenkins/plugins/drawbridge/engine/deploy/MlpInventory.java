package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What mlp tracked in a namespace: since version 2 in the ConfigMap {@code eu.mia-platform.mlp}, before in the Secret
 * {@code resources-deployed}. Read, never written.
 */
final class MlpInventory {

    private static final ApiResource SECRETS = new ApiResource("", "v1", "secrets", "Secret", true);
    static final String CONFIG_MAP = "eu.mia-platform.mlp";
    private static final String SECRET = "resources-deployed";
    private static final int MOST_OF_A_KIND = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubeClient kube;
    private final String namespace;

    MlpInventory(KubeClient kube, String namespace) {
        this.kube = kube;
        this.namespace = namespace;
    }

    Inventory load() {
        Inventory tracked = kube.get(InventoryStore.CONFIG_MAPS, namespace, CONFIG_MAP)
                .map(configMap -> ofKeys(configMap.path("data")))
                .orElse(Inventory.EMPTY);
        return tracked.isEmpty() ? secret().map(this::ofSecret).orElse(Inventory.EMPTY) : tracked;
    }

    /**
     * {@code <namespace>_<name>_<group>_<Kind>}, a colon in a name written as two underscores. Read from both ends, since
     * an empty group leaves two underscores as well: {@code shop_cfg__ConfigMap}.
     */
    private static Inventory ofKeys(JsonNode data) {
        List<ObjectRef> refs = new ArrayList<>();
        data.fieldNames().forEachRemaining(key -> {
            int first = key.indexOf('_');
            int last = key.lastIndexOf('_');
            int beforeLast = key.lastIndexOf('_', last - 1);
            if (first >= 0 && first < beforeLast) {
                String kind = key.substring(last + 1);
                String group = key.substring(beforeLast + 1, last);
                String name = key.substring(first + 1, beforeLast).replace("__", ":");
                refs.add(new ObjectRef(group, group.isEmpty() ? "v1" : "", kind, key.substring(0, first), name));
            }
        });
        return Inventory.of(refs);
    }

    /** Whoever may not read Secrets deployed none of them with mlp 1, which kept its books in one. */
    private Optional<ObjectNode> secret() {
        try {
            return kube.get(SECRETS, namespace, SECRET);
        } catch (ApiException refused) {
            if (refused.isForbidden()) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private Inventory ofSecret(ObjectNode secret) {
        List<ObjectRef> refs = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : resources(secret).properties()) {
            JsonNode named = entry.getValue();
            JsonNode kind = named.path("kind").isObject() ? named.path("kind") : named.path("Mapping");
            String group = kind.path("Group").asText("");
            String name = kind.path("Kind").asText(entry.getKey());
            kube.findPreferred(group, name).ifPresent(resource -> names(named)
                    .forEach(object -> refs.add(new ObjectRef(
                            group, resource.version(), name, resource.namespaced() ? namespace : "", object))));
        }
        return Inventory.of(refs);
    }

    private static List<String> names(JsonNode named) {
        List<String> names = new ArrayList<>();
        named.path("resources").forEach(object -> names.add(object.asText()));
        return names.stream().filter(Inventory::isPlain).limit(MOST_OF_A_KIND).toList();
    }

    private static JsonNode resources(ObjectNode secret) {
        JsonNode resources = JsonNodeFactory.instance.nullNode();
        try {
            byte[] text = Base64.getMimeDecoder()
                    .decode(secret.path("data").path("resources").asText("e30="));
            resources = JSON.readTree(new String(text, StandardCharsets.UTF_8));
        } catch (JsonProcessingException | IllegalArgumentException garbled) {
            // told below
        }
        if (!resources.isObject()
                || !StreamSupport.stream(resources.spliterator(), false).allMatch(JsonNode::isObject)) {
            throw new DeployException(
                    "the Secret " + SECRET + ", in which mlp 1 tracked what it deployed, does not say it"
                            + " as mlp 1 did; delete it if it is of no more use");
        }
        return resources;
    }
}
