package io.jenkins.plugins.drawbridge.engine.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A cluster as a kubeconfig, flags or the pod we run in describe it.
 *
 * @param namespace the namespace that goes with it, if it names one
 */
public record KubeContext(Cluster cluster, @Nullable String namespace) {}
