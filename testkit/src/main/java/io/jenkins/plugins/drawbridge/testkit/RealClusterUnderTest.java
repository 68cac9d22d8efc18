package io.jenkins.plugins.drawbridge.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.UUID;

/** The real cluster as the tests see it that run against both. Closing it leaves it running: others use it too. */
public final class RealClusterUnderTest implements ClusterUnderTest {

    private final RealCluster cluster;

    public RealClusterUnderTest(RealCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String name() {
        return "real cluster";
    }

    @Override
    public String url() {
        String url = cluster.url().toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    @Override
    public String authorityPem() {
        return cluster.authorityPem();
    }

    @Override
    public String adminToken() {
        return cluster.adminToken();
    }

    @Override
    public String newNamespace(String prefix) {
        String name = prefix.toLowerCase(Locale.ROOT) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/api/v1/namespaces"))
                .header("Authorization", "Bearer " + adminToken())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"kind\":\"Namespace\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"" + name + "\"}}"))
                .build();
        try {
            int code = HttpClient.newBuilder()
                    .sslContext(Tls.trusting(authorityPem()))
                    .build()
                    .send(request, BodyHandlers.ofString())
                    .statusCode();
            if (code != 201) {
                throw new IllegalStateException("the real cluster makes no namespace " + name + ": HTTP " + code);
            }
            return name;
        } catch (IOException problem) {
            throw new UncheckedIOException("the real cluster does not answer", problem);
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a namespace was made", problem);
        }
    }

    @Override
    public void close() {}
}
