package io.jenkins.plugins.drawbridge.server.config;

import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.optional;
import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.required;

import io.jenkins.plugins.drawbridge.engine.callback.ConsoleSettings;
import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.CertificateAuthority;
import io.jenkins.plugins.drawbridge.engine.cluster.HostShapes;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;
import java.net.URI;

/** {@code console}. */
final class ConsoleSchema {

    private final HostShapes shapes;

    ConsoleSchema(HostShapes shapes) {
        this.shapes = shapes;
    }

    Section<ConsoleSettings> section() {
        Key<URI> url = required("url", "base URL of the Console", JobSchema.httpUrl());
        Key<SecretSource> token = optional("token", "bearer token", shapes.secret());
        Key<ConsoleSettings.Login.ServiceAccount> account =
                optional("serviceAccount", "client id and secret", account());
        Key<CertificateAuthority> authority = shapes.authority("the Console");
        Key<Access> access = optional("access", "how the Console is reached; directly if absent", shapes.access());
        return Section.of(
                        "console",
                        fields -> new ConsoleSettings(
                                fields.get(url),
                                fields.find(token)
                                        .<ConsoleSettings.Login>map(ConsoleSettings.Login.Token::new)
                                        .orElseGet(() -> fields.get(account)),
                                fields.orNull(authority),
                                fields.get(access, Access.DIRECT)),
                        url,
                        token,
                        account,
                        authority,
                        access)
                .exactlyOne(token, account);
    }

    private Section<ConsoleSettings.Login.ServiceAccount> account() {
        Key<String> id = required("clientId", "the service account's id", Shapes.text());
        Key<SecretSource> secret = required("clientSecret", "its secret", shapes.secret());
        return Section.of(
                "service account",
                fields -> new ConsoleSettings.Login.ServiceAccount(fields.get(id), fields.get(secret)),
                id,
                secret);
    }
}
