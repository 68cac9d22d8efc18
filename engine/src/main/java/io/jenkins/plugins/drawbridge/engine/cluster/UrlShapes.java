package io.jenkins.plugins.drawbridge.engine.cluster;

import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shape;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** URLs of API servers and proxies. A refused URL is not repeated in the message: it may hold a password. */
final class UrlShapes {

    static final String API_SERVER = "a URL like https://host:6443, without user, query or fragment";
    static final String PROXY = "a URL like https://host:3128 or http://host:3128, without user, path or query";

    private UrlShapes() {}

    static Shape<URI> apiServer() {
        return Shapes.of(API_SERVER, node -> Shapes.scalarText(node).flatMap(UrlShapes::apiServer));
    }

    static Shape<URI> proxy() {
        return Shapes.of(PROXY, node -> Shapes.scalarText(node).flatMap(UrlShapes::proxy));
    }

    static Optional<URI> apiServer(String text) {
        return parse(text, Set.of("https")).filter(url -> url.getRawUserInfo() == null);
    }

    private static Optional<URI> proxy(String text) {
        return parse(text, Set.of("http", "https"))
                .filter(url -> url.getRawUserInfo() == null)
                .filter(url -> url.getRawPath().isEmpty() || url.getRawPath().equals("/"));
    }

    /** An absolute URL with one of the schemes, a host and no query or fragment; its port, if any, is a port. */
    static Optional<URI> parse(String text, Set<String> schemes) {
        try {
            URI url = new URI(text);
            boolean usable = url.getScheme() != null
                    && schemes.contains(url.getScheme())
                    && url.getHost() != null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getPort() != 0
                    && url.getPort() <= 65_535;
            return usable ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException notUrl) { // the caller says what a URL must look like
            return Optional.empty();
        }
    }

    /** Host without brackets, and the port the URL names or {@code otherwise}. */
    static HostPort hostPort(URI url, int otherwise) {
        String host = url.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new HostPort(bare, url.getPort() < 0 ? otherwise : url.getPort());
    }
}
