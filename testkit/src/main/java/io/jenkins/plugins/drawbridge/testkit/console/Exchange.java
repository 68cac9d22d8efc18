package io.jenkins.plugins.drawbridge.testkit.console;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One request at the Console's door, read whole. */
record Exchange(HttpExchange http, String method, String path, Map<String, String> headers, String body) {

    private static final int LONGEST = 1 << 20;

    static Exchange of(HttpExchange http) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        http.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        String body = new String(http.getRequestBody().readNBytes(LONGEST), StandardCharsets.UTF_8);
        return new Exchange(http, http.getRequestMethod(), http.getRequestURI().getRawPath(), headers, body);
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    void answer(Scripted answer) throws IOException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("Content-Type", "application/json");
        answer.headers().forEach(http.getResponseHeaders()::set);
        http.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        try (var out = http.getResponseBody()) {
            out.write(bytes);
        }
    }
}
