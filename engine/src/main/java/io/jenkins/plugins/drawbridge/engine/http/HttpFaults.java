package io.jenkins.plugins.drawbridge.engine.http;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Looks behind what an HTTP client throws. */
public final class HttpFaults {

    private static final int DEEPEST = 20;

    private HttpFaults() {}

    /** Whether the other side's certificate is at fault: not trusted, expired or for another name. */
    public static boolean isCertificateFault(Throwable failure) {
        return find(failure, CertificateException.class) != null
                || find(failure, CertPathValidatorException.class) != null
                || find(failure, SSLPeerUnverifiedException.class) != null;
    }

    /** The nearest cause of a type; null if there is none. */
    public static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        Throwable current = failure;
        for (int depth = 0; current != null && depth < DEEPEST; depth++) {
            if (type.isInstance(current)) {
                return type.cast(current);
            }
            current = current.getCause();
        }
        return null;
    }
}
