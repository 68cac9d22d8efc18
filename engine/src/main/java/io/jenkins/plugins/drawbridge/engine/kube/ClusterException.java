package io.jenkins.plugins.drawbridge.engine.kube;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import org.jspecify.annotations.Nullable;

/** The API server could not be talked to although the link reached it. */
public final class ClusterException extends DrawbridgeException {

    private static final long serialVersionUID = 1L;

    /** The ways a conversation with an API server fails. */
    public enum Failure {
        /** Its certificate is not signed by the cluster's CA, or carries another name. */
        CLUSTER_CERTIFICATE,
        /** 401: it does not know us. */
        UNAUTHORIZED,
        /** 403: it knows us, and we may not. */
        FORBIDDEN,
        /** No answer in time. */
        TIMEOUT,
        /** The connection broke, again and again. */
        BROKEN,
        /** The answer is not Kubernetes. */
        NOT_KUBERNETES
    }

    private final Failure failure;
    private final String cluster;

    ClusterException(Failure failure, String cluster, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.failure = failure;
        this.cluster = cluster;
    }

    public Failure failure() {
        return failure;
    }

    /** Id of the cluster. */
    public String cluster() {
        return cluster;
    }
}
