package io.jenkins.plugins.drawbridge.engine.plan.smart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.Annotations;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.plan.DeployType;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Annotates pods with the id of the deploy that shall roll them out: this one, or the one that did so last.
 *
 * @param id of this deploy
 */
record DeployChecksum(String id, DeployType type, boolean forceWhenNoSemver) {

    private static final DateTimeFormatter RFC_3339 = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

    /** The id of a deploy that starts now: a checksum of the time, in the zone of the clock, to the second. */
    static String newId(Clock clock) {
        return Checksum.ofMap(Map.of("time", OffsetDateTime.now(clock).format(RFC_3339)));
    }

    /** @throws InputException for an image name that cannot be read, where it decides */
    Manifest annotate(Manifest manifest, Function<ObjectRef.Key, @Nullable ObjectNode> live) {
        if (ExternalSecretDependencies.isExternalSecret(manifest.ref())) {
            ObjectNode body = manifest.body().deepCopy();
            PodTemplate.annotate(body, Annotations.DEPLOY_CHECKSUM, id);
            return manifest.withBody(body);
        }
        if (!PodTemplate.isIn(manifest.ref())) {
            return manifest;
        }
        String value =
                rollsOut(manifest) ? id : lastId(live.apply(manifest.ref().key()));
        return value == null ? manifest : PodTemplate.annotate(manifest, Annotations.DEPLOY_CHECKSUM, value);
    }

    private boolean rollsOut(Manifest manifest) {
        return type == DeployType.DEPLOY_ALL || (forceWhenNoSemver && hasMovingImage(manifest));
    }

    private static @Nullable String lastId(@Nullable ObjectNode live) {
        return live == null ? null : PodTemplate.annotation(live, Annotations.DEPLOY_CHECKSUM);
    }

    private static boolean hasMovingImage(Manifest manifest) {
        JsonNode pod = PodTemplate.specOf(manifest.body());
        boolean moving = false;
        for (String containers : new String[] {"initContainers", "containers"}) {
            for (JsonNode container : pod.path(containers)) {
                moving |= !image(manifest, container).isFixed();
            }
        }
        return moving;
    }

    private static ImageTag image(Manifest manifest, JsonNode container) {
        try {
            return ImageTag.parse(container.path("image").asText());
        } catch (InputException e) {
            throw new InputException(manifest.source() + ": " + manifest.ref() + ": " + e.getMessage(), e);
        }
    }
}
