package io.jenkins.plugins.drawbridge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.link.Tls;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The least a client can do: ready-made requests on 16 connections, answers read and thrown away. */
final class RawClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WORKERS = 16;
    private static final MediaType APPLY = MediaType.get("application/apply-patch+yaml");

    private final String url;
    private final String token;
    private final OkHttpClient http;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);

    RawClient(Cluster cluster, String token) {
        Tls tls = Tls.verifying(cluster.authority(), null);
        this.url = cluster.url().toString();
        this.token = token;
        this.http = new OkHttpClient.Builder()
                .sslSocketFactory(tls.socketFactory(), tls.trustManager())
                .protocols(List.of(Protocol.HTTP_1_1))
                .readTimeout(Duration.ofSeconds(60))
                .build();
    }

    void createNamespace(String name) {
        String body = "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"" + name + "\"}}";
        send(request("/api/v1/namespaces")
                .post(RequestBody.create(body, MediaType.get("application/json")))
                .build());
    }

    /** Bytes of the answers. */
    long list(String namespace) {
        return List.of(
                        "/api/v1/namespaces/%s/configmaps",
                        "/api/v1/namespaces/%s/services", "/apis/apps/v1/namespaces/%s/deployments")
                .stream()
                .mapToLong(path -> send(request(path.formatted(namespace)).build()).length)
                .sum();
    }

    /** How many objects a collection has. */
    int count(String collection) {
        try {
            JsonNode page = JSON.readTree(send(request(collection + "?limit=1").build()));
            return page.path("items").size()
                    + page.path("metadata").path("remainingItemCount").asInt(0);
        } catch (IOException garbled) {
            throw new UncheckedIOException(garbled);
        }
    }

    List<Request> applies(List<Manifest> manifests, String namespace) {
        return manifests.stream().map(manifest -> apply(manifest, namespace)).toList();
    }

    private Request apply(Manifest manifest, String namespace) {
        ObjectNode body = manifest.body().deepCopy();
        body.withObjectProperty("metadata").put("namespace", namespace);
        String group = manifest.ref().group();
        String path = (group.isEmpty() ? "/api/" : "/apis/") + manifest.ref().apiVersion() + "/namespaces/" + namespace
                + "/" + manifest.ref().kind().toLowerCase(Locale.ROOT) + "s/"
                + manifest.ref().name();
        return request(path + "?fieldManager=raw&force=false")
                .patch(RequestBody.create(body.toString(), APPLY))
                .build();
    }

    void sendAll(List<Request> requests) {
        List<Future<byte[]>> futures = requests.stream()
                .map(request -> workers.submit(() -> send(request)))
                .toList();
        for (Future<byte[]> future : futures) {
            try {
                future.get();
            } catch (ExecutionException failed) {
                throw new IllegalStateException(failed.getCause());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", stopped);
            }
        }
    }

    private Request.Builder request(String path) {
        return new Request.Builder().url(url + path).header("Authorization", "Bearer " + token);
    }

    private byte[] send(Request request) {
        try (Response response = http.newCall(request).execute()) {
            byte[] answer = response.body().bytes();
            if (!response.isSuccessful()) {
                throw new IllegalStateException(request.method() + " " + request.url() + ": HTTP " + response.code());
            }
            return answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
