package io.jenkins.plugins.drawbridge.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import io.jenkins.plugins.drawbridge.config.ClusterDefinition;
import io.jenkins.plugins.drawbridge.config.EnvironmentDefinition;
import io.jenkins.plugins.drawbridge.report.SmartDeployAction;
import io.jenkins.plugins.drawbridge.standin.StandInBuild;
import io.jenkins.plugins.drawbridge.standin.StandInJenkins;
import io.jenkins.plugins.drawbridge.standin.StandInNode;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.api.Controller;
import io.jenkins.plugins.drawbridge.testkit.api.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code smartDiff}, {@code input}, {@code smartDeploy}: the plan that was approved is the plan that runs. */
public class ApprovedPlanTest {

    private static final String NAMESPACE = "shop-dev";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final StandInJenkins jenkins = new StandInJenkins();
    private final StandInNode start = new StandInNode("2");
    private final StandInNode diff = new StandInNode("3", start);
    private StandInJenkins.Inside inside;
    private PrivateCluster cluster;
    private Path workspace;
    private StandInBuild build;

    @Before
    public void start() throws Exception {
        cluster = PrivateCluster.start();
        cluster.namespace(NAMESPACE);
        workspace = folder.newFolder("workspace").toPath();
        build = new StandInBuild(folder.newFolder("build").toPath(), workspace);
        jenkins.secretText("kube-token", cluster.adminToken());
        ClusterDefinition definition = new ClusterDefinition("private", cluster.url());
        definition.setCa(cluster.authorityPem());
        definition.setCredentialsId("kube-token");
        jenkins.configuration().setClusters(List.of(definition));
        jenkins.configuration().setEnvironments(List.of(new EnvironmentDefinition("DEV", "private", NAMESPACE)));
        inside = jenkins.enter();
        workload("api", "registry.example/api:1.2.0");
        execution("smartDiff", build.at(diff)).start();
        build.success();
    }

    @After
    public void stop() {
        inside.close();
        cluster.close();
    }

    @Test
    public void it_runs_if_nothing_has_changed() throws Exception {
        StandInBuild deploy = next(after(new StandInNode("4", diff).approved()));
        execution("smartDeploy", deploy).start();
        deploy.success();
        assertThat(deploy.log()).contains("deploys the plan that was approved: smart-deploy/1");
        assertThat(deployments()).containsExactly("api");
    }

    @Test
    public void a_cluster_that_has_changed_since_is_left_alone() throws Exception {
        somebodyCreates("api");
        long writes = cluster.writes();

        StandInBuild deploy = next(after(new StandInNode("4", diff).approved()));
        execution("smartDeploy", deploy).start();

        assertThat(deploy.failure())
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("this is not the plan that was approved")
                .hasMessageContaining("Deployment.apps api in shop-dev was created");
        assertThat(cluster.writes() - writes)
                .as("the lock, taken and given back")
                .isEqualTo(2);
    }

    @Test
    public void files_that_were_changed_since_are_refused() throws Exception {
        workload("api", "registry.example/api:6.6.6");
        StandInBuild deploy = next(after(new StandInNode("4", diff).approved()));
        execution("smartDeploy", deploy).start();
        assertThat(deploy.failure()).hasMessageContaining("the manifests are not those of the plan");
        assertThat(deployments()).isEmpty();
    }

    @Test
    public void without_a_yes_or_with_one_to_something_earlier_the_deploy_does_what_it_finds() throws Exception {
        workload("api", "registry.example/api:1.3.0");
        StandInBuild unasked = next(after(new StandInNode("4", diff)));
        execution("smartDeploy", unasked).start();
        unasked.success();

        workload("api", "registry.example/api:1.4.0");
        StandInNode input = new StandInNode("10", start).approved();
        StandInBuild plan = next(new StandInNode("11", input));
        execution("smartDiff", plan).start();
        plan.success();
        workload("api", "registry.example/api:1.5.0");
        StandInBuild deploy = next(new StandInNode("12", new StandInNode("11", input)));
        execution("smartDeploy", deploy).start();
        deploy.success();
        assertThat(deploy.log()).doesNotContain("approved");
    }

    @Test
    public void a_deploy_of_something_else_is_none_of_it() throws Exception {
        workload("web", "registry.example/web:1.0.0");
        StandInBuild deploy = next(after(new StandInNode("4", diff).approved()));
        execution("smartDeploy", deploy, Map.of("files", "web.yaml", "application", "web"))
                .start();
        deploy.success();
        assertThat(deployments()).containsExactly("web");
    }

    @Test
    public void a_deploy_that_was_broken_off_half_way_goes_on_with_it() throws Exception {
        StandInBuild first = next(after(new StandInNode("4", diff).approved()));
        CountDownLatch applied = new CountDownLatch(1);
        cluster.controller().onChange("apps/deployments", seen -> applied.countDown());
        SmartExecution broken = execution("smartDeploy", first);
        broken.start();
        assertThat(applied.await(30, TimeUnit.SECONDS)).isTrue();
        broken.stop(new InterruptedException("the controller goes down"));
        first.failure();
        assertThat(deployments()).containsExactly("api");

        StandInBuild again = next(after(new StandInNode("6", new StandInNode("4", diff).approved())));
        execution("smartDeploy", again).start();

        again.success();
        assertThat(again.log()).contains("deploys the plan that was approved: smart-deploy/1");
    }

    @Test
    public void a_plan_that_can_no_longer_be_read_is_no_reason_to_do_without() throws Exception {
        Files.delete(build.folder().toPath().resolve("drawbridge/1.json"));
        StandInBuild deploy = next(after(new StandInNode("4", diff).approved()));
        execution("smartDeploy", deploy).start();
        assertThat(deploy.failure()).hasMessageContaining("the plan that was approved (smart-deploy/1) can no longer");
        assertThat(deployments()).isEmpty();
    }

    private static StandInNode after(StandInNode before) {
        return new StandInNode("20", new StandInNode("19", before));
    }

    /** Another step of the same build. */
    private StandInBuild next(StandInNode node) {
        StandInBuild same = new StandInBuild(build.folder().toPath(), workspace);
        same.run().addAction(SmartDeployAction.of(build.run()));
        return same.at(node);
    }

    private SmartExecution execution(String step, StandInBuild of) {
        return execution(step, of, Map.of());
    }

    private SmartExecution execution(String step, StandInBuild of, Map<String, String> more) {
        Map<String, String> arguments = new HashMap<>(Map.of("environment", "DEV"));
        arguments.putAll(more);
        return new StandInExecution(step, arguments).inside(jenkins, of);
    }

    private void somebodyCreates(String deployment) {
        Controller controller = cluster.controller();
        ObjectNode object = (ObjectNode) io.jenkins.plugins.drawbridge.testkit.api.Json.parse(
                """
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "%1$s", "namespace": "%2$s"},
                 "spec": {"replicas": 0, "selector": {"matchLabels": {"app": "%1$s"}},
                  "template": {"metadata": {"labels": {"app": "%1$s"}},
                   "spec": {"containers": [{"name": "main", "image": "somebodys:1"}]}}}}"""
                        .formatted(deployment, NAMESPACE));
        assertThat(controller.create(deploymentsOf(controller), object, "mlp")).isPresent();
    }

    private List<String> deployments() {
        return cluster.controller().list(deploymentsOf(cluster.controller()), NAMESPACE).stream()
                .map(object -> object.path("metadata").path("name").asText())
                .toList();
    }

    private static Resource deploymentsOf(Controller controller) {
        return controller.resource("apps", "deployments");
    }

    private void workload(String name, String image) throws IOException {
        Files.writeString(
                workspace.resolve(name + ".yaml"),
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec: {containers: [{name: main, image: "%2$s"}]}
                """
                        .formatted(name, image));
    }
}
