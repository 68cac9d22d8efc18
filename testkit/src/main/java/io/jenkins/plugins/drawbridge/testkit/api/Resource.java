package io.jenkins.plugins.drawbridge.testkit.api;

import io.jenkins.plugins.drawbridge.testkit.apply.SchemaType;
import java.util.List;
import java.util.Set;

/**
 * One kind the API serves.
 *
 * @param group empty for the core group
 * @param traits what it has: namespaced, generation, and the subresources
 */
public record Resource(
        String group,
        String version,
        String kind,
        String plural,
        String singular,
        List<String> shortNames,
        Set<Trait> traits,
        SchemaType schema,
        boolean custom) {

    /** What a kind may have. */
    public enum Trait {
        NAMESPACED,
        STATUS,
        SCALE,
        GENERATION,
        LOG
    }

    /** True if the kind has the trait. */
    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** True if its objects live in namespaces. */
    public boolean namespaced() {
        return has(Trait.NAMESPACED);
    }

    /** As in a manifest. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@code deployments.apps}, {@code configmaps}. */
    public String qualified() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** Where its objects are kept: all versions of a group share them. */
    String storage() {
        return group + "/" + plural;
    }
}
