package io.jenkins.plugins.drawbridge.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;

/** Speaks plain HTTP to a cluster, with nothing of the engine in between. */
final class RawClient {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ClusterUnderTest cluster;
    private final HttpClient http;
    private final String token;

    RawClient(ClusterUnderTest cluster, String token) {
        this(
                cluster,
                token,
                HttpClient.newBuilder()
                        .sslContext(Tls.trusting(cluster.authorityPem()))
                        .build());
    }

    RawClient(ClusterUnderTest cluster, String token, HttpClient http) {
        this.cluster = cluster;
        this.token = token;
        this.http = http;
    }

    /** What came back. */
    record Reply(int code, String text, Map<String, java.util.List<String>> headers) {

        JsonNode json() {
            return read(text);
        }

        String message() {
            return json().path("message").asText();
        }

        String reason() {
            return json().path("reason").asText();
        }
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException problem) {
            throw new UncheckedIOException(text, problem);
        }
    }

    static JsonNode readExactly(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException problem) {
            throw new UncheckedIOException(text, problem);
        }
    }

    Reply get(String path) {
        return send("GET", path, "", "");
    }

    Reply post(String path, String body) {
        return send("POST", path, "application/json", body.replace('\'', '"'));
    }

    Reply put(String path, String body) {
        return send("PUT", path, "application/json", body);
    }

    Reply delete(String path, String options) {
        return send("DELETE", path, "application/json", options.replace('\'', '"'));
    }

    Reply patch(String path, String form, String body) {
        return patch(path, form, read(body));
    }

    private Reply patch(String path, String form, JsonNode body) {
        return send("PATCH", path, "application/" + form, body.toString());
    }

    Reply apply(String path, String manager, String body) {
        String separator = path.contains("?") ? "&" : "?";
        ObjectNode named = read(body).deepCopy();
        String[] segments = path.split("\\?")[0].split("/");
        named.withObjectProperty("metadata").put("name", segments[segments.length - 1]);
        return patch(path + separator + "fieldManager=" + manager, "apply-patch+yaml", named);
    }

    Reply send(String method, String path, String contentType, String body) {
        return send(method, path, Map.of("Content-Type", contentType), body);
    }

    Reply send(String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request =
                request(path).method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach((name, value) -> {
            if (!value.isEmpty()) {
                request.header(name, value);
            }
        });
        try {
            HttpResponse<String> response = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(), response.body(), response.headers().map());
        } catch (IOException problem) {
            throw new UncheckedIOException(method + " " + path, problem);
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(problem);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(cluster.url() + path.replace(" ", "%20")))
                .header("User-Agent", "raw/1.0");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** The events of a watch, as they come. */
    Watching watch(String path) {
        try {
            HttpResponse<Stream<String>> response = http.send(request(path).build(), BodyHandlers.ofLines());
            return new Watching(response.statusCode(), response.body());
        } catch (IOException problem) {
            throw new UncheckedIOException(path, problem);
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(problem);
        }
    }

    /** A watch that is open. */
    static final class Watching implements AutoCloseable {

        private final Stream<String> stream;
        private final Iterator<String> lines;
        final int code;

        Watching(int code, Stream<String> stream) {
            this.code = code;
            this.stream = stream;
            this.lines = stream.iterator();
        }

        boolean hasNext() {
            return lines.hasNext();
        }

        JsonNode next() {
            return readExactly(lines.next());
        }

        String nextAsWords() {
            JsonNode event = next();
            return event.path("type").asText() + " "
                    + event.path("object").path("metadata").path("name").asText();
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
