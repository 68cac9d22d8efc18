package io.jenkins.plugins.drawbridge.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop.HostKeys.Fingerprints;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop.HostKeys.KnownHosts;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop.SshIdentity;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;
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

public class DrawbridgeFileTest {

    private static final String AUTHORITY = Pki.create("Test authority").authorityPem();
    private static final String FINGERPRINT = "SHA256:" + "a".repeat(43);

    private static final String EVERYTHING =
            """
            clusters:
              - id: shop
                url: https://10.0.0.5:6443
                ca: {file: ca.pem}
                tlsServerName: kubernetes.default
                credentials:
                  token: {env: SHOP_TOKEN}
                impersonate: {user: deployer, groups: [ops], uid: "7"}
                access:
                  - proxy:
                      url: https://bastion.example.com:3128
                      ca: {file: ca.pem}
                      clientCertificate: {certificate: {file: cert.pem}, key: {file: key.pem}}
                      basic: {user: corp, password: {file: password}}
                      headers: {X-Token: {env: T}}
                  - socks: {host: socks.example.com, user: me, password: 0123}
                  - ssh:
                      host: inner
                      port: 2222
                      user: deploy
                      key: {file: id_ed25519}
                      passphrase: {env: P}
                      hostKey: %s
                  - ssh:
                      host: "fd00::1"
                      user: deploy
                      password: open sesame
                      knownHosts: "inner ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI"
              - {id: other, url: "https://other.example.com", access: direct}
            environments:
              - {id: DEV, cluster: shop, namespace: shop-dev, variablePrefix: DEV_}
              - {id: PROD, cluster: other, namespace: shop, production: true}
            """
                    .formatted(FINGERPRINT);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void reads_every_key_there_is() throws Exception {
        write("ca.pem", AUTHORITY);
        write("password", "p4ss\n");

        Configuration configuration = parse(EVERYTHING, Map.of("SHOP_TOKEN", "t0ken", "T", "h3ader", "P", "phrase"));

        Cluster shop = configuration.cluster("shop").orElseThrow();
        assertThat(shop.url()).isEqualTo(URI.create("https://10.0.0.5:6443"));
        assertThat(shop.authority()).isEqualTo(new CertificateAuthority(Pem.certificates(AUTHORITY)));
        assertThat(shop.tlsServerName()).isEqualTo("kubernetes.default");
        assertThat(shop.dangerouslySkipTlsVerify()).isFalse();
        assertThat(reveal(((Credentials.BearerToken) shop.credentials()).token()))
                .isEqualTo("t0ken");
        assertThat(shop.impersonation()).isEqualTo(new Impersonation("deployer", List.of("ops"), "7"));
        assertThat(shop.access().hops())
                .extracting(Hop::label)
                .containsExactly(
                        "proxy bastion.example.com:3128",
                        "SOCKS proxy socks.example.com:1080",
                        "SSH hop inner:2222",
                        "SSH hop [fd00::1]:22");
        assertThat(configuration.environments())
                .containsExactly(
                        new Environment("DEV", "shop", "shop-dev", "DEV_", false),
                        new Environment("PROD", "other", "shop", "", true));
        assertThat(configuration.cluster("other").orElseThrow().access()).isEqualTo(Access.DIRECT);
    }

    @Test
    public void reads_the_secrets_of_the_hops() throws Exception {
        write("ca.pem", AUTHORITY);
        write("password", "p4ss\n");
        write("id_ed25519", "KEY");

        List<Hop> hops = parse(EVERYTHING, Map.of("SHOP_TOKEN", "t0ken", "T", "h3ader", "P", "phrase"))
                .clusters()
                .get(0)
                .access()
                .hops();

        Hop.Proxy proxy = (Hop.Proxy) hops.get(0);
        assertThat(proxy.tls()).isTrue();
        assertThat(((Credentials.Basic) proxy.credentials()).user()).isEqualTo("corp");
        assertThat(reveal(((Credentials.Basic) proxy.credentials()).password())).isEqualTo("p4ss");
        assertThat(reveal(proxy.headers().get(0).value())).isEqualTo("h3ader");
        assertThat(reveal(((Hop.Socks) hops.get(1)).password()))
                .as("an unquoted number keeps its characters")
                .isEqualTo("0123");
        Hop.Ssh byKey = (Hop.Ssh) hops.get(2);
        SshIdentity.Key key = (SshIdentity.Key) byKey.identity();
        assertThat(reveal(key.privateKey())).isEqualTo("KEY");
        assertThat(reveal(key.passphrase())).isEqualTo("phrase");
        assertThat(byKey.hostKeys()).isEqualTo(new Fingerprints(List.of(FINGERPRINT)));
        Hop.Ssh byPassword = (Hop.Ssh) hops.get(3);
        assertThat(reveal(((SshIdentity.Password) byPassword.identity()).password()))
                .isEqualTo("open sesame");
        assertThat(byPassword.hostKeys()).isEqualTo(new KnownHosts("inner ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI"));
    }

    @Test
    public void accepts_an_authority_as_pem_base64_or_variable() {
        String base64 = Base64.getEncoder().encodeToString(AUTHORITY.getBytes(StandardCharsets.US_ASCII));
        CertificateAuthority expected = new CertificateAuthority(Pem.certificates(AUTHORITY));

        assertThat(cluster("ca: " + base64).authority()).isEqualTo(expected);
        assertThat(cluster("ca: {env: CA}", Map.of("CA", base64)).authority()).isEqualTo(expected);
        assertThat(cluster("ca: |\n" + AUTHORITY.indent(12)).authority()).isEqualTo(expected);
    }

    @Test
    public void tells_every_fault_at_once_with_its_place() {
        assertFaults(
                """
                clusters:
                  - id: sh op
                    url: http://shop
                    acces: direct
                  - url: https://other
                enviroments: []
                """,
                "drawbridge.yaml:2:9: this must be letters, digits, dots, dashes, underscores",
                "drawbridge.yaml:3:10: this must be a URL like https://host:6443, without user, query or fragment",
                "drawbridge.yaml:4:5: unknown key 'acces' in cluster; did you mean 'access'? Its keys are id, url, ca,"
                        + " tlsServerName, dangerouslySkipTlsVerify, credentials, impersonate, access",
                "drawbridge.yaml:5:5: cluster lacks the key 'id' (the name you give it); its keys are id, url, ca,"
                        + " tlsServerName, dangerouslySkipTlsVerify, credentials, impersonate, access",
                "drawbridge.yaml:6:1: unknown key 'enviroments' in configuration; did you mean 'environments'? Its keys"
                        + " are clusters, environments");
    }

    @Test
    public void refuses_ids_given_twice_and_environments_without_a_cluster() {
        assertFaults(
                """
                clusters:
                  - {id: shop, url: "https://shop"}
                  - {id: shop, url: "https://other"}
                environments:
                  - {id: DEV, cluster: shpo, namespace: dev}
                  - {id: DEV, cluster: nowhere, namespace: dev}
                """,
                "drawbridge.yaml:3:10: a second cluster with this id; each needs its own",
                "drawbridge.yaml:5:24: no cluster has the id 'shpo'; did you mean 'shop'?",
                "drawbridge.yaml:6:10: a second environment with this id; each needs its own",
                "drawbridge.yaml:6:24: no cluster has the id 'nowhere'; the clusters are shop");
    }

    @Test
    public void refuses_names_the_console_would_not_take() {
        assertFaults(
                """
                clusters: [{id: shop, url: "https://shop"}]
                environments:
                  - {id: -DEV, cluster: shop, namespace: Dev, variablePrefix: A-B, production: maybe}
                """,
                "drawbridge.yaml:3:10: this must be letters and digits, dashes between them",
                "drawbridge.yaml:3:42: this must be " + Namespaces.WORDS,
                "drawbridge.yaml:3:63: this must be the beginning of a variable's name, such as DEV_",
                "drawbridge.yaml:3:80: this must be true or false");
    }

    @Test
    public void refuses_two_ways_at_once_and_none() {
        assertThatThrownBy(() -> cluster("credentials: {token: a, basic: {user: b, password: c}}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(":4:29: credentials holds 'token' and 'basic' at once; keep one of them");
        assertThatThrownBy(() -> cluster("credentials: {}"))
                .hasMessageContaining(":4:18: credentials lacks one of 'token', 'clientCertificate', 'basic'");
        assertThatThrownBy(() -> cluster("access: [{ssh: {host: h, user: u, key: a, password: b}}]"))
                .hasMessageContaining("SSH hop holds 'key' and 'password' at once")
                .hasMessageContaining("SSH hop lacks one of 'hostKey', 'knownHosts'");
        assertThatThrownBy(() -> cluster("access: [{ssh: {host: h, user: u, password: b, passphrase: c, hostKey: x}}]"))
                .hasMessageContaining("SSH hop holds 'passphrase' without 'key'")
                .hasMessageContaining("a fingerprint like SHA256: and 43 characters");
        assertThatThrownBy(() -> cluster("access: [{socks: {host: h, user: u}}]"))
                .hasMessageContaining("SOCKS hop holds 'user' without 'password'");
        assertThatThrownBy(
                        () -> cluster("access: [{proxy: {url: 'http://p', bearer: a, basic: {user: b, password: c}}}]"))
                .hasMessageContaining("proxy holds 'bearer' and 'basic' at once");
        assertThatThrownBy(() -> cluster("access: [{proxy: {url: 'http://p'}, ssh: {}}]"))
                .hasMessageContaining("hop holds 'proxy' and 'ssh' at once");
    }

    @Test
    public void refuses_values_of_the_wrong_form() {
        assertFault("access: proxy", ":4:13: this must be a list of hops, the nearest first");
        assertFault("access: [{socks: {host: h, port: 70000}}]", "this must be a port from 1 to 65535");
        assertFault("access: [{socks: {host: 'h:22'}}]", "a host name or an address, without port or brackets");
        assertFault("access: [{proxy: {url: 'ftp://p'}}]", UrlShapes.PROXY);
        assertFault("access: [{proxy: {url: 'http://p', headers: {'A B': x}}}]", "the name of a header");
        assertFault("access: [{proxy: {url: 'http://p', headers: {Host: x}}}]", "the name of a header");
        assertFault("access: [{proxy: {url: 'http://p', ca: {env: CA}}}]", "the environment variable CA is not set");
        assertFault("access: [{ssh: {host: h, user: u, password: p, knownHosts: nonsense}}]", "lines of a known_hosts");
        assertFault("ca: nonsense", ":4:9: ");
        assertFault(
                "credentials: {clientCertificate: {certificate: a, key: b}}",
                ":4:52: it is neither PEM (-----BEGIN ...-----) nor base64 of PEM");
        assertFault("credentials: {clientCertificate: {certificate: a, key: b}}", ":4:60: ");
        assertFault("ca: {file: missing.pem}", "missing.pem does not exist");
        assertFault("credentials: {token: [a]}", "a text, {env: NAME} or {file: path}");
        assertFault("credentials: {token: {env: A, file: b}}", "value holds 'env' and 'file' at once");
        assertFault("credentials: {token: {vault: b}}", "unknown key 'vault' in value");
        assertFault("credentials: {token: }", "a text, {env: NAME} or {file: path}");
        assertFault("impersonate: {groups: [a]}", "impersonation lacks the key 'user'");
        assertFault("dangerouslySkipTlsVerify: 'true'", "this must be true or false");
    }

    @Test
    public void never_repeats_a_value_that_may_be_a_secret() {
        assertThatThrownBy(() -> parse("clusters: [{id: shop, url: 'https://me:hunter2@shop'}]", Map.of()))
                .hasMessageContaining("this must be a URL")
                .message()
                .doesNotContain("hunter2");
        assertThatThrownBy(() -> cluster("access: [{proxy: {url: 'http://me:hunter2@p'}}]"))
                .message()
                .doesNotContain("hunter2");
        assertThat(cluster("credentials: {basic: {user: me, password: hunter2}}")
                        .toString())
                .doesNotContain("hunter2");
    }

    @Test
    public void refuses_tls_settings_of_a_proxy_without_tls() {
        String base64 = Base64.getEncoder().encodeToString(AUTHORITY.getBytes(StandardCharsets.US_ASCII));
        assertFault(
                "access: [{proxy: {url: 'http://p', ca: " + base64 + "}}]",
                "proxy: 'ca' and 'clientCertificate' need an https:// url");
    }

    @Test
    public void refuses_a_text_that_is_no_single_mapping() {
        assertThatThrownBy(() -> parse("", Map.of())).hasMessageContaining("holds 0 YAML documents");
        assertThatThrownBy(() -> parse("a: 1\n---\nb: 2", Map.of())).hasMessageContaining("holds 2 YAML documents");
        assertThatThrownBy(() -> parse("- a", Map.of()))
                .hasMessageContaining("configuration must be a mapping with the keys clusters, environments");
    }

    @Test
    public void a_host_adds_sections_of_its_own() {
        Key<Boolean> console = Key.optional("console", "whether the Console may call", Shapes.bool());
        DrawbridgeFile.Extension<Boolean> extension = new DrawbridgeFile.Extension<>(
                List.of(console), (shared, fields) -> shared.clusters().isEmpty() && fields.get(console, false));
        DrawbridgeFile.Origin origin =
                new DrawbridgeFile.Origin("drawbridge.yaml", folder.getRoot().toPath(), Map.of());

        assertThat(DrawbridgeFile.parse(origin, "console: true", extension)).isTrue();
        assertThatThrownBy(() -> DrawbridgeFile.parse(origin, "consol: true", extension))
                .hasMessageContaining("did you mean 'console'? Its keys are clusters, environments, console");
    }

    @Test
    public void reads_a_file_relative_to_its_own_folder() throws Exception {
        write("ca.pem", AUTHORITY);
        Path file = write("drawbridge.yaml", "clusters: [{id: a, url: 'https://a', ca: {file: ca.pem}}]");

        assertThat(DrawbridgeFile.read(file, Map.of()).clusters().get(0).authority())
                .isNotNull();
        assertThatThrownBy(() -> DrawbridgeFile.read(Path.of("nowhere.yaml")))
                .isInstanceOf(InputException.class)
                .hasMessage("the file nowhere.yaml does not exist");
    }

    @Test
    public void reads_the_example_as_it_is_shipped() {
        Configuration example = DrawbridgeFile.read(Path.of("../examples/shop/drawbridge.yaml"), Map.of());

        assertThat(example.clusters()).extracting(Cluster::id).containsExactly("local", "proxied", "socks", "shop");
        assertThat(example.clusters().get(3).access().hops())
                .extracting(Hop::label)
                .containsExactly("SSH hop gate.example.com:22", "SSH hop inner.example.com:2222");
        assertThat(example.environment("PROD").orElseThrow().production()).isTrue();
    }

    private void assertFault(String key, String expected) {
        assertThatThrownBy(() -> cluster(key))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(expected);
    }

    private void assertFaults(String text, String... lines) {
        assertThatThrownBy(() -> parse(text, Map.of()))
                .isInstanceOf(InputException.class)
                .message()
                .satisfies(message -> assertThat(message.split("\n")).containsExactly(lines));
    }

    private Cluster cluster(String key) {
        return cluster(key, Map.of());
    }

    private Cluster cluster(String key, Map<String, String> environment) {
        String text = "clusters:\n  - id: shop\n    url: https://shop\n    " + key + "\n";
        return parse(text, environment).clusters().get(0);
    }

    private Configuration parse(String text, Map<String, String> environment) {
        return DrawbridgeFile.parse("drawbridge.yaml", text, folder.getRoot().toPath(), environment);
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(folder.getRoot().toPath().resolve(name), text);
    }

    private static String reveal(SecretSource source) {
        return source.read().reveal();
    }
}
