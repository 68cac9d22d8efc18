package io.jenkins.plugins.drawbridge.server.source;

import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import io.jenkins.plugins.drawbridge.engine.http.LinkedClients;
import io.jenkins.plugins.drawbridge.engine.link.Link;
import io.jenkins.plugins.drawbridge.engine.link.LinkListener;
import io.jenkins.plugins.drawbridge.engine.link.Links;
import io.jenkins.plugins.drawbridge.engine.link.Tls;
import io.jenkins.plugins.drawbridge.server.config.RepositorySettings;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/** Git over HTTPS through a link. The login is sent at once and to this host only, whatever redirects say. */
final class HttpsWay implements Way, HttpConnectionFactory {

    /** Another host than the configured one is asked for. */
    static final class Elsewhere extends IOException {

        private static final long serialVersionUID = 1L;

        Elsewhere() {
            super("it redirects to another host");
        }
    }

    private final HttpUrl base;
    private final String authorization;
    private final Budget budget;
    private final Link link;
    private final OkHttpClient client;

    HttpsWay(RepositorySettings repository, Budget budget) {
        this.base = HttpUrl.get(repository.url());
        this.authorization = authorization(repository.credentials());
        this.budget = budget;
        this.link = Links.open(repository.access(), LinkListener.SILENT);
        this.client = LinkedClients.builder(
                        link, new HostPort(base.host(), base.port()), Tls.verifying(repository.authority(), null))
                .build();
    }

    /** Hosts of repositories take an access token as the password of any user; some want this one. */
    private static String authorization(Credentials credentials) {
        if (credentials instanceof Credentials.Basic basic) {
            return basic(basic.user() + ":" + basic.password().read().reveal());
        }
        if (credentials instanceof Credentials.BearerToken bearer) {
            return basic("oauth2:" + bearer.token().read().reveal());
        }
        return "";
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void prepare(Transport transport) {
        if (transport instanceof TransportHttp http) {
            http.setHttpConnectionFactory(this);
        }
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        HttpUrl target = HttpUrl.get(url);
        boolean same =
                target != null && target.isHttps() && target.host().equals(base.host()) && target.port() == base.port();
        if (!same) {
            throw new Elsewhere();
        }
        LinkedConnection connection = new LinkedConnection(client, url, budget);
        if (!authorization.isEmpty()) {
            connection.setRequestProperty("Authorization", authorization);
        }
        return connection;
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return create(url);
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
        link.close();
    }
}
