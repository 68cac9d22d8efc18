package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.cluster.ClientCertificate;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.link.LinkException.Failure;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** TLS to a proxy itself: its own authority, its own name, our certificate if it wants one. Never switched off. */
final class TlsHandshake {

    private static final Pattern REFUSED_CERTIFICATE =
            Pattern.compile("fatal alert: (bad_certificate|certificate_required|certificate_unknown"
                    + "|certificate_expired|certificate_revoked|unsupported_certificate|unknown_ca|access_denied)");

    private TlsHandshake() {}

    static SSLSocket with(Hop.Proxy hop, Socket beneath) throws IOException {
        Tls tls = Tls.verifying(hop.authority(), certificate(hop));
        SSLSocket socket = (SSLSocket) tls.socketFactory()
                .createSocket(beneath, hop.address().host(), hop.address().port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    static LinkException explained(Hop.Proxy hop, IOException failed, CredentialGate gate) {
        String message = String.valueOf(failed.getMessage());
        CertificateException certificate = cause(failed, CertificateException.class);
        if (certificate != null) {
            return failure(Failure.PROXY_CERTIFICATE, hop, "certificate " + problem(hop, certificate), failed);
        }
        if (REFUSED_CERTIFICATE.matcher(message).find()) {
            return gate.refused(failure(Failure.PROXY_AUTHENTICATION, hop, certificateWanted(hop), null));
        }
        if (message.contains("plaintext connection") || message.contains("Unsupported or unrecognized SSL message")) {
            return failure(Failure.PROTOCOL, hop, "does not speak TLS; if it is a plain proxy write http://", failed);
        }
        if (failed instanceof SSLException && cause(failed, EOFException.class) == null) {
            return failure(
                    Failure.PROTOCOL,
                    hop,
                    "and we cannot agree on TLS; check its TLS versions and certificates",
                    failed);
        }
        return failure(
                Failure.PROTOCOL,
                hop,
                "broke off before it answered CONNECT: " + ConnectAnswer.reason(failed)
                        + "; check that it is an https:// proxy and does not demand a client certificate",
                failed);
    }

    private static String problem(Hop.Proxy hop, CertificateException certificate) {
        String host = hop.address().host();
        if (cause(certificate, CertificateExpiredException.class) != null) {
            return "has expired; its owner must renew it";
        }
        if (cause(certificate, CertificateNotYetValidException.class) != null) {
            return "is not valid yet; check the clocks";
        }
        String message = String.valueOf(certificate.getMessage()).toLowerCase(Locale.ROOT);
        if (message.startsWith("no subject alternative") || message.startsWith("no name matching")) {
            return "is not for the name " + host + "; use a name that it carries, or have it issued anew";
        }
        return hop.authority() == null
                ? "is not signed by an authority this system trusts; configure the proxy's own certificate authority"
                : "is not signed by the certificate authority configured for it; check that authority";
    }

    private static String certificateWanted(Hop.Proxy hop) {
        return certificate(hop) == null
                ? "demands a client certificate and none is configured for it; add one to this hop"
                : "refused our client certificate; check that its owner trusts who signed it";
    }

    private static @Nullable ClientCertificate certificate(Hop.Proxy hop) {
        if (hop.clientCertificate() == null && hop.credentials() instanceof Credentials.Certificate login) {
            return login.certificate();
        }
        return hop.clientCertificate();
    }

    private static LinkException failure(Failure failure, Hop hop, String what, @Nullable Throwable cause) {
        String joint = what.startsWith("certificate ") ? "'s " : " ";
        return new LinkException(failure, hop.label(), "The " + hop.label() + joint + what + ".", cause);
    }

    private static <T extends Throwable> @Nullable T cause(Throwable outermost, Class<T> type) {
        Throwable current = outermost;
        for (int depth = 0; current != null && depth < 20; depth++) {
            if (type.isInstance(current)) {
                return type.cast(current);
            }
            current = current.getCause();
        }
        return null;
    }
}
