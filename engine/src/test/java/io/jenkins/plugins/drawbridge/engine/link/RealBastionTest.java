package io.jenkins.plugins.drawbridge.engine.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.Assume.assumeTrue;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.CertificateAuthority;
import io.jenkins.plugins.drawbridge.engine.cluster.ClientCertificate;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.engine.link.LinkException.Failure;
import io.jenkins.plugins.drawbridge.testkit.RealBastion;
import io.jenkins.plugins.drawbridge.testkit.RealSshServer;
import io.jenkins.plugins.drawbridge.testkit.bastion.ClosedPort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The links against real OpenSSH, tinyproxy and squid, to a TLS server behind them. See docs/development.md. */
public class RealBastionTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private RealBastion bastion;
    private GreetingServer target;

    @Before
    public void find_the_bastion() throws IOException {
        Optional<RealBastion> configured = RealBastion.configured();
        assumeTrue("DRAWBRIDGE_BASTION names no real bastion", configured.isPresent());
        bastion = configured.get();
        target = new GreetingServer();
    }

    @After
    public void close_the_target() throws IOException {
        if (target != null) {
            target.close();
        }
    }

    @Test
    public void passes_one_sshd_with_every_form_of_key() throws IOException {
        RealSshServer sshd = bastion.ssh();
        assertThat(reach(ssh(sshd, key(sshd.key())))).isEqualTo(GreetingServer.SIZE);
        assertThat(reach(ssh(sshd, key(sshd.rsaKey())))).isEqualTo(GreetingServer.SIZE);
        assertThat(reach(ssh(sshd, key(sshd.pemKey())))).isEqualTo(GreetingServer.SIZE);
        assertThat(reach(ssh(sshd, locked(sshd, sshd.passphrase())))).isEqualTo(GreetingServer.SIZE);
    }

    @Test
    public void passes_two_sshds() throws IOException {
        assertThat(reach(ssh(bastion.ssh()), ssh(bastion.secondSsh()))).isEqualTo(GreetingServer.SIZE);
    }

    @Test
    public void passes_a_proxy_and_two_sshds() throws IOException {
        assertThat(reach(squid(login(bastion.proxyPassword())), ssh(bastion.ssh()), ssh(bastion.secondSsh())))
                .isEqualTo(GreetingServer.SIZE);
    }

    @Test
    public void lets_the_far_side_resolve_names() throws IOException {
        try (Link link = open(ssh(bastion.ssh()))) {
            assertThat(greet(link, target.named())).isEqualTo(GreetingServer.SIZE);
        }
        try (Link link = open(squid(login(bastion.proxyPassword())))) {
            assertThat(greet(link, target.named())).isEqualTo(GreetingServer.SIZE);
        }
    }

    @Test
    public void trusts_hashed_known_hosts() throws IOException {
        RealSshServer sshd = bastion.ssh();
        assertThat(reach(ssh(sshd, key(sshd.key()), new Hop.HostKeys.KnownHosts(sshd.hashedKnownHosts()))))
                .isEqualTo(GreetingServer.SIZE);
    }

    @Test
    public void trusts_the_fingerprint_of_each_kind_of_host_key() throws IOException {
        RealSshServer sshd = bastion.ssh();
        for (String kind : List.of("ed25519", "ecdsa", "rsa")) {
            Hop.HostKeys pinned = new Hop.HostKeys.Fingerprints(List.of(sshd.fingerprint(kind)));
            assertThat(reach(ssh(sshd, key(sshd.key()), pinned))).as(kind).isEqualTo(GreetingServer.SIZE);
        }
    }

    @Test
    public void refuses_an_sshd_with_another_host_key() {
        RealSshServer sshd = bastion.ssh();
        Hop.HostKeys wrong = new Hop.HostKeys.KnownHosts(sshd.wrongKnownHosts());
        LinkException refused = refusal(ssh(sshd, key(sshd.key()), wrong));
        assertThat(refused.failure()).isEqualTo(Failure.HOST_KEY);
        assertThat(refused).hasMessageContaining("SHA256:").hasMessageContaining(":" + sshd.port());
    }

    @Test
    public void names_the_second_hop_when_its_host_key_is_another() {
        RealSshServer second = bastion.secondSsh();
        Hop.HostKeys wrong = new Hop.HostKeys.Fingerprints(List.of(bastion.ssh().fingerprint("ed25519")));
        LinkException refused = refusal(ssh(bastion.ssh()), ssh(second, key(second.key()), wrong));
        assertThat(refused.failure()).isEqualTo(Failure.HOST_KEY);
        assertThat(refused.hop()).isEqualTo("SSH hop 127.0.0.1:" + second.port());
    }

    @Test
    public void is_told_that_sshd_does_not_know_the_key() {
        RealSshServer sshd = bastion.ssh();
        assertThat(refusal(ssh(sshd, key(sshd.strangersKey()))).failure()).isEqualTo(Failure.SSH_AUTHENTICATION);
    }

    @Test
    public void cannot_use_a_locked_key_with_a_wrong_passphrase() {
        Throwable refused = catchThrowable(() -> reach(ssh(bastion.ssh(), locked(bastion.ssh(), "not this one"))));
        assertThat(refused).isInstanceOf(DrawbridgeException.class);
        assertThat(refused.getMessage()).containsIgnoringCase("passphrase").doesNotContain("not this one");
    }

    @Test
    public void says_when_nothing_listens_behind_sshd() {
        try (ClosedPort closed = ClosedPort.reserve();
                Link link = open(ssh(bastion.ssh()))) {
            HostPort nobody = loopback(closed.port());
            LinkException refused = catchThrowableOfType(LinkException.class, () -> link.connect(nobody, TIMEOUT));
            // OpenSSH tells "refused" and "no route" apart only in words, which are not trusted (RFC 4254, 5.1).
            assertThat(refused.failure()).isEqualTo(Failure.UNREACHABLE);
            assertThat(refused).hasMessageContaining(nobody.toString());
        }
    }

    @Test
    public void connects_again_after_the_session_was_killed() throws IOException {
        try (Link link = open(ssh(bastion.ssh()))) {
            assertThat(greet(link, target.address())).isEqualTo(GreetingServer.SIZE);
            killSessions(bastion.ssh());
            assertThat(greet(link, target.address())).isEqualTo(GreetingServer.SIZE);
        }
    }

    @Test
    public void connects_again_after_the_first_of_two_sessions_was_killed() throws IOException {
        try (Link link = open(ssh(bastion.ssh()), ssh(bastion.secondSsh()))) {
            assertThat(greet(link, target.address())).isEqualTo(GreetingServer.SIZE);
            killSessions(bastion.ssh());
            assertThat(greet(link, target.address())).isEqualTo(GreetingServer.SIZE);
        }
    }

    @Test
    public void passes_both_proxies_with_basic_authentication() throws IOException {
        assertThat(reach(tinyproxy(login(bastion.proxyPassword())))).isEqualTo(GreetingServer.SIZE);
        assertThat(reach(squid(login(bastion.proxyPassword())))).isEqualTo(GreetingServer.SIZE);
    }

    @Test
    public void passes_a_proxy_that_speaks_tls() throws IOException {
        assertThat(reach(squidOverTls(bastion.squidTlsPort(), null, login(bastion.proxyPassword()))))
                .isEqualTo(GreetingServer.SIZE);
    }

    @Test
    public void passes_a_proxy_with_a_client_certificate() throws IOException {
        ClientCertificate certificate = new ClientCertificate(
                SecretSource.of(bastion.proxyClientCertificatePem()), SecretSource.of(bastion.proxyClientKeyPem()));
        assertThat(reach(squidOverTls(bastion.squidClientCertificatePort(), certificate, Credentials.none())))
                .isEqualTo(GreetingServer.SIZE);
    }

    @Test
    public void says_that_a_proxy_wants_a_client_certificate() {
        LinkException refused = refusal(squidOverTls(bastion.squidClientCertificatePort(), null, Credentials.none()));
        assertThat(refused.hop()).isEqualTo("proxy 127.0.0.1:" + bastion.squidClientCertificatePort());
        assertThat(refused).hasMessageContaining("client certificate");
    }

    @Test
    public void does_not_trust_a_proxy_of_another_authority() {
        Hop stranger = new Hop.Proxy(loopback(bastion.squidTlsPort()), true, null, null, Credentials.none(), List.of());
        assertThat(refusal(stranger).failure()).isEqualTo(Failure.PROXY_CERTIFICATE);
    }

    @Test
    public void is_told_that_a_proxy_wants_credentials() {
        for (Hop hop : List.of(tinyproxy(Credentials.none()), squid(Credentials.none()))) {
            LinkException refused = refusal(hop);
            assertThat(refused.failure()).isEqualTo(Failure.PROXY_AUTHENTICATION);
            assertThat(refused).hasMessageContaining("407").hasMessageContaining(hop.label());
        }
    }

    @Test
    public void is_told_that_a_proxy_refuses_the_password() {
        assertThat(refusal(squid(login("wrong"))).failure()).isEqualTo(Failure.PROXY_AUTHENTICATION);
        LinkException refused = refusal(tinyproxy(login("wrong")));
        assertThat(refused.failure()).isIn(Failure.PROXY_AUTHENTICATION, Failure.PROXY_REFUSED);
        assertThat(refused.failure().worthRepeating()).isFalse();
        assertThat(refused).hasMessageContaining("401").hasMessageContaining("credentials");
    }

    private int reach(Hop... hops) throws IOException {
        try (Link link = open(hops)) {
            return greet(link, target.address());
        }
    }

    private int greet(Link link, HostPort address) throws IOException {
        try (Socket socket = link.connect(address, TIMEOUT)) {
            return target.greet(socket, address);
        }
    }

    private LinkException refusal(Hop... hops) {
        return catchThrowableOfType(LinkException.class, () -> reach(hops));
    }

    private static Link open(Hop... hops) {
        return Links.open(new Access(List.of(hops)), LinkListener.SILENT);
    }

    private static void killSessions(RealSshServer sshd) {
        assertThat(sshd.killSessions()).isPositive();
        ProcessHandle server = ProcessHandle.of(sshd.processId()).orElseThrow();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (server.descendants().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static Hop.Ssh ssh(RealSshServer sshd) {
        return ssh(sshd, key(sshd.key()));
    }

    private static Hop.Ssh ssh(RealSshServer sshd, Hop.SshIdentity identity) {
        return ssh(sshd, identity, new Hop.HostKeys.KnownHosts(sshd.knownHosts()));
    }

    private static Hop.Ssh ssh(RealSshServer sshd, Hop.SshIdentity identity, Hop.HostKeys hostKeys) {
        return new Hop.Ssh(new HostPort(sshd.host(), sshd.port()), sshd.user(), identity, hostKeys);
    }

    private static Hop.SshIdentity key(String text) {
        return new Hop.SshIdentity.Key(SecretSource.of(text), null);
    }

    private static Hop.SshIdentity locked(RealSshServer sshd, String passphrase) {
        return new Hop.SshIdentity.Key(SecretSource.of(sshd.encryptedKey()), SecretSource.of(passphrase));
    }

    private Hop tinyproxy(Credentials credentials) {
        return new Hop.Proxy(loopback(bastion.tinyproxyPort()), false, null, null, credentials, List.of());
    }

    private Hop squid(Credentials credentials) {
        return new Hop.Proxy(loopback(bastion.squidPort()), false, null, null, credentials, List.of());
    }

    private Hop squidOverTls(int port, @Nullable ClientCertificate certificate, Credentials credentials) {
        return new Hop.Proxy(
                loopback(port), true, authority(bastion.proxyAuthorityPem()), certificate, credentials, List.of());
    }

    private Credentials login(String password) {
        return new Credentials.Basic(bastion.proxyUser(), SecretSource.of(password));
    }

    private static HostPort loopback(int port) {
        return new HostPort("127.0.0.1", port);
    }

    private static CertificateAuthority authority(String pem) {
        try {
            return new CertificateAuthority(List.of((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)))));
        } catch (CertificateException problem) {
            throw new IllegalArgumentException("not a certificate", problem);
        }
    }
}
