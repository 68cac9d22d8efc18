package io.jenkins.plugins.drawbridge.engine.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The annotations that steer a deploy. The names are mlp's and kyaml's, so manifests written for them keep working. */
public final class Annotations {

    /** {@code once} on a ConfigMap or Secret; any value on a Job makes it a filtered job. */
    public static final String DEPLOY = "mia-platform.eu/deploy";

    /** {@code "true"} on a filtered job: its failure does not end the run. */
    public static final String DEPLOY_OPTIONAL = "mia-platform.eu/deploy-optional";

    /** {@code "true"} on a CronJob: each deploy runs it once. */
    public static final String AUTO_CREATE = "mia-platform.eu/autocreate";

    public static final String DEPLOY_CHECKSUM = "mia-platform.eu/deploy-checksum";
    public static final String DEPENDENCIES_CHECKSUM = "mia-platform.eu/dependencies-checksum";

    /** Comma list of objects that must be ready first; see {@link DependsOn}. */
    public static final String DEPENDS_ON = "config.kubernetes.io/depends-on";

    /** Any value: the document is no object for the cluster. */
    public static final String LOCAL_CONFIG = "config.kubernetes.io/local-config";

    private static final String ONCE = "once";

    private Annotations() {}

    public static @Nullable String get(ObjectNode object, String name) {
        JsonNode value = object.path("metadata").path("annotations").path(name);
        return value.isTextual() ? value.asText() : null;
    }

    /** A ConfigMap or Secret that is created when absent and never touched again. */
    public static boolean isOnce(Manifest manifest) {
        ObjectRef ref = manifest.ref();
        return (ref.is("", "ConfigMap") || ref.is("", "Secret")) && ONCE.equals(get(manifest.body(), DEPLOY));
    }
}
