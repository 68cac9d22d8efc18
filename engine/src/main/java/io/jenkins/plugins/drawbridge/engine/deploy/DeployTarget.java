package io.jenkins.plugins.drawbridge.engine.deploy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where a deploy goes.
 *
 * @param cluster id of the cluster
 * @param environment id of the environment; empty if none was named
 * @param application names the inventory, so that two applications may share a namespace
 */
public record DeployTarget(String cluster, String environment, String namespace, String application) {

    /** The application as part of an object's name; two different applications never share one. */
    String applicationSlug() {
        String slug = application
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.-]+", "-")
                .replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        if (slug.equals(application) && slug.length() <= 200) {
            return slug;
        }
        String tail = Integer.toHexString(java.util.Arrays.hashCode(application.getBytes(StandardCharsets.UTF_8)));
        return slug.substring(0, Math.min(slug.length(), 200)) + (slug.isEmpty() ? "" : "-") + tail;
    }
}
