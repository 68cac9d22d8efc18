package io.jenkins.plugins.drawbridge.engine.cluster;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code user} of a kubeconfig. Where it holds several ways, the one an API server would take counts: certificate,
 * then token ({@code tokenFile} before {@code token}, as in kubectl), then password.
 */
record KubeconfigUser(String name, KubeconfigSection section) {

    Credentials credentials() {
        refusePrograms("exec");
        refusePrograms("auth-provider");
        return certificate().or(this::token).or(this::basic).orElseGet(Credentials::none);
    }

    private void refusePrograms(String key) {
        if (section.has(key)) {
            throw section.fault(
                    key,
                    "user '" + name + "' gets its credentials from a program ('" + key
                            + "'); Drawbridge starts no programs, so give a token, tokenFile or client certificate");
        }
    }

    private Optional<Credentials> certificate() {
        Optional<SecretSource> chain = section.dataOrFile("client-certificate");
        Optional<SecretSource> key = section.dataOrFile("client-key");
        if (chain.isPresent() != key.isPresent()) {
            throw section.fault(
                    section.map(), "user '" + name + "' has only one of client-certificate and client-key; give both");
        }
        return chain.flatMap(
                certificate -> key.map(one -> new Credentials.Certificate(new ClientCertificate(certificate, one))));
    }

    private Optional<Credentials> token() {
        return section.path("tokenFile")
                .<SecretSource>map(FileSecret::new)
                .or(() -> section.text("token").map(SecretSource::of))
                .map(Credentials.BearerToken::new);
    }

    private Optional<Credentials> basic() {
        return section.text("username")
                .map(user -> new Credentials.Basic(
                        user, SecretSource.of(section.text("password").orElse(""))));
    }

    @Nullable Impersonation impersonation() {
        if (section.has("as-user-extra")) {
            throw section.fault("as-user-extra", "'as-user-extra' is not supported; use 'as', 'as-groups', 'as-uid'");
        }
        List<String> groups = section.texts("as-groups");
        String uid = section.text("as-uid").orElse(null);
        String user = section.text("as").orElse(null);
        if (user == null && (uid != null || !groups.isEmpty())) {
            throw section.fault(section.map(), "'as-groups' and 'as-uid' need 'as'");
        }
        return user == null ? null : new Impersonation(user, groups, uid);
    }
}
