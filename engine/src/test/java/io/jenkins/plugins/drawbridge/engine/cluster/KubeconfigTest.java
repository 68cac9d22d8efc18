package io.jenkins.plugins.drawbridge.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Kubeconfig.Selection;
import io.jenkins.plugins.drawbridge.testkit.Pki;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class KubeconfigTest {

    private static final String AUTHORITY = Pki.create("Test authority").authorityPem();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void takes_cluster_user_and_namespace_of_the_current_context() throws Exception {
        KubeContext context = select(
                "{server: 'https://10.0.0.1:6443', tls-server-name: kubernetes, certificate-authority-data: "
                        + base64(AUTHORITY) + "}",
                "{token: t0ken, as: deployer, as-groups: [ops], as-uid: '7'}");

        Cluster cluster = context.cluster();
        assertThat(cluster.id()).isEqualTo("shop");
        assertThat(cluster.url()).isEqualTo(URI.create("https://10.0.0.1:6443"));
        assertThat(cluster.authority()).isEqualTo(Pem.authority(AUTHORITY));
        assertThat(cluster.tlsServerName()).isEqualTo("kubernetes");
        assertThat(token(cluster)).isEqualTo("t0ken");
        assertThat(cluster.impersonation()).isEqualTo(new Impersonation("deployer", List.of("ops"), "7"));
        assertThat(cluster.access()).isEqualTo(Access.DIRECT);
        assertThat(context.namespace()).isEqualTo("shop-dev");
    }

    @Test
    public void reads_files_relative_to_the_kubeconfig() throws Exception {
        write("ca.pem", AUTHORITY);
        write("token", "from-file\n");
        write("cert.pem", "CERT");
        write("key.pem", "KEY");

        Cluster byToken = select(
                        "{server: 'https://a', certificate-authority: ca.pem}", "{token: inline, tokenFile: token}")
                .cluster();
        assertThat(byToken.authority()).isEqualTo(Pem.authority(AUTHORITY));
        assertThat(token(byToken)).as("tokenFile wins").isEqualTo("from-file");

        Cluster byCertificate = select(
                        "{server: 'https://a'}",
                        "{client-certificate: cert.pem, client-key-data: " + base64("K2") + "}")
                .cluster();
        ClientCertificate certificate = ((Credentials.Certificate) byCertificate.credentials()).certificate();
        assertThat(certificate.chain().read().reveal()).isEqualTo("CERT");
        assertThat(certificate.key().read().reveal()).as("-data wins").isEqualTo("K2");
    }

    @Test
    public void reads_every_kind_of_proxy_url() throws Exception {
        Hop.Proxy plain = (Hop.Proxy) hop("http://proxy:3128");
        assertThat(plain.label()).isEqualTo("proxy proxy:3128");
        assertThat(plain.tls()).isFalse();
        assertThat(plain.credentials()).isEqualTo(Credentials.none());

        Hop.Proxy secure = (Hop.Proxy) hop("https://corp%2Fme:p%40ss+word@proxy");
        assertThat(secure.address()).isEqualTo(new HostPort("proxy", 443));
        assertThat(secure.tls()).isTrue();
        Credentials.Basic basic = (Credentials.Basic) secure.credentials();
        assertThat(basic.user()).isEqualTo("corp/me");
        assertThat(basic.password().read().reveal()).isEqualTo("p@ss+word");

        Hop.Socks socks = (Hop.Socks) hop("socks5://me:secret@[::1]");
        assertThat(socks.address()).isEqualTo(new HostPort("::1", 1080));
        assertThat(socks.user()).isEqualTo("me");

        assertThatThrownBy(() -> hop("ftp://me:hunter2@proxy"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'proxy-url' must be a URL like")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    public void refuses_users_that_run_programs() {
        assertThatThrownBy(() -> select("{server: 'https://a'}", "{exec: {command: aws}}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("config:11:18: user 'me' gets its credentials from a program ('exec');"
                        + " Drawbridge starts no programs");
        assertThatThrownBy(() -> select("{server: 'https://a'}", "{auth-provider: {name: gcp}}"))
                .hasMessageContaining("('auth-provider')");
    }

    @Test
    public void refuses_what_it_cannot_use_with_its_place() {
        assertRefused("{}", "{}", "cluster 'shop' lacks 'server'");
        assertRefused("{server: 'http://a'}", "{}", "'server' must be a URL like https://");
        assertRefused("{server: 'https://a', insecure-skip-tls-verify: maybe}", "{}", "must be true or false");
        assertRefused("{server: 'https://a', certificate-authority-data: '***'}", "{}", "-data' must be base64");
        assertRefused(
                "{server: 'https://a', insecure-skip-tls-verify: true, certificate-authority-data: " + base64(AUTHORITY)
                        + "}",
                "{}",
                "exclude each other");
        assertRefused("{server: 'https://a', certificate-authority: nowhere}", "{}", "nowhere does not exist");
        assertRefused("{server: 'https://a'}", "{client-key: k}", "only one of client-certificate and client-key");
        assertRefused("{server: 'https://a'}", "{as-groups: [a]}", "'as-groups' and 'as-uid' need 'as'");
        assertRefused("{server: 'https://a'}", "{as: a, as-user-extra: {b: [c]}}", "'as-user-extra' is not supported");
        assertRefused("{server: 'https://a'}", "{token: [a]}", "'token' must be a text");
    }

    @Test
    public void names_what_there_is_when_a_name_is_not_there() throws Exception {
        Path file = kubeconfig("{server: 'https://a'}", "{}");

        assertThatThrownBy(() -> Kubeconfig.read(file).select(new Selection("dve", null, null, false)))
                .isInstanceOf(InputException.class)
                .hasMessage("kubeconfig " + file + " has no context 'dve'; did you mean 'dev'? It holds dev");
        assertThatThrownBy(() -> Kubeconfig.read(file).select(new Selection(null, "elsewhere", null, false)))
                .hasMessageContaining("has no cluster 'elsewhere'; it holds shop");
        assertThatThrownBy(() -> Kubeconfig.read(file).select(new Selection(null, null, "nobody", false)))
                .hasMessageContaining("has no user 'nobody'");
        assertThatThrownBy(() -> Kubeconfig.read(file.resolveSibling("nowhere")))
                .hasMessageContaining("nowhere does not exist");
    }

    @Test
    public void merges_several_files_the_first_counts() throws Exception {
        Path first = write(
                "first",
                """
                current-context: one
                contexts: [{name: one, context: {cluster: shared, user: me}}]
                clusters: [{name: shared, cluster: {server: 'https://first'}}]
                """);
        Files.createDirectory(folder.getRoot().toPath().resolve("sub"));
        write("sub/token", "sub-token");
        Path second = write(
                "sub/second",
                """
                current-context: two
                contexts: [{name: two, context: {cluster: shared}}]
                clusters: [{name: shared, cluster: {server: 'https://second'}}]
                users: [{name: me, user: {tokenFile: token}}]
                """);

        Kubeconfig merged = Kubeconfig.read(List.of(first, first.resolveSibling("nowhere"), second));

        Cluster cluster = merged.select(Selection.CURRENT).cluster();
        assertThat(cluster.url()).isEqualTo(URI.create("https://first"));
        assertThat(token(cluster)).isEqualTo("sub-token");
        assertThat(merged.select(new Selection("two", null, null, false))
                        .cluster()
                        .credentials())
                .isEqualTo(Credentials.none());
        assertThat(Kubeconfig.read(List.of(first.resolveSibling("nowhere"))).isEmpty())
                .isTrue();
    }

    @Test
    public void flags_win_over_the_file() throws Exception {
        write("ca.pem", AUTHORITY);
        Cluster cluster = select("{server: 'https://a', insecure-skip-tls-verify: true}", "{username: u, password: p}")
                .cluster();
        Path authority = folder.getRoot().toPath().resolve("ca.pem");

        Cluster changed = new ClusterOverrides(
                        "https://b:1",
                        SecretSource.of("flag"),
                        authority,
                        null,
                        null,
                        "name",
                        null,
                        "boss",
                        List.of("g"),
                        "1")
                .applyTo(cluster);

        assertThat(changed.url()).isEqualTo(URI.create("https://b:1"));
        assertThat(token(changed)).isEqualTo("flag");
        assertThat(changed.authority()).isEqualTo(Pem.authority(AUTHORITY));
        assertThat(changed.dangerouslySkipTlsVerify()).isFalse();
        assertThat(changed.tlsServerName()).isEqualTo("name");
        assertThat(changed.impersonation()).isEqualTo(new Impersonation("boss", List.of("g"), "1"));
        assertThat(ClusterOverrides.NONE.applyTo(cluster)).isEqualTo(cluster);
    }

    @Test
    public void refuses_flags_that_contradict_each_other() {
        assertThatThrownBy(() -> new ClusterOverrides(
                        null,
                        SecretSource.of("t"),
                        null,
                        Path.of("c"),
                        Path.of("k"),
                        null,
                        null,
                        null,
                        List.of(),
                        null))
                .isInstanceOf(InputException.class)
                .hasMessage("--token and --client-certificate exclude each other");
        assertThatThrownBy(
                        () -> new ClusterOverrides(null, null, null, null, null, null, null, null, List.of("g"), null))
                .hasMessage("--as-group and --as-uid need --as");
        assertThatThrownBy(() -> ClusterOverrides.NONE.alone()).hasMessageContaining("--server must be a URL like");
    }

    @Test
    public void finds_the_service_account_of_its_pod() throws Exception {
        Path account = folder.getRoot().toPath();
        Map<String, String> pod = Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "6443");
        assertThat(InClusterAccount.find(pod, account)).as("no token mounted").isEmpty();
        write("token", "sa-token");
        write("ca.crt", AUTHORITY);
        write("namespace", "shop\n");

        KubeContext context = InClusterAccount.find(pod, account).orElseThrow();

        assertThat(context.cluster().address()).isEqualTo(new HostPort("fd00::1", 6443));
        assertThat(token(context.cluster())).isEqualTo("sa-token");
        assertThat(context.cluster().authority()).isEqualTo(Pem.authority(AUTHORITY));
        assertThat(context.namespace()).isEqualTo("shop");
        assertThat(InClusterAccount.find(Map.of(), account)).isEmpty();
    }

    private void assertRefused(String cluster, String user, String expected) {
        assertThatThrownBy(() -> select(cluster, user))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("config:")
                .hasMessageContaining(expected);
    }

    private Hop hop(String proxyUrl) throws Exception {
        return select("{server: 'https://a', proxy-url: '" + proxyUrl + "'}", "{}")
                .cluster()
                .access()
                .hops()
                .get(0);
    }

    private KubeContext select(String cluster, String user) throws Exception {
        return Kubeconfig.read(kubeconfig(cluster, user)).select(Selection.CURRENT);
    }

    private Path kubeconfig(String cluster, String user) throws Exception {
        return write(
                "config",
                """
                apiVersion: v1
                kind: Config
                current-context: dev
                contexts:
                  - {name: dev, context: {cluster: shop, user: me, namespace: shop-dev}}
                clusters:
                  - name: shop
                    cluster: %s
                users:
                  - name: me
                    user: %s
                """
                        .formatted(cluster, user));
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(folder.getRoot().toPath().resolve(name), text);
    }

    private static String token(Cluster cluster) {
        return ((Credentials.BearerToken) cluster.credentials()).token().read().reveal();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
