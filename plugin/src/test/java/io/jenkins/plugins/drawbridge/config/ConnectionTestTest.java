package io.jenkins.plugins.drawbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.Plugin;
import hudson.model.Item;
import hudson.util.DescribableList;
import io.jenkins.plugins.drawbridge.standin.StandInJenkins;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.bastion.Names;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshBastion;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshRules;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.springframework.security.access.AccessDeniedException;

public class ConnectionTestTest {

    private static final String PASSWORD = "c4n4ry-bastion";

    private final StandInJenkins jenkins = new StandInJenkins();
    private final Names names = new Names();
    private PrivateCluster cluster;
    private SshBastion bastion;
    private SshHop hop;
    private StandInJenkins.Inside inside;

    @Before
    public void start() {
        cluster = PrivateCluster.start();
        cluster.namespace("shop-dev");
        names.put("kube.internal", 6443, cluster.port());
        bastion = SshBastion.start(SshRules.password("deploy", PASSWORD), names);
        jenkins.secretText("token", cluster.adminToken()).login("bastion", "deploy", PASSWORD);
        hop = new SshHop("127.0.0.1", "bastion");
        hop.setPort(bastion.port());
        hop.setHostKey(String.join(" ", bastion.fingerprints()));
        save();
        inside = jenkins.enter();
    }

    private void save() {
        jenkins.configuration().setClusters(List.of(definition("private")));
        jenkins.configuration().setEnvironments(List.of(new EnvironmentDefinition("DEV", "private", "shop-dev")));
    }

    private ClusterDefinition definition(String id) {
        ClusterDefinition definition = new ClusterDefinition(id, "https://kube.internal:6443");
        definition.setCa(cluster.authorityPem());
        definition.setTlsServerName("localhost");
        definition.setCredentialsId("token");
        definition.setAccess(List.of(hop));
        return definition;
    }

    @After
    public void stop() {
        inside.close();
        bastion.close();
        cluster.close();
    }

    @Test
    public void shows_each_step_of_the_way_and_what_may_be_done_there() {
        String answer = test("private");

        assertThat(answer).startsWith("ok: ");
        assertThat(answer.lines())
                .anyMatch(line -> line.contains("SSH hop 127.0.0.1:" + bastion.port()))
                .anyMatch(line -> line.contains("Kubernetes v1."))
                .anyMatch(line -> line.contains("may I deploy: yes, to namespace shop-dev"));
        assertThat(cluster.writes()).isZero();
        assertThat(answer).doesNotContain(PASSWORD).doesNotContain(cluster.adminToken());
    }

    @Test
    public void sends_no_credential_to_a_host_that_is_not_trusted() {
        hop.setHostKey("SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU");
        save();

        assertThat(test("private")).startsWith("error: ").contains("host key");
        assertThat(bastion.passwords()).isEmpty();
        assertThat(cluster.requests()).isEmpty();
    }

    @Test
    public void needs_the_administrator_before_anything_is_asked() {
        doThrow(mock(AccessDeniedException.class)).when(jenkins.jenkins()).checkPermission(any());

        assertThatThrownBy(() -> test("private")).isInstanceOf(AccessDeniedException.class);
        assertThat(bastion.sessions()).isZero();
        assertThat(cluster.requests()).isEmpty();
    }

    @Test
    public void a_cluster_that_is_not_saved_yet_is_told() {
        assertThat(test("other")).isEqualTo("error: there is no cluster 'other'; save the form first");
    }

    @Test
    public void a_form_says_while_one_types_what_a_deploy_would_say() {
        ClusterDefinition.DescriptorImpl form = new ClusterDefinition.DescriptorImpl();

        assertThat(form.doCheckId(null, "prod-1").renderHtml()).isEqualTo("ok: ");
        assertThat(form.doCheckId(null, "prod 1").renderHtml())
                .startsWith("error: ")
                .contains("letters, digits, dots");
        assertThat(form.doCheckUrl(null, "http://kube").renderHtml())
                .startsWith("error: ")
                .doesNotContain(":1:");
        assertThat(form.doCheckUrl(null, "https://kube:6443").renderHtml()).isEqualTo("ok: ");
        SshHop.DescriptorImpl hop = new SshHop.DescriptorImpl();
        assertThat(hop.doCheckHostKey(null, "", "").renderHtml())
                .isEqualTo("error: SSH hop lacks one of 'hostKey', 'knownHosts'");
        assertThat(hop.doCheckHostKey(null, "SHA1:short", "").renderHtml())
                .startsWith("error: this must be a fingerprint");
        assertThat(hop.doCheckHostKey(null, bastion.fingerprints().get(0), "").renderHtml())
                .isEqualTo("ok: ");
    }

    @Test
    public void a_folder_s_own_cluster_is_walked_to_by_whoever_may_configure_the_folder() {
        AbstractFolder<?> team = folder(definition("team"));
        String answer = test(team, "team");
        assertThat(answer).startsWith("ok: ").contains("SSH hop 127.0.0.1");
        doThrow(mock(AccessDeniedException.class)).when(team).checkPermission(any());
        assertThatThrownBy(() -> test(team, "team")).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    public void a_folder_s_form_tries_no_cluster_that_is_not_the_folder_s() {
        assertThat(test(folder(definition("team")), "private"))
                .isEqualTo("error: there is no cluster 'private'; save the form first");
        assertThat(bastion.sessions()).isZero();
    }

    private AbstractFolder<?> folder(ClusterDefinition own) {
        when(jenkins.jenkins().getPlugin("cloudbees-folder")).thenReturn(mock(Plugin.class));
        FolderPlacesProperty places = new FolderPlacesProperty();
        places.setClusters(List.of(own));
        AbstractFolder<?> folder = mock(AbstractFolder.class);
        DescribableList<?, ?> properties = mock(DescribableList.class);
        doReturn(jenkins.jenkins()).when(folder).getParent();
        doReturn(properties).when(folder).getProperties();
        when(properties.iterator()).then(call -> List.of(places).iterator());
        return folder;
    }

    private static String test(String id) {
        return test(null, id);
    }

    private static String test(Item item, String id) {
        return new ClusterDefinition.DescriptorImpl().doTestConnection(item, id).renderHtml();
    }
}
