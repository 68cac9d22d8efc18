package io.jenkins.plugins.drawbridge.testkit;

import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/** Lets every client certificate through TLS, as the real API server does: it looks at them later and answers 401. */
final class AnyClient implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
        throw new UnsupportedOperationException("a server connects to nobody");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
