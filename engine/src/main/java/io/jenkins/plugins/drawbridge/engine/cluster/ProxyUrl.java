package io.jenkins.plugins.drawbridge.engine.cluster;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kubeconfig's {@code proxy-url}, or a proxy variable: {@code http}, {@code https} or {@code socks5} (with or without
 * {@code h}, since names always resolve on the far side), user and password percent-encoded.
 */
final class ProxyUrl {

    static final String WORDS = "a URL like http://user:password@host:3128, https://... or socks5://host:1080";

    private ProxyUrl() {}

    static Optional<Hop> parse(String text) {
        return UrlShapes.parse(text, Set.of("http", "https", "socks5", "socks5h"))
                .filter(url -> url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
                .flatMap(ProxyUrl::hop);
    }

    private static Optional<Hop> hop(URI url) {
        try {
            String userInfo = url.getRawUserInfo();
            int colon = userInfo == null ? -1 : userInfo.indexOf(':');
            String user = userInfo == null ? null : decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
            String password = userInfo == null || colon < 0 ? "" : decoded(userInfo.substring(colon + 1));
            return Optional.of(
                    url.getScheme().startsWith("socks5") ? socks(url, user, password) : proxy(url, user, password));
        } catch (IllegalArgumentException badEscape) { // the caller says what the URL must look like
            return Optional.empty();
        }
    }

    private static Hop socks(URI url, @Nullable String user, String password) {
        return new Hop.Socks(UrlShapes.hostPort(url, 1080), user, user == null ? null : SecretSource.of(password));
    }

    private static Hop proxy(URI url, @Nullable String user, String password) {
        boolean tls = url.getScheme().equals("https");
        Credentials credentials =
                user == null ? Credentials.none() : new Credentials.Basic(user, SecretSource.of(password));
        return new Hop.Proxy(UrlShapes.hostPort(url, tls ? 443 : 80), tls, null, null, credentials, List.of());
    }

    /** In user info a plus is a plus (RFC 3986), unlike in a form. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
