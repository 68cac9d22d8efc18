package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import org.jspecify.annotations.Nullable;

/** A hop, or the target behind the last one, could not be passed. */
public final class LinkException extends DrawbridgeException {

    private static final long serialVersionUID = 1L;

    /** How passing a hop can fail; each has a sentence of its own. */
    public enum Failure {
        /** The name does not resolve, no route, or the connection ends before anything was said. */
        UNREACHABLE(true),
        /** Nothing listens there, or the hop may not forward to the target. */
        REFUSED(true),
        /** No answer in time. */
        TIMEOUT(true),
        /** The connection broke, or the other side does not speak the protocol. */
        PROTOCOL(true),
        /** 407, or SOCKS login refused. */
        PROXY_AUTHENTICATION(false),
        /** The proxy understood and said no (403 and the like). */
        PROXY_REFUSED(false),
        /** The proxy's own certificate is not trusted. */
        PROXY_CERTIFICATE(false),
        /** The SSH server's key is not the one that was pinned. */
        HOST_KEY(false),
        /** The SSH server refused our key or password. */
        SSH_AUTHENTICATION(false);

        private final boolean worthRepeating;

        Failure(boolean worthRepeating) {
            this.worthRepeating = worthRepeating;
        }

        /** Whether the same attempt might succeed a moment later. Never true where a credential was refused. */
        public boolean worthRepeating() {
            return worthRepeating;
        }
    }

    private final Failure failure;
    private final String hop;

    /**
     * @param hop label of the hop, {@link io.jenkins.plugins.drawbridge.engine.cluster.Hop#label()}, or the target's
     *     address
     * @param sentence names the hop and the remedy
     */
    public LinkException(Failure failure, String hop, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.failure = failure;
        this.hop = hop;
    }

    public Failure failure() {
        return failure;
    }

    public String hop() {
        return hop;
    }
}
