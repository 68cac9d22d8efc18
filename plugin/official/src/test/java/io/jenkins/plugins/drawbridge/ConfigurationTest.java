package io.jenkins.plugins.drawbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.casc.model.CNode;
import io.jenkins.plugins.drawbridge.config.ClusterDefinition;
import io.jenkins.plugins.drawbridge.config.DrawbridgeConfiguration;
import io.jenkins.plugins.drawbridge.config.EnvironmentDefinition;
import io.jenkins.plugins.drawbridge.config.FolderPlacesProperty;
import io.jenkins.plugins.drawbridge.config.ProxyHop;
import io.jenkins.plugins.drawbridge.config.SocksHop;
import io.jenkins.plugins.drawbridge.config.SshHop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Clusters and environments by form and as code. */
public class ConfigurationTest {

    @Rule
    public final JenkinsConfiguredWithCodeRule jenkins = new JenkinsConfiguredWithCodeRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    @ConfiguredWithCode("configuration.yaml")
    public void each_access_kind_is_read_from_code() {
        List<ClusterDefinition> clusters = DrawbridgeConfiguration.get().getClusters();
        assertThat(clusters).extracting(ClusterDefinition::getId).containsExactly("local", "proxied", "socks", "shop");
        assertThat(clusters.get(1).getAccess()).singleElement().isInstanceOf(ProxyHop.class);
        assertThat(clusters.get(2).getAccess()).singleElement().isInstanceOf(SocksHop.class);
        assertThat(clusters.get(3).getAccess()).hasSize(2).allMatch(SshHop.class::isInstance);
    }

    @Test
    @ConfiguredWithCode("configuration.yaml")
    public void what_is_exported_is_what_was_imported() throws Exception {
        String imported = Util.toStringFromYamlFile(this, "configuration.yaml");
        String exported = exported();
        assertThat(words(exported)).isEqualTo(words(imported.replace("unclassified:\n  drawbridge:\n", "")));
        DrawbridgeConfiguration.get().setClusters(null);
        DrawbridgeConfiguration.get().setEnvironments(null);
        DrawbridgeConfiguration.get().setConsole(null);
        Path file = folder.newFile("exported.yaml").toPath();
        Files.writeString(file, "unclassified:\n  drawbridge:\n" + exported.indent(4));
        ConfigurationAsCode.get().configure(file.toString());
        assertThat(exported()).isEqualTo(exported);
    }

    @Test
    @ConfiguredWithCode("configuration.yaml")
    public void the_form_changes_nothing_that_it_was_not_told_to() throws Exception {
        String before = exported();
        jenkins.configRoundtrip();
        assertThat(exported()).isEqualTo(before);
    }

    @Test
    public void so_does_the_form_of_a_folder() throws Exception {
        FolderPlacesProperty places = new FolderPlacesProperty();
        places.setClusters(List.of(new ClusterDefinition("team", "https://10.0.0.6:6443")));
        places.setEnvironments(List.of(new EnvironmentDefinition("TEAM", "team", "shop")));
        Folder folder = jenkins.createProject(Folder.class, "team");
        folder.addProperty(places);
        jenkins.submit(jenkins.createWebClient().getPage(folder, "configure").getFormByName("config"));
        FolderPlacesProperty kept = folder.getProperties().get(FolderPlacesProperty.class);
        jenkins.assertEqualDataBoundBeans(places, kept);
    }

    private static String exported() throws Exception {
        ConfiguratorRegistry registry = ConfiguratorRegistry.get();
        CNode node = Util.getUnclassifiedRoot(new ConfigurationContext(registry)).get("drawbridge");
        return Util.toYamlString(node);
    }

    /** Each line without its place: an export has an order of its own. */
    private static List<String> words(String yaml) {
        return yaml.lines().map(line -> line.replaceFirst("^[ -]*", "")).sorted().toList();
    }
}
