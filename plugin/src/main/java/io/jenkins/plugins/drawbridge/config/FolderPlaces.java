package io.jenkins.plugins.drawbridge.config;

import hudson.model.Item;
import hudson.model.ItemGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/** What one folder adds. */
record FolderPlaces(List<ClusterDefinition> clusters, List<EnvironmentDefinition> environments) {

    private static final String FOLDERS = "cloudbees-folder";

    /** What the item itself adds, if it is a folder. */
    static Optional<FolderPlaces> of(Item item) {
        if (Jenkins.get().getPlugin(FOLDERS) == null || !(item instanceof ItemGroup<?> group)) {
            return Optional.empty();
        }
        return FolderPlacesProperty.of(group);
    }

    /** The folders around an item, the outermost first. */
    static List<FolderPlaces> around(Item item) {
        List<FolderPlaces> found = new ArrayList<>();
        if (Jenkins.get().getPlugin(FOLDERS) == null) {
            return found; // without that plugin its classes are not there either
        }
        for (ItemGroup<?> group = item.getParent(); group instanceof Item folder; group = folder.getParent()) {
            FolderPlacesProperty.of(group).ifPresent(found::add);
        }
        Collections.reverse(found);
        return found;
    }
}
