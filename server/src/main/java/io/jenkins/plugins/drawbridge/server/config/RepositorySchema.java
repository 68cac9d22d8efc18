package io.jenkins.plugins.drawbridge.server.config;

import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.optional;
import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.required;

import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.CertificateAuthority;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.HostShapes;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Fields;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** A job's {@code repository}. */
final class RepositorySchema {

    private static final Pattern SSH = Pattern.compile(
            "ssh://[A-Za-z0-9._-]+@[A-Za-z0-9._-]+(:[0-9]{1,5})?/\\S+|[A-Za-z0-9._-]+@[A-Za-z0-9._-]+:\\S+");

    private enum Kind {
        HTTPS,
        SSH,
        PATH
    }

    private final Path folder;
    private final Key<String> url = required(
            "url", "https://..., ssh://user@host/..., user@host:path or a path on this machine", Shapes.text());
    private final Key<Credentials.Basic> basic;
    private final Key<SecretSource> token;
    private final Key<CertificateAuthority> authority;
    private final Key<RepositorySettings.SshLogin> ssh;
    private final Key<Access> access;
    private final Key<String> revision =
            optional("revision", "what runs if nobody names one; main if absent", Shapes.text());

    RepositorySchema(HostShapes shapes, Path folder) {
        this.folder = folder;
        this.basic = shapes.basic();
        this.token = optional("token", "access token for https", shapes.secret());
        this.authority = shapes.authority("the git server");
        this.ssh = optional(
                "ssh", "login and host key, for an ssh url", shapes.sshLogin(RepositorySettings.SshLogin::new));
        this.access = optional("access", "how the git server is reached; directly if absent", shapes.access());
    }

    Section<RepositorySettings> section() {
        return Section.of("repository", this::build, url, basic, token, authority, ssh, access, revision)
                .atMostOne(basic, token, ssh);
    }

    private RepositorySettings build(Fields fields) {
        String written = fields.get(url);
        Kind kind = kind(written);
        Optional<RepositorySettings.SshLogin> login = fields.find(ssh);
        if (kind == Kind.SSH && login.isEmpty()) {
            throw new IllegalArgumentException("an ssh url needs ssh: a key or password, and the server's host key");
        }
        if (kind != Kind.SSH && login.isPresent()) {
            throw new IllegalArgumentException("ssh goes with a url like ssh://git@host/path");
        }
        boolean ofHttps = fields.find(basic).isPresent()
                || fields.find(token).isPresent()
                || fields.find(authority).isPresent();
        if (kind != Kind.HTTPS && ofHttps) {
            throw new IllegalArgumentException("basic, token and ca go with an https url");
        }
        if (kind == Kind.PATH && fields.find(access).isPresent()) {
            throw new IllegalArgumentException("access goes with an https or ssh url; a path is on this machine");
        }
        return new RepositorySettings(
                kind == Kind.PATH
                        ? folder.resolve(written).toAbsolutePath().normalize().toString()
                        : written,
                credentials(fields),
                fields.orNull(authority),
                fields.orNull(ssh),
                fields.get(access, Access.DIRECT),
                fields.get(revision, "main"));
    }

    private Credentials credentials(Fields fields) {
        return fields.find(basic)
                .<Credentials>map(login -> login)
                .or(() -> fields.find(token).map(Credentials.BearerToken::new))
                .orElseGet(Credentials::none);
    }

    private static Kind kind(String url) {
        if (url.startsWith("https://")) {
            if (url.matches("https://[^/]*@.*")) {
                throw new IllegalArgumentException("leave user and password out of the url; use basic or token");
            }
            if (!url.matches("https://[A-Za-z0-9._-]+(:[0-9]{1,5})?/[^?#\\s]+")) {
                throw new IllegalArgumentException("the url must be like https://host/path, without query or fragment");
            }
            return Kind.HTTPS;
        }
        if (SSH.matcher(url).matches()) {
            return Kind.SSH;
        }
        if (url.contains("://") || url.matches("[^/]+@[^/]+:.*")) {
            throw new IllegalArgumentException(
                    "the url must be https://host/path, ssh://user@host/path, user@host:path or a path on this machine");
        }
        return Kind.PATH;
    }
}
