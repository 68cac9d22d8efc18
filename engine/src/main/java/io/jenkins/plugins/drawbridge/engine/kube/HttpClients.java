package io.jenkins.plugins.drawbridge.engine.kube;

import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.http.LinkedClients;
import io.jenkins.plugins.drawbridge.engine.link.Link;
import io.jenkins.plugins.drawbridge.engine.link.Tls;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Makes the HTTP client of one cluster, which stays on its link ({@link LinkedClients}) and trusts the cluster's
 * authority alone.
 *
 * <p>The URL it is given carries the TLS server name as its host, so that SNI and the check of the certificate use that
 * name; where the bytes go is the link's affair, and the {@code Host} header is set by {@link Transport}.
 */
final class HttpClients {

    /** A whole answer may take so many times the longest silence within it; one that only drips is given up. */
    private static final int WHOLE_ANSWER = 3;

    private HttpClients() {}

    static OkHttpClient of(Cluster cluster, Link link, ClientSettings settings) {
        Tls tls = cluster.dangerouslySkipTlsVerify()
                ? Tls.dangerouslySkipTlsVerify(clientCertificate(cluster))
                : Tls.verifying(cluster.authority(), clientCertificate(cluster));
        OkHttpClient.Builder builder = LinkedClients.builder(link, cluster.address(), tls)
                .readTimeout(settings.requestTimeout())
                .writeTimeout(settings.requestTimeout())
                .callTimeout(settings.requestTimeout().multipliedBy(WHOLE_ANSWER))
                .eventListenerFactory(call -> new HandshakeListener(settings.steps(), cluster.address()))
                .pingInterval(Duration.ofSeconds(10))
                .connectionPool(new ConnectionPool(32, 60, TimeUnit.SECONDS));
        if (cluster.dangerouslySkipTlsVerify()) {
            builder.hostnameVerifier((host, session) -> true);
        }
        return builder.build();
    }

    static HttpUrl base(Cluster cluster) {
        HttpUrl url = HttpUrl.get(cluster.url());
        String name = cluster.tlsServerName();
        return name == null ? url : url.newBuilder().host(name).build();
    }

    private static io.jenkins.plugins.drawbridge.engine.cluster.@Nullable ClientCertificate clientCertificate(
            Cluster cluster) {
        return cluster.credentials() instanceof Credentials.Certificate certificate ? certificate.certificate() : null;
    }
}
