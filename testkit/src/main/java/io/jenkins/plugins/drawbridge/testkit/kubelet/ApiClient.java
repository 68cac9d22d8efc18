package io.jenkins.plugins.drawbridge.testkit.kubelet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.drawbridge.testkit.Tls;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;

/** The few requests that a stand-in needs, as an administrator, against any Kubernetes API. Thread-safe. */
final class ApiClient {

    static final String JSON = "application/json";
    static final String MERGE_PATCH = "application/merge-patch+json";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ObjectMapper json = new ObjectMapper();
    private final URI server;
    private final String token;
    private final HttpClient http;

    ApiClient(URI server, String authorityPem, String token) {
        this.server = server;
        this.token = token;
        this.http = HttpClient.newBuilder()
                .sslContext(Tls.trusting(authorityPem))
                .connectTimeout(PATIENCE)
                .build();
    }

    /** What the server answered. */
    record Answer(int status, JsonNode body) {}

    Answer get(String path) {
        return send(request(path).GET().timeout(PATIENCE).build());
    }

    Answer send(String method, String path, String contentType, JsonNode body) {
        return send(request(path)
                .method(method, BodyPublishers.ofString(body.toString()))
                .header("Content-Type", contentType)
                .timeout(PATIENCE)
                .build());
    }

    /** The lines of a watch, as they arrive; closing the stream ends it. An answer other than 200 has no lines. */
    Stream<JsonNode> watch(String path) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer = http.send(request(path).GET().build(), BodyHandlers.ofLines());
        return answer.statusCode() == 200 ? answer.body().map(this::parse) : Stream.empty();
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), parse(answer.body()));
        } catch (IOException failed) {
            throw new UncheckedIOException(request.method() + " " + request.uri() + " failed", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("stopped during " + request.uri()));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", JSON);
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException notJson) {
            return json.getNodeFactory().textNode(text);
        }
    }
}
