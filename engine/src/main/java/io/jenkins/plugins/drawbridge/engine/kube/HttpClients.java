package io.jenkins.plugins.drawbridge.engine.kube;

import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.link.Link;
import io.jenkins.plugins.drawbridge.engine.link.LinkSocketFactory;
import io.jenkins.plugins.drawbridge.engine.link.Tls;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Makes the HTTP client of one cluster. Every socket comes from the link; the client resolves no name, follows no
 * redirect, asks no proxy of its own, and trusts the cluster's authority alone.
 *
 * <p>The URL it is given carries the TLS server name as its host, so that SNI and the check of the certificate use that
 * name; where the bytes go is the link's affair, and the {@code Host} header is set by {@link Transport}.
 */
final class HttpClients {

    private static final Duration CONNECT = Duration.ofSeconds(20);
    /** A whole answer may take so many times the longest silence within it; one that only drips is given up. */
    private static final int WHOLE_ANSWER = 3;

    private static final byte[] NOWHERE = {127, 0, 0, 1};

    private HttpClients() {}

    static OkHttpClient of(Cluster cluster, Link link, ClientSettings settings) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .socketFactory(new LinkSocketFactory(link, cluster.address(), CONNECT))
                .dns(HttpClients::unresolved)
                .proxy(Proxy.NO_PROXY)
                .protocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectTimeout(CONNECT)
                .readTimeout(settings.requestTimeout())
                .writeTimeout(settings.requestTimeout())
                .callTimeout(settings.requestTimeout().multipliedBy(WHOLE_ANSWER))
                .eventListenerFactory(call -> new HandshakeListener(settings.steps(), cluster.address()))
                .pingInterval(Duration.ofSeconds(10))
                .connectionPool(new ConnectionPool(32, 60, TimeUnit.SECONDS));
        Tls tls = cluster.dangerouslySkipTlsVerify()
                ? Tls.dangerouslySkipTlsVerify(clientCertificate(cluster))
                : Tls.verifying(cluster.authority(), clientCertificate(cluster));
        builder.sslSocketFactory(tls.socketFactory(), tls.trustManager());
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

    private static List<InetAddress> unresolved(String host) throws UnknownHostException {
        return List.of(InetAddress.getByAddress(host, NOWHERE));
    }
}
