package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The head of a CONNECT request. Secrets are read anew for each; what could split the head is refused unsent. */
final class ConnectRequest {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Set<String> OURS = Set.of("host", "content-length", "transfer-encoding", "connection");

    private final Hop.Proxy hop;

    ConnectRequest(Hop.Proxy hop) {
        this.hop = hop;
    }

    byte[] bytes(HostPort target) {
        StringBuilder head = new StringBuilder();
        head.append("CONNECT ")
                .append(target)
                .append(" HTTP/1.1\r\nHost: ")
                .append(target)
                .append("\r\n");
        appendCredentials(head);
        for (Hop.Header header : hop.headers()) {
            append(head, name(header), header.value().read().reveal());
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void appendCredentials(StringBuilder head) {
        if (hop.credentials() instanceof Credentials.Basic basic) {
            append(head, "Proxy-Authorization", "Basic " + basicToken(basic));
        } else if (hop.credentials() instanceof Credentials.BearerToken bearer) {
            append(
                    head,
                    "Proxy-Authorization",
                    "Bearer " + bearer.token().read().reveal().strip());
        }
    }

    /** RFC 7617: UTF-8; the first colon ends the user, so a user has none and a password may. */
    private String basicToken(Credentials.Basic basic) {
        if (basic.user().indexOf(':') >= 0) {
            throw new InputException("The user of " + hop.label() + " has a colon, which Basic cannot carry.");
        }
        String pair = basic.user() + ":" + basic.password().read().reveal();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private String name(Hop.Header header) {
        String lower = header.name().toLowerCase(Locale.ROOT);
        if (!TOKEN.matcher(header.name()).matches() || OURS.contains(lower)) {
            throw new InputException("One of the headers for " + hop.label() + " has a name that cannot be sent.");
        }
        if (lower.equals("proxy-authorization") && !(hop.credentials() instanceof Credentials.None)) {
            throw new InputException(
                    "The " + hop.label() + " has both credentials and a header Proxy-Authorization; keep one of them.");
        }
        return header.name();
    }

    private void append(StringBuilder head, String name, String value) {
        if (value.chars().anyMatch(character -> Character.isISOControl(character) && character != '\t')) {
            throw new InputException("The value of the header " + name + " for " + hop.label()
                    + " holds a line break or another control character; remove it.");
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
