package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.ApplyOptions;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the inventory in a ConfigMap of the target namespace, {@code drawbridge-inventory-<application>}. On the first
 * deploy of an application that is named after its namespace it takes over what mlp tracked there ({@link
 * MlpInventory}), so that moving from mlp leaves no orphans.
 */
final class InventoryStore {

    static final ApiResource CONFIG_MAPS = new ApiResource("", "v1", "configmaps", "ConfigMap", true);
    static final String LABELS = "app.kubernetes.io/managed-by=drawbridge";

    static final String PREFIX = "drawbridge-inventory-";
    private static final String LEFT_ALONE = "the inventory of mlp was left alone, since it is of the whole namespace:"
            + " what it tracks and this input no longer has stays, unless you deploy without --application first";
    private static final String KEY = "objects";

    private final KubeClient kube;
    private final DeployTarget target;
    private final String name;

    InventoryStore(KubeClient kube, DeployTarget target) {
        this.kube = kube;
        this.target = target;
        this.name = nameFor(target);
    }

    /**
     * @param stored the text in the cluster; empty if there is none
     * @param told what people should know of it; empty: nothing
     * @param elsewhere the ConfigMap of another application of the namespace, by the objects that it tracks
     */
    record Loaded(Inventory inventory, String stored, String told, Map<ObjectRef.Key, String> elsewhere) {

        static final Loaded NONE = new Loaded(Inventory.EMPTY, "", "", Map.of());
    }

    static String nameFor(DeployTarget target) {
        return PREFIX + target.applicationSlug();
    }

    static boolean isInventory(ObjectNode configMap) {
        return name(configMap).startsWith(PREFIX);
    }

    static Inventory read(ObjectNode configMap) {
        return Inventory.parse(configMap.path("data").path(KEY).asText(""));
    }

    /** One LIST brings ours and those of the neighbours; a GET is the way of whoever may not list, or lost the label. */
    Loaded load() {
        List<ObjectNode> inventories = inventories();
        Map<ObjectRef.Key, String> elsewhere = elsewhere(inventories);
        Optional<ObjectNode> ours = inventories.stream()
                .filter(inventory -> name(inventory).equals(name))
                .findFirst()
                .or(() -> kube.get(CONFIG_MAPS, target.namespace(), name));
        if (ours.isPresent()) {
            String text = ours.get().path("data").path(KEY).asText("");
            return new Loaded(Inventory.parse(text), text, "", elsewhere);
        }
        Inventory mlps = new MlpInventory(kube, target.namespace()).load();
        if (mlps.isEmpty()) {
            return new Loaded(mlps, "", "", elsewhere);
        }
        return target.application().equals(target.namespace())
                ? new Loaded(mlps, "", "the inventory of mlp was taken over", elsewhere)
                : new Loaded(Inventory.EMPTY, "", LEFT_ALONE, elsewhere);
    }

    private List<ObjectNode> inventories() {
        try {
            return kube.listLabelled(CONFIG_MAPS, target.namespace(), LABELS, InventoryStore::isInventory)
                    .items();
        } catch (ApiException refused) {
            if (refused.isForbidden()) {
                return List.of();
            }
            throw refused;
        }
    }

    private Map<ObjectRef.Key, String> elsewhere(List<ObjectNode> inventories) {
        Map<ObjectRef.Key, String> elsewhere = new HashMap<>();
        for (ObjectNode inventory : inventories) {
            if (!name(inventory).equals(name)) {
                read(inventory)
                        .objects()
                        .keySet()
                        .forEach(key ->
                                elsewhere.putIfAbsent(key, "ConfigMap " + target.namespace() + "/" + name(inventory)));
            }
        }
        return elsewhere;
    }

    private static String name(ObjectNode configMap) {
        return configMap.path("metadata").path("name").asText();
    }

    void save(Inventory inventory) {
        ObjectNode configMap = JsonNodeFactory.instance.objectNode();
        configMap.put("apiVersion", "v1").put("kind", "ConfigMap");
        ObjectNode metadata = configMap.putObject("metadata");
        metadata.put("name", name).put("namespace", target.namespace());
        metadata.putObject("labels").put("app.kubernetes.io/managed-by", "drawbridge");
        configMap.putObject("data").put(KEY, inventory.text());
        kube.apply(CONFIG_MAPS, configMap, new ApplyOptions(Deployer.MANAGER, true, false));
    }
}
