package io.jenkins.plugins.drawbridge.engine.cluster;

import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.optional;
import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.required;

import io.jenkins.plugins.drawbridge.engine.yaml.schema.Fields;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** One entry of {@code clusters}. */
final class ClusterSchema {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]+");

    private final Key<String> id =
            required("id", "the name you give it", Shapes.matching("letters, digits, dots, dashes, underscores", ID));
    private final Key<URI> url = required("url", "where the API server listens", UrlShapes.apiServer());
    private final Key<CertificateAuthority> authority;
    private final Key<String> tlsServerName =
            optional("tlsServerName", "the name the API server's certificate carries", Shapes.text());
    private final Key<Boolean> skipVerify =
            optional("dangerouslySkipTlsVerify", "accept any certificate of the API server", Shapes.bool());
    private final Key<Credentials> credentials;
    private final Key<Impersonation> impersonate = optional("impersonate", "act as somebody else", impersonation());
    private final Key<Access> access;

    ClusterSchema(CommonKeys common) {
        this.authority = common.authority("the API server");
        this.credentials = optional("credentials", "who we are for the API server", credentials(common));
        this.access =
                optional("access", "how the API server is reached; directly if absent", new HopSchema(common).access());
    }

    private static Section<Credentials> credentials(CommonKeys common) {
        Key<SecretSource> token =
                optional("token", "bearer token", common.sources().secret());
        Key<ClientCertificate> certificate = common.clientCertificate();
        Key<Credentials.Basic> basic = common.basic();
        return Section.<Credentials>of(
                        "credentials",
                        fields -> fields.find(token)
                                .<Credentials>map(Credentials.BearerToken::new)
                                .or(() -> fields.find(certificate).map(Credentials.Certificate::new))
                                .or(() -> fields.find(basic))
                                .orElseThrow(),
                        token,
                        certificate,
                        basic)
                .exactlyOne(token, certificate, basic);
    }

    private static Section<Impersonation> impersonation() {
        Key<String> user = required("user", "the user to act as", Shapes.text());
        Key<List<String>> groups = optional("groups", "the groups to act in", Shapes.list("groups", Shapes.text()));
        Key<String> uid = optional("uid", "the uid to act as", Shapes.text());
        return Section.of(
                "impersonation",
                fields -> new Impersonation(fields.get(user), fields.get(groups, List.of()), fields.orNull(uid)),
                user,
                groups,
                uid);
    }

    Section<Cluster> section() {
        return Section.of(
                "cluster",
                this::build,
                id,
                url,
                authority,
                tlsServerName,
                skipVerify,
                credentials,
                impersonate,
                access);
    }

    private Cluster build(Fields fields) {
        boolean skip = fields.get(skipVerify, false);
        if (skip && fields.find(authority).isPresent()) {
            throw new IllegalArgumentException("'ca' has no effect with dangerouslySkipTlsVerify; keep one of them");
        }
        return new Cluster(
                fields.get(id),
                fields.get(url),
                fields.orNull(authority),
                fields.orNull(tlsServerName),
                skip,
                fields.get(credentials, Credentials.none()),
                fields.orNull(impersonate),
                fields.get(access, Access.DIRECT));
    }
}
