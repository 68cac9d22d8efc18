package io.jenkins.plugins.drawbridge.server.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.drawbridge.testkit.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** A git server that speaks HTTPS, lets in one token, and remembers what it was shown. */
final class HttpsGit implements AutoCloseable {

    private final HttpsServer server;
    private final Path repository;
    private final String expected;
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private volatile String redirect = "";

    HttpsGit(Path repository, Identity certificate, String token) throws IOException {
        this.repository = repository;
        this.expected =
                "Basic " + Base64.getEncoder().encodeToString(("oauth2:" + token).getBytes(StandardCharsets.UTF_8));
        this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.sslContext(null)));
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<String> logins() {
        return List.copyOf(logins);
    }

    void redirectTo(String url) {
        redirect = url;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String login = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        logins.add(login);
        String path = exchange.getRequestURI().getPath();
        if (!redirect.isEmpty()) {
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            redirect + path + "?" + exchange.getRequestURI().getQuery());
            exchange.sendResponseHeaders(302, -1);
        } else if (!login.equals(expected)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
            exchange.sendResponseHeaders(401, -1);
        } else if (path.equals("/team/shop.git/info/refs")) {
            stream(exchange, "application/x-git-upload-pack-advertisement");
            Upload.advertise(repository, exchange.getResponseBody());
        } else if (path.equals("/team/shop.git/git-upload-pack")) {
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream in = exchange.getRequestBody();
            stream(exchange, "application/x-git-upload-pack-result");
            OutputStream out = exchange.getResponseBody();
            Upload.serve(repository, false, zipped ? new GZIPInputStream(in) : in, out);
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
        exchange.close();
    }

    private static void stream(HttpExchange exchange, String type) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, 0);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
