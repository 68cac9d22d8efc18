package io.jenkins.plugins.drawbridge.engine.plan;

import java.util.Set;

/** Annotations that tools write for themselves. They never show as a change. */
final class Bookkeeping {

    /** Changes of every rollout; its change is a restart of the pods. */
    static final String DEPLOY_CHECKSUM = "mia-platform.eu/deploy-checksum";

    /** Hashes of the configuration a workload uses; its change is a restart of the pods. */
    static final String DEPENDENCIES_CHECKSUM = "mia-platform.eu/dependencies-checksum";

    private static final String OURS = "drawbridge/";
    private static final String KEEP = "drawbridge/keep";

    private static final Set<String> OTHERS = Set.of(
            DEPLOY_CHECKSUM,
            DEPENDENCIES_CHECKSUM,
            "deployment.kubernetes.io/revision",
            "deprecated.daemonset.template.generation",
            "kubectl.kubernetes.io/last-applied-configuration");

    private Bookkeeping() {}

    /** {@code drawbridge/keep} is the user's own word to us, so it is none. */
    static boolean is(String annotation) {
        return OTHERS.contains(annotation) || (annotation.startsWith(OURS) && !annotation.equals(KEEP));
    }
}
