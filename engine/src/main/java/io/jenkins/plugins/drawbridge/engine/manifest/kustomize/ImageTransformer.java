package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.ImageRule;
import java.util.List;

/** Changes the image of containers, wherever in an object they stand. */
final class ImageTransformer implements Transformer {

    private static final String TAG = "(:[a-zA-Z0-9_.{}-]*)?";
    private static final String DIGEST = "(@sha256:[a-zA-Z0-9_.{}-]*)?";

    private final ImageRule rule;
    private final BoundedPattern image;
    private final String file;
    private final Limits limits;

    /** @param file the kustomization, for messages */
    ImageTransformer(ImageRule rule, String file, Limits limits) {
        this.rule = rule;
        this.file = file;
        this.limits = limits;
        this.image = BoundedPattern.of(rule.name() + TAG + DIGEST);
    }

    @Override
    public void transform(Resources resources) {
        for (Resource resource : resources.all()) {
            if (!resource.gvk().kind().equals("CustomResourceDefinition")) {
                visit(resource.body());
            }
        }
    }

    private void visit(JsonNode node) {
        for (String field : List.of("containers", "initContainers")) {
            for (JsonNode container : node.path(field)) {
                if (container instanceof ObjectNode map && map.path("image").isTextual()) {
                    String changed = changed(map.path("image").textValue());
                    limits.characters(file, changed.length());
                    map.put("image", changed);
                }
            }
        }
        node.forEach(this::visit);
    }

    private String changed(String written) {
        if (!image.matches(written)) {
            return written;
        }
        ImageName old = ImageName.of(written);
        String name = rule.newName().isEmpty() ? old.name() : rule.newName();
        if (!rule.newTag().isEmpty() || !rule.digest().isEmpty()) {
            return new ImageName(name, rule.newTag(), rule.digest()).toString();
        }
        return rule.tagSuffix().isEmpty()
                ? new ImageName(name, old.tag(), old.digest()).toString()
                : new ImageName(name, old.tag() + rule.tagSuffix(), "").toString();
    }

    /** An image's name, tag and digest; the last two may be empty. */
    private record ImageName(String name, String tag, String digest) {

        static ImageName of(String image) {
            int at = image.indexOf('@', Math.max(0, image.indexOf('/')));
            String before = at < 0 ? image : image.substring(0, at);
            int colon = before.indexOf(':', Math.max(0, image.indexOf('/')));
            return new ImageName(
                    colon < 0 ? before : before.substring(0, colon),
                    colon < 0 ? "" : before.substring(colon + 1),
                    at < 0 ? "" : image.substring(at + 1));
        }

        @Override
        public String toString() {
            return name + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
        }
    }
}
