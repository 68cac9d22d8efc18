package io.jenkins.plugins.drawbridge.engine.cluster;

import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.optional;
import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.required;

import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;
import java.util.regex.Pattern;

/** Keys and sections that clusters and hops share, so that they mean the same wherever they stand. */
record CommonKeys(SourceShapes sources) {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]+");

    Key<String> host() {
        return required(
                "host",
                "name or address",
                Shapes.matching("a host name or an address, without port or brackets", HOST));
    }

    static Key<Integer> port(int otherwise) {
        return optional("port", "TCP port, " + otherwise + " if absent", Shapes.integer("a port", 1, 65_535));
    }

    Key<CertificateAuthority> authority(String whose) {
        return optional(
                "ca",
                "who signs the certificate of " + whose + ", PEM or base64 of PEM; the system's trust if absent",
                Shapes.map(sources.textNow(), Pem::authority));
    }

    Key<ClientCertificate> clientCertificate() {
        Key<SecretSource> certificate = required(
                "certificate",
                "PEM certificates, our own first",
                sources.secretChecked(text -> Pem.certificates(text.reveal())));
        Key<SecretSource> key =
                required("key", "PEM private key, not encrypted", sources.secretChecked(Pem::privateKey));
        return optional(
                "clientCertificate",
                "TLS client certificate and its key",
                Section.of(
                        "client certificate",
                        fields -> new ClientCertificate(fields.get(certificate), fields.get(key)),
                        certificate,
                        key));
    }

    Key<Credentials.Basic> basic() {
        Key<String> user = required("user", "user name", Shapes.matching("a text without ':'", CommonKeys::isUser));
        Key<SecretSource> password = required("password", "the user's password", sources.secret());
        return optional(
                "basic",
                "user and password",
                Section.of(
                        "basic",
                        fields -> new Credentials.Basic(fields.get(user), fields.get(password)),
                        user,
                        password));
    }

    /** RFC 7617: a user name holds no colon. */
    private static boolean isUser(String value) {
        return !value.isBlank() && value.indexOf(':') < 0;
    }
}
