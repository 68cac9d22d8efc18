package io.jenkins.plugins.drawbridge.engine.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.CertificateAuthority;
import io.jenkins.plugins.drawbridge.engine.cluster.ClientCertificate;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import io.jenkins.plugins.drawbridge.engine.cluster.Pem;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.testkit.Identity;
import io.jenkins.plugins.drawbridge.testkit.Pki;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;

/** Hops to the servers of a test, and what every test asks of a failure. */
final class Hops {

    /** Stands in every secret of these tests. */
    static final String CANARY = "c4n4ry";

    static final Duration LONG = Duration.ofSeconds(30);

    private Hops() {}

    static Link link(Hop... hops) {
        return Links.open(new Access(List.of(hops)), LinkListener.SILENT);
    }

    static Hop.Proxy proxy(int port) {
        return proxy(port, Credentials.none());
    }

    static Hop.Proxy proxy(int port, Credentials credentials, Hop.Header... headers) {
        return new Hop.Proxy(new HostPort("127.0.0.1", port), false, null, null, credentials, List.of(headers));
    }

    static Hop.Proxy tlsProxy(HostPort address, Pki pki) {
        return new Hop.Proxy(address, true, authority(pki), null, Credentials.none(), List.of());
    }

    static Hop.Proxy tlsProxy(HostPort address, Pki pki, Identity client) {
        ClientCertificate certificate = new ClientCertificate(
                SecretSource.of(client.certificatePem()), SecretSource.of(client.privateKeyPem()));
        return new Hop.Proxy(address, true, authority(pki), certificate, Credentials.none(), List.of());
    }

    static CertificateAuthority authority(Pki pki) {
        return Pem.authority(pki.authorityPem());
    }

    static Credentials basic(String user, String password) {
        return new Credentials.Basic(user, SecretSource.of(password));
    }

    static Hop.Ssh ssh(int port, Hop.SshIdentity identity, Hop.HostKeys hostKeys) {
        return new Hop.Ssh(new HostPort("127.0.0.1", port), "deploy", identity, hostKeys);
    }

    static Hop.SshIdentity password(String password) {
        return new Hop.SshIdentity.Password(SecretSource.of(password));
    }

    static Hop.HostKeys pinned(List<String> fingerprints) {
        return new Hop.HostKeys.Fingerprints(fingerprints);
    }

    static LinkException failure(Link link, HostPort target, Duration timeout) {
        LinkException failure = catchThrowableOfType(
                LinkException.class, () -> link.connect(target, timeout).close());
        assertThat(failure).as("it should have failed").isNotNull();
        StringWriter everything = new StringWriter();
        failure.printStackTrace(new PrintWriter(everything));
        assertThat(everything.toString()).doesNotContain(CANARY);
        assertThat(failure.getMessage()).endsWith(".").doesNotContain("\n");
        return failure;
    }

    static LinkException failure(Link link, HostPort target) {
        return failure(link, target, LONG);
    }
}
