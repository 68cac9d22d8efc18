package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.link.LinkException.Failure;

/** What a proxy's status code means for the tunnel, in our words: its own text is not trusted. */
final class ConnectVerdict {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    private static final int GATEWAY_TIMEOUT = 504;

    private final Hop.Proxy hop;
    private final CredentialGate gate;

    ConnectVerdict(Hop.Proxy hop, CredentialGate gate) {
        this.hop = hop;
        this.gate = gate;
    }

    /** Returns if the tunnel stands, throws if not. */
    void judge(ConnectAnswer answer, Target target) {
        int status = answer.status();
        if (status == PROXY_AUTHENTICATION_REQUIRED) {
            throw gate.refused(failure(Failure.PROXY_AUTHENTICATION, loginRefused(answer)));
        }
        if (status == UNAUTHORIZED) {
            throw gate.refused(failure(
                    Failure.PROXY_REFUSED,
                    "The " + hop.label() + " refused us (401); check the credentials and headers meant for it."));
        }
        gate.accepted();
        if (status / 100 != 2) {
            throw noTunnel(status, target);
        }
    }

    private String loginRefused(ConnectAnswer answer) {
        if (hop.credentials() instanceof Credentials.None && hop.headers().isEmpty()) {
            return "The " + hop.label() + " asks for " + answer.schemesAsked()
                    + " (407) and no credentials are configured for it; add them to this hop.";
        }
        return "The " + hop.label() + " refused our credentials (407, it asks for " + answer.schemesAsked()
                + "); correct them, they are not sent again.";
    }

    private LinkException noTunnel(int status, Target target) {
        if (status == FORBIDDEN || status / 100 == 4) {
            return failure(
                    Failure.PROXY_REFUSED,
                    "The " + hop.label() + " does not allow a connection to " + target.label() + " (" + status
                            + "); ask its owner to allow it, or check the address.");
        }
        if (status / 100 == 5) {
            return failure(
                    status == GATEWAY_TIMEOUT ? Failure.TIMEOUT : Failure.UNREACHABLE,
                    "The " + hop.label() + " could not reach " + target.label() + " (" + status
                            + "); check that the name resolves there and that the target runs.");
        }
        return failure(
                Failure.PROTOCOL,
                "The " + hop.label() + " answered CONNECT with " + status
                        + ", which a proxy does not do; check that it is an HTTP proxy. Redirects are not followed.");
    }

    private LinkException failure(Failure failure, String sentence) {
        return new LinkException(failure, hop.label(), sentence, null);
    }
}
