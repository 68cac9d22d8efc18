package io.jenkins.plugins.drawbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import hudson.util.Secret;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.callback.ConsoleSettings;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.cluster.Pem;
import io.jenkins.plugins.drawbridge.standin.StandInJenkins;
import io.jenkins.plugins.drawbridge.testkit.Identity;
import io.jenkins.plugins.drawbridge.testkit.Pki;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class ClusterDescriptionTest {

    private static final String FINGERPRINT = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU";

    private final StandInJenkins jenkins = new StandInJenkins();
    private StandInJenkins.Inside inside;

    @Before
    public void enter() {
        jenkins.secretText("token", "c4n4ry-token")
                .login("login", "deploy", "c4n4ry-password")
                .sshKey("key", "git", "c4n4ry-private-key");
        inside = jenkins.enter();
    }

    @After
    public void leave() {
        inside.close();
    }

    @Test
    public void each_kind_of_hop_and_credential_arrives_as_it_was_configured() {
        ProxyHop proxy = new ProxyHop("https://proxy.example:3128");
        proxy.setCredentialsId("login");
        proxy.setHeaders(List.of(new ProxyHeader("X-Token", "token")));
        SocksHop socks = new SocksHop("socks.internal");
        SshHop ssh = new SshHop("bastion.internal", "key");
        ssh.setHostKey(FINGERPRINT);
        ClusterDefinition definition = cluster();
        definition.setAccess(List.of(proxy, socks, ssh));

        Cluster cluster = read(definition);

        assertThat(cluster.url().toString()).isEqualTo("https://kube.internal:6443");
        assertThat(((Credentials.BearerToken) cluster.credentials())
                        .token()
                        .read()
                        .reveal())
                .isEqualTo("c4n4ry-token");
        assertThat(cluster.access().hops())
                .extracting(Hop::label)
                .containsExactly(
                        "proxy proxy.example:3128", "SOCKS proxy socks.internal:1080", "SSH hop bastion.internal:22");
        Hop.Proxy first = (Hop.Proxy) cluster.access().hops().get(0);
        assertThat(((Credentials.Basic) first.credentials()).password().read().reveal())
                .isEqualTo("c4n4ry-password");
        assertThat(first.headers()).singleElement().satisfies(header -> {
            assertThat(header.name()).isEqualTo("X-Token");
            assertThat(header.value().read().reveal()).isEqualTo("c4n4ry-token");
        });
        Hop.Ssh last = (Hop.Ssh) cluster.access().hops().get(2);
        assertThat(last.user()).isEqualTo("git");
        assertThat(((Hop.SshIdentity.Key) last.identity()).privateKey().read().reveal())
                .isEqualTo("c4n4ry-private-key");
        assertThat(cluster.toString()).doesNotContain("c4n4ry");
    }

    @Test
    public void a_certificate_s_key_store_becomes_a_client_certificate() throws Exception {
        Identity identity = Pki.create("clients").client("deployer");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "me", identity.privateKey(), "changeit".toCharArray(), new Certificate[] {identity.certificate()});
        StandardCertificateCredentials found = mock(StandardCertificateCredentials.class);
        Secret password = StandInJenkins.secret("changeit");
        when(found.getKeyStore()).thenReturn(store);
        when(found.getPassword()).thenReturn(password);
        jenkins.credential("certificate", found);
        ClusterDefinition definition = cluster();
        definition.setCredentialsId("certificate");

        var certificate = ((Credentials.Certificate) read(definition).credentials()).certificate();

        assertThat(Pem.certificates(certificate.chain().read().reveal())).containsExactly(identity.certificate());
        assertThat(Pem.privateKey(certificate.key().read())).isEqualTo(identity.privateKey());
    }

    @Test
    public void all_faults_are_told_at_once_with_the_engine_s_words_and_no_place_in_a_file() {
        SshHop hop = new SshHop("bastion internal", "key");
        ClusterDefinition definition = new ClusterDefinition("prod", "http://kube.internal");
        definition.setCa("no certificate");
        definition.setAccess(List.of(hop));

        assertThatThrownBy(() -> read(definition))
                .isInstanceOf(InputException.class)
                .satisfies(fault -> assertThat(fault.getMessage().lines())
                        .hasSizeGreaterThan(2)
                        .allMatch(line -> line.startsWith("cluster prod: "))
                        .noneMatch(line -> line.matches(".*:\\d+:\\d+:.*"))
                        .anyMatch(line -> line.contains("hostKey")));
    }

    @Test
    public void a_credential_of_another_kind_is_refused_by_what_it_should_be() {
        jenkins.credential("file", mock(FileCredentials.class));
        ClusterDefinition definition = cluster();
        definition.setCredentialsId("file");

        assertThatThrownBy(() -> read(definition))
                .hasMessage(
                        "cluster prod: the credentials 'file' are of another kind; here goes secret text (a token), a"
                                + " user name with password, or a certificate");
    }

    @Test
    public void a_renewed_token_is_used_and_the_credential_looked_up_once() {
        StringCredentials renewing = mock(StringCredentials.class);
        Secret first = StandInJenkins.secret("first");
        Secret second = StandInJenkins.secret("second");
        when(renewing.getSecret()).thenReturn(first, second);
        jenkins.credential("token", renewing);
        var token = ((Credentials.BearerToken) read(cluster()).credentials()).token();

        assertThat(token.read().reveal()).isEqualTo("first");
        assertThat(token.read().reveal()).isEqualTo("second");
    }

    @Test
    public void credentials_for_jenkins_itself_are_not_for_jobs() {
        StringCredentials system = mock(StringCredentials.class);
        when(system.getScope()).thenReturn(CredentialsScope.SYSTEM);
        jenkins.credential("token", system);

        assertThatThrownBy(() -> read(cluster())).hasMessageContaining("there are no credentials 'token' that jobs");
    }

    @Test
    public void the_console_has_the_words_of_a_cluster() {
        ConsoleDefinition definition = new ConsoleDefinition("https://console.example", "login");

        ConsoleSettings settings = ConsoleDescription.read(definition, CredentialsView.ofAllJobs());

        assertThat(settings.url().toString()).isEqualTo("https://console.example");
        assertThat(settings.login()).isInstanceOfSatisfying(ConsoleSettings.Login.ServiceAccount.class, account -> {
            assertThat(account.clientId()).isEqualTo("deploy");
            assertThat(account.clientSecret().read().reveal()).isEqualTo("c4n4ry-password");
        });
        assertThatThrownBy(() -> ConsoleDescription.read(
                        new ConsoleDefinition("console.example", "login"), CredentialsView.ofAllJobs()))
                .hasMessageStartingWith("the Console: ");
    }

    private static ClusterDefinition cluster() {
        ClusterDefinition definition = new ClusterDefinition("prod", "https://kube.internal:6443");
        definition.setCredentialsId("token");
        return definition;
    }

    private static Cluster read(ClusterDefinition definition) {
        return ClusterDescription.read(definition, CredentialsView.ofAllJobs());
    }
}
