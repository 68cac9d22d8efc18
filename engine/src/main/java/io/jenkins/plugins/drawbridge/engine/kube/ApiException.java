package io.jenkins.plugins.drawbridge.engine.kube;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import java.util.List;

/**
 * The API server answered, and said no. The message is the server's own, without control characters; it may repeat what we
 * sent, at any length, so whoever shows it masks it first and cuts it then.
 */
public final class ApiException extends DrawbridgeException {

    /** Words of the authorizer and of RBAC's own check. */
    private static final List<String> NO_RIGHT = List.of(" cannot ", "attempting to grant RBAC permissions");

    private static final long serialVersionUID = 1L;

    /**
     * One of the details of a refusal.
     *
     * @param reason for example {@code FieldManagerConflict}
     * @param field path of the field, {@code .spec.replicas}
     */
    public record Cause(String reason, String message, String field) {}

    private final int code;
    private final String reason;
    private final transient List<Cause> causes;

    ApiException(int code, String reason, String message, List<Cause> causes) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.causes = List.copyOf(causes);
    }

    /** HTTP status. */
    public int code() {
        return code;
    }

    /** The machine-readable reason, {@code NotFound}; empty if the answer was no Kubernetes Status. */
    public String reason() {
        return reason;
    }

    public List<Cause> causes() {
        return causes;
    }

    public boolean isNotFound() {
        return code == 404;
    }

    /** For want of a right: an admission plugin's no (a quota, pod security, a webhook) would be everybody's. */
    public boolean isForbidden() {
        boolean ofRights = NO_RIGHT.stream().anyMatch(getMessage()::contains);
        return code == 403 && (ofRights || !reason.equals("Forbidden"));
    }

    public boolean isUnauthorized() {
        return code == 401;
    }

    public boolean isConflict() {
        return code == 409;
    }

    /** 403, and no right would help: nothing new is taken in a namespace that is being deleted. */
    public boolean isNamespaceTerminating() {
        return code == 403 && causes.stream().anyMatch(cause -> cause.reason().equals("NamespaceTerminating"));
    }

    /** 404 because the namespace itself is missing, not the object. */
    public boolean isNamespaceMissing() {
        return code == 404 && getMessage().startsWith("namespaces ");
    }
}
