package io.jenkins.plugins.drawbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.standin.AsCode;
import io.jenkins.plugins.drawbridge.standin.StandInJenkins;
import io.jenkins.plugins.drawbridge.testkit.Identity;
import io.jenkins.plugins.drawbridge.testkit.Pki;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.mockito.Mockito;
import org.yaml.snakeyaml.Yaml;

/** The configurations that the documentation shows are ones that the plugin takes. */
public class DocumentedTest {

    private final StandInJenkins jenkins = new StandInJenkins();
    private final AsCode code = new AsCode(ProxyHop.class, SocksHop.class, SshHop.class);
    private final Pki pki = Pki.create("documented");
    private StandInJenkins.Inside inside;

    @Before
    public void enter() throws Exception {
        jenkins.secretText("local-token", "t").secretText("shop-token", "t").secretText("access-token", "t");
        jenkins.login("proxy-login", "deploy", "p").login("socks-login", "deploy", "p");
        jenkins.login("inner-login", "deploy", "p").login("console-account", "id", "p");
        jenkins.sshKey("gate-key", "deploy", "a private key");
        jenkins.credential("deployer-certificate", certificate()).credential("proxy-certificate", certificate());
        inside = jenkins.enter();
    }

    @After
    public void leave() {
        inside.close();
    }

    @Test
    public void the_manual_has_an_example_for_each_access_kind() throws Exception {
        DrawbridgeConfiguration configuration = read("../docs/jenkins.md");
        assertThat(configuration.getClusters())
                .extracting(definition -> read(definition).access().hops().stream()
                        .map(hop -> hop.getClass().getSimpleName())
                        .toList())
                .containsExactly(List.of(), List.of("Proxy"), List.of("Socks"), List.of("Ssh", "Ssh"));
        Hop.Proxy proxy = (Hop.Proxy)
                read(configuration.getClusters().get(1)).access().hops().get(0);
        assertThat(proxy.headers()).hasSize(1);
        assertThat(configuration.getEnvironments())
                .extracting(EnvironmentDefinition::getId)
                .containsExactly("DEV", "PROD");
        assertThat(ConsoleDescription.now()).isPresent();
    }

    @Test
    public void so_is_the_short_one_of_the_readme() throws Exception {
        assertThat(read("../README.md").getClusters())
                .extracting(ClusterDefinition::getId)
                .containsExactly("shop");
    }

    private static Cluster read(ClusterDefinition definition) {
        return ClusterDescription.read(definition, CredentialsView.ofAllJobs());
    }

    @SuppressWarnings("unchecked")
    private DrawbridgeConfiguration read(String file) throws Exception {
        Matcher block = Pattern.compile("(?s)```yaml\n(unclassified:.*?)```").matcher(Files.readString(Path.of(file)));
        assertThat(block.find()).as(file).isTrue();
        Map<String, Map<String, Map<String, ?>>> all = new Yaml().load(block.group(1));
        Map<String, Object> own = (Map<String, Object>) all.get("unclassified").get("drawbridge");
        code.fill(jenkins.configuration(), (Map<String, Object>) filled(own, pki.authorityPem()));
        return jenkins.configuration();
    }

    /** As configuration as code itself fills in what stands in a file. */
    private static Object filled(Object value, String file) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> all = new java.util.LinkedHashMap<>();
            map.forEach((key, one) -> all.put(String.valueOf(key), filled(one, file)));
            return all;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(one -> filled(one, file)).toList();
        }
        return value instanceof String text && text.startsWith("${readFile:") ? file : value;
    }

    private StandardCertificateCredentials certificate() throws Exception {
        Identity identity = pki.client("deployer");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "me", identity.privateKey(), "changeit".toCharArray(), new Certificate[] {identity.certificate()});
        StandardCertificateCredentials found = Mockito.mock(StandardCertificateCredentials.class);
        hudson.util.Secret password = StandInJenkins.secret("changeit");
        Mockito.when(found.getKeyStore()).thenReturn(store);
        Mockito.when(found.getPassword()).thenReturn(password);
        return found;
    }
}
