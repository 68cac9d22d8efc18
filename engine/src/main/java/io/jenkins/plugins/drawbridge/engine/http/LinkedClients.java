package io.jenkins.plugins.drawbridge.engine.http;

import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import io.jenkins.plugins.drawbridge.engine.link.Link;
import io.jenkins.plugins.drawbridge.engine.link.LinkSocketFactory;
import io.jenkins.plugins.drawbridge.engine.link.Tls;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * Makes HTTP clients that never leave their link: every socket comes from it and leads to one target, whatever the URL
 * says. They resolve no name, follow no redirect, ask no proxy of their own and repeat nothing by themselves.
 */
public final class LinkedClients {

    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final byte[] NOWHERE = {127, 0, 0, 1};

    private LinkedClients() {}

    /** @param tls whom the client trusts, and what it shows */
    public static OkHttpClient.Builder builder(Link link, HostPort target, Tls tls) {
        return new OkHttpClient.Builder()
                .socketFactory(new LinkSocketFactory(link, target, CONNECT))
                .dns(LinkedClients::unresolved)
                .proxy(Proxy.NO_PROXY)
                .protocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectTimeout(CONNECT)
                .sslSocketFactory(tls.socketFactory(), tls.trustManager());
    }

    private static List<InetAddress> unresolved(String host) throws UnknownHostException {
        return List.of(InetAddress.getByAddress(host, NOWHERE));
    }
}
