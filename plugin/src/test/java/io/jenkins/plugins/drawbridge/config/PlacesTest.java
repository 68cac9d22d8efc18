package io.jenkins.plugins.drawbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.Plugin;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.util.DescribableList;
import io.jenkins.plugins.drawbridge.engine.step.StepArguments;
import io.jenkins.plugins.drawbridge.engine.step.StepTarget;
import io.jenkins.plugins.drawbridge.standin.StandInJenkins;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class PlacesTest {

    private final StandInJenkins jenkins = new StandInJenkins();
    private StandInJenkins.Inside inside;

    @Before
    public void enter() {
        jenkins.configuration().setClusters(List.of(cluster("private", "https://global:6443")));
        jenkins.configuration().setEnvironments(List.of(environment("DEV", "private", "global-dev")));
        when(jenkins.jenkins().getPlugin("cloudbees-folder")).thenReturn(mock(Plugin.class));
        inside = jenkins.enter();
    }

    @After
    public void leave() {
        inside.close();
    }

    @Test
    public void the_nearest_folder_wins_over_the_outer_one_and_over_what_is_global() {
        AbstractFolder<?> outer = folder(
                jenkins.jenkins(),
                places(
                        List.of(cluster("private", "https://outer:6443")),
                        List.of(environment("DEV", "private", "outer-dev"))));
        AbstractFolder<?> inner = folder(outer, places(List.of(cluster("private", "https://inner:6443")), List.of()));

        assertThat(url(item(inner))).isEqualTo("https://inner:6443 outer-dev");
        assertThat(url(item(outer))).isEqualTo("https://outer:6443 outer-dev");
        assertThat(url(item(jenkins.jenkins()))).isEqualTo("https://global:6443 global-dev");
    }

    @Test
    public void what_a_folder_has_is_seen_below_it_alone() {
        AbstractFolder<?> team =
                folder(jenkins.jenkins(), places(List.of(cluster("team", "https://team:6443")), List.of()));

        assertThat(Places.of(item(team)).clusterIds()).containsExactly("private", "team");
        assertThat(Places.of(item(jenkins.jenkins())).clusterIds()).containsExactly("private");
        assertThat(Places.of(null).clusterIds()).containsExactly("private");
    }

    @Test
    public void without_the_folders_plugin_only_what_is_global_is_there() {
        AbstractFolder<?> team =
                folder(jenkins.jenkins(), places(List.of(cluster("team", "https://team:6443")), List.of()));
        when(jenkins.jenkins().getPlugin("cloudbees-folder")).thenReturn(null);

        assertThat(Places.of(item(team)).clusterIds()).containsExactly("private");
    }

    @Test
    public void a_cluster_with_faults_is_in_nobody_else_s_way() {
        jenkins.configuration()
                .setClusters(List.of(cluster("broken", "nonsense"), cluster("private", "https://global:6443")));

        assertThat(url(item(jenkins.jenkins()))).startsWith("https://global:6443");
        assertThatThrownBy(() -> target(item(jenkins.jenkins()), Map.of("cluster", "broken", "namespace", "shop")))
                .hasMessageStartingWith("cluster broken: ");
    }

    @Test
    public void an_unknown_name_is_told_with_those_there_are() {
        assertThatThrownBy(() -> target(item(jenkins.jenkins()), Map.of("cluster", "prod", "namespace", "shop")))
                .hasMessage("there is no cluster 'prod' for this job; there is private");
        assertThatThrownBy(() -> target(item(jenkins.jenkins()), Map.of("environment", "PROD")))
                .hasMessage("there is no environment 'PROD'; there is DEV");
    }

    private static String url(Item item) {
        StepTarget target = target(item, Map.of("environment", "DEV"));
        return target.cluster().url() + " " + target.target().namespace();
    }

    private static StepTarget target(Item item, Map<String, String> arguments) {
        return Places.of(item)
                .target(StepArguments.settle("smartDiff", arguments, Map.of()), CredentialsView.ofAllJobs());
    }

    private static ClusterDefinition cluster(String id, String url) {
        return new ClusterDefinition(id, url);
    }

    private static EnvironmentDefinition environment(String id, String cluster, String namespace) {
        return new EnvironmentDefinition(id, cluster, namespace);
    }

    private static FolderPlacesProperty places(
            List<ClusterDefinition> clusters, List<EnvironmentDefinition> environments) {
        FolderPlacesProperty property = new FolderPlacesProperty();
        property.setClusters(clusters);
        property.setEnvironments(environments);
        return property;
    }

    private static Item item(ItemGroup<?> parent) {
        Item item = mock(Item.class);
        doReturn(parent).when(item).getParent();
        return item;
    }

    @SuppressWarnings("unchecked")
    private static AbstractFolder<?> folder(ItemGroup<?> parent, FolderPlacesProperty property) {
        AbstractFolder<?> folder = mock(AbstractFolder.class);
        DescribableList<?, ?> properties = mock(DescribableList.class);
        when(properties.iterator()).then(call -> List.of(property).iterator());
        doReturn(properties).when(folder).getProperties();
        doReturn(parent).when(folder).getParent();
        return folder;
    }
}
