package io.jenkins.plugins.drawbridge.testkit.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import io.jenkins.plugins.drawbridge.testkit.api.Users.Evidence;
import io.jenkins.plugins.drawbridge.testkit.api.Users.Impersonated;
import java.io.IOException;
import java.io.OutputStream;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** One HTTP exchange as the API server reads and answers it. For one thread. */
final class Connection {

    private static final int LARGEST_BODY = 3 * 1024 * 1024;

    private final HttpExchange exchange;

    Connection(HttpExchange exchange) {
        this.exchange = exchange;
    }

    ApiRequest request() throws IOException {
        String rawPath = exchange.getRequestURI().getRawPath();
        String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
        return new ApiRequest(
                exchange.getRequestMethod(),
                rawPath,
                ApiRequest.parseQuery(query),
                ApiRequest.parseTarget(rawPath),
                "",
                header("User-Agent"),
                header("Content-Type"),
                header("Accept"),
                new String(body, UTF_8));
    }

    Evidence evidence() {
        List<String> groups = exchange.getRequestHeaders().get("Impersonate-Group");
        return new Evidence(
                header("Authorization"),
                certificate(),
                new Impersonated(header("Impersonate-User"), groups == null ? List.of() : groups));
    }

    private @Nullable X509Certificate certificate() {
        try {
            return exchange instanceof HttpsExchange tls
                            && tls.getSSLSession().getPeerCertificates()[0] instanceof X509Certificate found
                    ? found
                    : null;
        } catch (SSLPeerUnverifiedException none) {
            return null; // the client shows no certificate, so it may bring a token
        }
    }

    private String header(String name) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
    }

    void send(Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(UTF_8);
        begin(answer, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Promises the whole answer, sends half of it and ends the connection. */
    void sendHalf(Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(UTF_8);
        begin(answer, body.length);
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private void begin(Answer answer, long length) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", "no-cache, private");
        headers.set("Audit-Id", java.util.UUID.randomUUID().toString());
        answer.headers().forEach(headers::set);
        exchange.sendResponseHeaders(answer.code(), length == 0 ? -1 : length);
    }

    OutputStream stream() throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    void close() {
        exchange.close();
    }
}
