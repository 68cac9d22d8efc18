package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the version columns show of a workload: the tags of its containers' images. */
final class ImageVersion {

    private static final String DIGEST = "@sha256:";
    private static final int DIGEST_SHOWN = 12;

    private ImageVersion() {}

    /** {@code 1.2.0}; with several containers {@code api 1.2.0, sidecar 3}; empty without containers. */
    static String of(JsonNode workload) {
        JsonNode containers = Workload.podSpec(workload).path("containers");
        Set<String> versions = new LinkedHashSet<>();
        for (JsonNode container : containers) {
            String version = tag(container.path("image").asText());
            versions.add(
                    containers.size() == 1 ? version : container.path("name").asText() + " " + version);
        }
        return String.join(", ", versions);
    }

    /** {@code latest} if the image names neither tag nor digest. */
    static String tag(String image) {
        int at = image.indexOf('@');
        String name = at < 0 ? image : image.substring(0, at);
        int colon = name.lastIndexOf(':');
        String tag = colon > name.lastIndexOf('/') ? name.substring(colon + 1) : "";
        String digest = image.contains(DIGEST) ? "sha256:" + shortened(image) : "";
        if (tag.isEmpty()) {
            return digest.isEmpty() ? "latest" : digest;
        }
        return digest.isEmpty() ? tag : tag + " (" + digest + ")";
    }

    private static String shortened(String image) {
        String digest = image.substring(image.indexOf(DIGEST) + DIGEST.length());
        return digest.substring(0, Math.min(DIGEST_SHOWN, digest.length()));
    }
}
