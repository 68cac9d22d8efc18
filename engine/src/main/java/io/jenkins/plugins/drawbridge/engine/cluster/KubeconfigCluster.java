package io.jenkins.plugins.drawbridge.engine.cluster;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code cluster} and {@code user} of a kubeconfig as our own values. */
final class KubeconfigCluster {

    private final String name;
    private final KubeconfigSection section;

    KubeconfigCluster(String name, KubeconfigSection section) {
        this.name = name;
        this.section = section;
    }

    /** @param user null: no credentials */
    Cluster toCluster(@Nullable KubeconfigUser user, boolean anonymous) {
        boolean skipVerify = section.flag("insecure-skip-tls-verify");
        CertificateAuthority authority = authority();
        if (skipVerify && authority != null) {
            throw section.fault(
                    "insecure-skip-tls-verify",
                    "'insecure-skip-tls-verify' and a certificate authority exclude each other; keep one of them");
        }
        return new Cluster(
                name,
                url(),
                authority,
                section.text("tls-server-name").orElse(null),
                skipVerify,
                user == null || anonymous ? Credentials.none() : user.credentials(),
                user == null ? null : user.impersonation(),
                access());
    }

    private URI url() {
        String server = section.text("server")
                .orElseThrow(() -> section.fault("server", "cluster '" + name + "' lacks 'server'"));
        return UrlShapes.apiServer(server)
                .orElseThrow(() -> section.fault("server", "'server' must be " + UrlShapes.API_SERVER));
    }

    private @Nullable CertificateAuthority authority() {
        SecretSource source = section.dataOrFile("certificate-authority").orElse(null);
        if (source == null) {
            return null;
        }
        String key = section.has("certificate-authority-data") ? "certificate-authority-data" : "certificate-authority";
        try {
            return Pem.authority(source.read().reveal());
        } catch (IllegalArgumentException refused) { // told with its place
            throw section.fault(key, "'" + key + "': " + refused.getMessage());
        } catch (InputException unreadable) { // told with its place
            throw section.fault(key, "'" + key + "': " + unreadable.getMessage());
        }
    }

    private Access access() {
        return section.text("proxy-url")
                .map(url -> new Access(List.of(ProxyUrl.parse(url)
                        .orElseThrow(() -> section.fault("proxy-url", "'proxy-url' must be " + ProxyUrl.WORDS)))))
                .orElse(Access.DIRECT);
    }
}
