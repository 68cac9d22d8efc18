package io.jenkins.plugins.drawbridge.config;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.util.Secret;
import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jspecify.annotations.Nullable;

/**
 * Writes credentials into a cluster's description as references, and hands their values out under the references' names
 * when the engine asks. Each credential is looked up once, and asked for its value at each use: some renew it themselves.
 * Never writes a value.
 */
final class CredentialReferences {

    private final CredentialsView credentials;
    private final Map<String, Supplier<String>> values = new LinkedHashMap<>();

    CredentialReferences(CredentialsView credentials) {
        this.credentials = credentials;
    }

    /** The engine's {@code {env: NAME}} looks here. Prints no value. */
    Map<String, String> values() {
        return new AbstractMap<>() {
            @Override
            public @Nullable String get(@Nullable Object name) {
                Supplier<String> value = values.get(String.valueOf(name));
                return value == null ? null : value.get();
            }

            @Override
            public Set<Entry<String, String>> entrySet() {
                return Set.of();
            }
        };
    }

    /** Who we are for the API server. */
    void clusterLogin(ObjectNode cluster, String id) {
        ObjectNode login = cluster.putObject("credentials");
        StandardCredentials found = find(id);
        if (found instanceof StringCredentials) {
            text(login, "token", id);
        } else if (found instanceof StandardUsernamePasswordCredentials) {
            userAndPassword(login.putObject("basic"), id);
        } else if (found instanceof StandardCertificateCredentials) {
            clientCertificate(login, id);
        } else {
            throw otherKind(id, "secret text (a token), a user name with password, or a certificate");
        }
    }

    void proxyLogin(ObjectNode proxy, String id) {
        StandardCredentials found = find(id);
        if (found instanceof StringCredentials) {
            text(proxy, "bearer", id);
        } else if (found instanceof StandardUsernamePasswordCredentials) {
            userAndPassword(proxy.putObject("basic"), id);
        } else {
            throw otherKind(id, "a user name with password, or secret text (a bearer token)");
        }
    }

    void sshLogin(ObjectNode hop, String id) {
        StandardCredentials found = find(id);
        if (found instanceof SSHUserPrivateKey key) {
            hop.put("user", key.getUsername());
            reference(hop, "key", () -> String.join("\n", key.getPrivateKeys()));
            Secret passphrase = key.getPassphrase();
            if (passphrase != null) {
                reference(hop, "passphrase", passphrase::getPlainText);
            }
        } else if (found instanceof StandardUsernamePasswordCredentials) {
            userAndPassword(hop, id);
        } else {
            throw otherKind(id, "an SSH user name with private key, or a user name with password");
        }
    }

    void userAndPassword(ObjectNode where, String id) {
        StandardUsernamePasswordCredentials login = as(StandardUsernamePasswordCredentials.class, id);
        where.put("user", login.getUsername());
        reference(where, "password", () -> login.getPassword().getPlainText());
    }

    void text(ObjectNode where, String field, String id) {
        StringCredentials text = as(StringCredentials.class, id);
        reference(where, field, () -> text.getSecret().getPlainText());
    }

    void clientCertificate(ObjectNode where, String id) {
        StandardCertificateCredentials store = as(StandardCertificateCredentials.class, id);
        ObjectNode certificate = where.putObject("clientCertificate");
        reference(certificate, "certificate", () -> CertificatePem.chain(store));
        reference(certificate, "key", () -> CertificatePem.key(store));
    }

    private void reference(ObjectNode where, String field, Supplier<String> value) {
        String name = "CREDENTIAL_" + (values.size() + 1);
        values.put(name, value);
        where.putObject(field).put("env", name);
    }

    private <C extends StandardCredentials> C as(Class<C> kind, String id) {
        StandardCredentials found = find(id);
        if (!kind.isInstance(found)) {
            throw otherKind(id, words(kind));
        }
        return kind.cast(found);
    }

    private StandardCredentials find(String id) {
        return credentials
                .find(id)
                .orElseThrow(() -> new InputException("there are no credentials '" + id + "' that "
                        + credentials.reader() + " may use; create them, or correct the id"));
    }

    private static String words(Class<?> kind) {
        if (kind == StringCredentials.class) {
            return "secret text";
        }
        return kind == StandardCertificateCredentials.class ? "a certificate" : "a user name with password";
    }

    private static InputException otherKind(String id, String wanted) {
        return new InputException("the credentials '" + id + "' are of another kind; here goes " + wanted);
    }
}
