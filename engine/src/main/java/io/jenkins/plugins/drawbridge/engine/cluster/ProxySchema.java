package io.jenkins.plugins.drawbridge.engine.cluster;

import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.optional;
import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.required;

import io.jenkins.plugins.drawbridge.engine.yaml.schema.Fields;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shape;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code proxy}: an HTTP proxy that answers CONNECT. */
final class ProxySchema {

    /** RFC 9110, 5.1: a field name is a token. */
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private static final Pattern OURS =
            Pattern.compile("host|connection|content-length|transfer-encoding", Pattern.CASE_INSENSITIVE);

    private final Key<URI> url = required("url", "where the proxy listens", UrlShapes.proxy());
    private final Key<CertificateAuthority> authority;
    private final Key<ClientCertificate> clientCertificate;
    private final Key<Credentials.Basic> basic;
    private final Key<SecretSource> bearer;
    private final Key<Map<String, SecretSource>> headers;

    ProxySchema(CommonKeys common) {
        this.authority = common.authority("the proxy");
        this.clientCertificate = common.clientCertificate();
        this.basic = common.basic();
        this.bearer = optional("bearer", "bearer token", common.sources().secret());
        this.headers = optional("headers", "further headers of the CONNECT request", headers(common));
    }

    private static Shape<Map<String, SecretSource>> headers(CommonKeys common) {
        Shape<String> name = Shapes.matching(
                "the name of a header (letters, digits and dashes) that the proxy reads; Host, Connection and lengths"
                        + " are set by Drawbridge",
                value -> HEADER.matcher(value).matches() && !OURS.matcher(value).matches());
        return Shapes.mapping(
                "a mapping of header names to values", name, common.sources().secret());
    }

    Section<Hop.Proxy> section() {
        return Section.of("proxy", this::build, url, authority, clientCertificate, basic, bearer, headers)
                .atMostOne(basic, bearer);
    }

    private Hop.Proxy build(Fields fields) {
        URI where = fields.get(url);
        boolean tls = where.getScheme().equals("https");
        if (!tls
                && (fields.find(authority).isPresent()
                        || fields.find(clientCertificate).isPresent())) {
            throw new IllegalArgumentException("'ca' and 'clientCertificate' need an https:// url");
        }
        return new Hop.Proxy(
                UrlShapes.hostPort(where, tls ? 443 : 80),
                tls,
                fields.orNull(authority),
                fields.orNull(clientCertificate),
                credentials(fields),
                headerList(fields));
    }

    private Credentials credentials(Fields fields) {
        return fields.find(basic)
                .<Credentials>map(login -> login)
                .or(() -> fields.find(bearer).map(Credentials.BearerToken::new))
                .orElseGet(Credentials::none);
    }

    private List<Hop.Header> headerList(Fields fields) {
        Map<String, SecretSource> given = fields.get(headers, Map.of());
        boolean authorized =
                fields.find(basic).isPresent() || fields.find(bearer).isPresent();
        if (authorized && given.keySet().stream().anyMatch("Proxy-Authorization"::equalsIgnoreCase)) {
            throw new IllegalArgumentException(
                    "the header Proxy-Authorization and 'basic' or 'bearer' say the same twice; keep one of them");
        }
        return given.entrySet().stream()
                .map(header -> new Hop.Header(header.getKey(), header.getValue()))
                .toList();
    }
}
