package io.jenkins.plugins.drawbridge.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import io.jenkins.plugins.drawbridge.config.ClusterDefinition;
import io.jenkins.plugins.drawbridge.config.EnvironmentDefinition;
import io.jenkins.plugins.drawbridge.config.SshHop;
import io.jenkins.plugins.drawbridge.report.DeploySection;
import io.jenkins.plugins.drawbridge.report.SmartDeployAction;
import io.jenkins.plugins.drawbridge.standin.StandInBuild;
import io.jenkins.plugins.drawbridge.standin.StandInJenkins;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.api.ApiRequest;
import io.jenkins.plugins.drawbridge.testkit.api.Fault;
import io.jenkins.plugins.drawbridge.testkit.api.Resource;
import io.jenkins.plugins.drawbridge.testkit.bastion.Names;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshBastion;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshRules;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SmartExecutionTest {

    private static final String PASSWORD = "c4n4ry-bastion";
    private static final String NAMESPACE = "shop-dev";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final StandInJenkins jenkins = new StandInJenkins();
    private final Names names = new Names();
    private StandInJenkins.Inside inside;
    private PrivateCluster cluster;
    private SshBastion bastion;
    private Path workspace;
    private StandInBuild build;

    @Before
    public void start() throws IOException {
        cluster = PrivateCluster.start();
        cluster.namespace(NAMESPACE);
        names.put("kube.internal", 6443, cluster.port());
        bastion = SshBastion.start(SshRules.password("deploy", PASSWORD), names);
        workspace = folder.newFolder("workspace").toPath();
        build = new StandInBuild(folder.newFolder("build").toPath(), workspace);
        jenkins.secretText("kube-token", cluster.adminToken()).login("bastion", "deploy", PASSWORD);
        SshHop hop = new SshHop("127.0.0.1", "bastion");
        hop.setPort(bastion.port());
        hop.setHostKey(String.join(" ", bastion.fingerprints()));
        ClusterDefinition definition = new ClusterDefinition("private", "https://kube.internal:6443");
        definition.setCa(cluster.authorityPem());
        definition.setTlsServerName("localhost");
        definition.setCredentialsId("kube-token");
        definition.setAccess(List.of(hop));
        jenkins.configuration().setClusters(List.of(definition));
        jenkins.configuration().setEnvironments(List.of(new EnvironmentDefinition("DEV", "private", NAMESPACE)));
        inside = jenkins.enter();
    }

    @After
    public void stop() {
        inside.close();
        bastion.close();
        cluster.close();
    }

    @Test
    public void deploys_through_a_bastion_and_returns_what_changed() throws Exception {
        workload("api", "registry.example/api:1.2.0");

        assertThat(execution("smartDeploy", Map.of("environment", "DEV")).start())
                .isFalse();

        Object summary = build.success();
        assertThat(summary)
                .isEqualTo(Map.of(
                        "changed",
                        1,
                        "services",
                        List.of(Map.of("name", "api", "outcome", "Deploy", "verdict", "ready")),
                        "reportUrl",
                        "job/shop/7/smart-deploy/1/"));
        assertThat(deployments()).containsExactly("api");
        assertThat(names.asked()).isNotEmpty().containsOnly("kube.internal:6443");
        assertThat(build.log())
                .contains("connected to cluster private, namespace shop-dev")
                .contains("Deployment.apps api: applied")
                .contains("report: Smart deploy </job/shop/7/smart-deploy/1>");
        DeploySection section = section();
        assertThat(section.getResult()).isEqualTo("success");
        assertThat(section.getCluster()).isEqualTo("private");
        assertThat(written()).contains("drawbridge.report/1");
    }

    @Test
    public void placeholders_are_filled_from_the_variables_around_the_step_and_their_values_are_written_nowhere()
            throws Exception {
        workload("api", "registry.example/api:{{TAG}}");
        Files.writeString(
                workspace.resolve("login.yaml"),
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: login}
                stringData: {password: "{{PASSWORD}}"}
                """);
        EnvironmentDefinition environment = new EnvironmentDefinition("DEV", "private", NAMESPACE);
        environment.setVariablePrefix("DEV_");
        jenkins.configuration().setEnvironments(List.of(environment));
        build.variable("TAG", "1.0.0").variable("DEV_TAG", "1.2.0").variable("ALL_PASSWORD", "c4n4ry-value");

        execution("smartDeploy", Map.of("environment", "DEV", "interpolate", "true", "envPrefix", "ALL_"))
                .start();

        build.success();
        assertThat(deployments()).containsExactly("api");
        assertThat(build.log()).doesNotContain("c4n4ry-value");
        assertThat(written()).contains("registry.example/api:1.2.0").doesNotContain("c4n4ry-value");
    }

    @Test
    public void what_Jenkins_masks_in_its_log_is_masked_in_the_report_wherever_it_was_filled_in() throws Exception {
        Files.writeString(
                workspace.resolve("map.yaml"),
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: app}
                data: {connection: "jdbc:shop user={{USER}} pass={{CREDENTIAL}} pin={{PIN}}"}
                """);
        build.variable("USER", "shop-user")
                .secretVariable("CREDENTIAL", "c4n4ry-credential")
                .sensitiveParameter("PIN", "c4n4ry-pin");

        execution("smartDeploy", Map.of("environment", "DEV", "interpolate", "true"))
                .start();

        build.success();
        assertThat(written()).contains("jdbc:shop user=shop-user pass=****").doesNotContain("c4n4ry");
        assertThat(build.log()).doesNotContain("c4n4ry");
    }

    @Test
    public void a_credential_around_the_step_shows_nowhere_whatever_object_holds_it() throws Exception {
        workload("api", "registry.example/api:1.2.0");
        Files.writeString(
                workspace.resolve("settings.yaml"),
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings, annotations: {by: "{{DB}}"}}
                data: {url: "amqp://c4n4ry-value@mq"}
                """);
        build.secretVariable("DB", "c4n4ry-value");

        execution("smartDiff", Map.of("environment", "DEV")).start();

        build.success();
        assertThat(build.log()).contains("data.url: amqp://****a@mq").doesNotContain("c4n4ry-value");
        assertThat(written()).contains("amqp://****a@mq").doesNotContain("c4n4ry-value");
    }

    @Test
    public void a_variable_that_is_missing_is_named_and_nothing_is_sent() throws Exception {
        workload("api", "registry.example/api:{{TAG}}");

        execution("smartDeploy", Map.of("environment", "DEV", "interpolate", "true"))
                .start();

        assertThat(build.failure()).hasMessageContaining("environment variable \"TAG\" not found");
        assertThat(cluster.writes()).isZero();
    }

    @Test
    public void filtered_jobs_run_in_a_step_of_their_own_and_nothing_else_does() throws Exception {
        workload("api", "registry.example/api:1.2.0");
        Files.writeString(
                workspace.resolve("migrate.yaml"),
                """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: migrate, annotations: {mia-platform.eu/deploy: pre-deploy}}
                spec:
                  template:
                    spec:
                      restartPolicy: Never
                      containers: [{name: migrate, image: "registry.example/migrate:1.0.0"}]
                """);

        execution("smartDeploy", Map.of("environment", "DEV", "filteredJobAnnotation", "pre-deploy"))
                .start();

        build.success();
        assertThat(build.log()).contains("Job.batch migrate: ready");
        assertThat(deployments()).isEmpty();
        assertThat(section().getResult()).isEqualTo("success");
    }

    @Test
    public void a_diff_changes_nothing_and_the_build_s_parameters_are_its_defaults() throws Exception {
        workload("api", "registry.example/api:1.2.0");
        build.parameters(Map.of("ENVIRONMENT_TO_DEPLOY", "DEV", "DEPLOY_TYPE", "smart_deploy"));

        execution("smartDiff", Map.of()).start();

        assertThat(build.success())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("changed", 1);
        assertThat(cluster.writes()).isZero();
        assertThat(section().getDeployType()).isEqualTo("smart_deploy");
        assertThat(section().getResult()).isEqualTo("planned");
    }

    @Test
    public void a_parameter_that_the_build_was_not_given_has_the_job_s_default() throws Exception {
        workload("api", "registry.example/api:1.2.0");
        build.defaults(Map.of("ENVIRONMENT_TO_DEPLOY", "DEV", "DEPLOY_TYPE", "deploy_all"));
        build.parameters(Map.of("DEPLOY_TYPE", "smart_deploy"));

        execution("smartDiff", Map.of()).start();

        build.success();
        assertThat(section().getEnvironment()).isEqualTo("DEV");
        assertThat(section().getDeployType()).isEqualTo("smart_deploy");
    }

    @Test
    public void the_first_build_of_a_job_counts_what_it_was_given_before_the_job_defined_it() throws Exception {
        workload("api", "registry.example/api:1.2.0");
        build.defaults(Map.of("ENVIRONMENT_TO_DEPLOY", "NOWHERE", "DEPLOY_TYPE", "deploy_all"));
        build.undefinedParameters(Map.of("ENVIRONMENT_TO_DEPLOY", "DEV", "DEPLOY_TYPE", "smart_deploy"));

        execution("smartDiff", Map.of()).start();

        build.success();
        assertThat(section().getEnvironment()).isEqualTo("DEV");
        assertThat(section().getDeployType()).isEqualTo("smart_deploy");
    }

    @Test
    public void a_failed_deploy_fails_the_step_with_the_reason() throws Exception {
        workload("api", "registry.example/does-not-exist:1");

        execution("smartDeploy", Map.of("environment", "DEV")).start();

        assertThat(build.failure())
                .isInstanceOf(AbortException.class)
                .hasMessageStartingWith("api: failed: ")
                .hasMessageContaining("does-not-exist");
        assertThat(section().getResult()).isEqualTo("failed");
        assertThat(build.log()).doesNotContain("\tat ");
    }

    @Test
    public void arguments_that_make_no_sense_are_all_told_before_anything_happens() {
        assertThatThrownBy(() -> execution("smartDeploy", Map.of("deployType", "some", "timeout", "soon"))
                        .start())
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("deployType is smart_deploy or deploy_all")
                .hasMessageContaining("timeout is a duration")
                .hasMessageContaining("needs an environment");
        assertThat(cluster.requests()).isEmpty();
    }

    @Test
    public void a_file_outside_the_workspace_is_never_read() throws Exception {
        Files.writeString(folder.getRoot().toPath().resolve("outside.yaml"), "kind: ConfigMap\n");

        execution("smartDeploy", Map.of("environment", "DEV", "files", "../outside.yaml"))
                .start();

        assertThat(build.failure())
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("leads out of the workspace");
        assertThat(cluster.requests()).isEmpty();
    }

    @Test
    public void an_abort_ends_in_order_with_its_own_cause_and_gives_the_lock_back() throws Exception {
        workload("api", "registry.example/stuck:1");
        SmartExecution execution = execution("smartDeploy", Map.of("environment", "DEV"));
        CountDownLatch applied = applied();
        execution.start();
        assertThat(applied.await(30, TimeUnit.SECONDS)).isTrue();
        InterruptedException cause = new InterruptedException("somebody pressed the red cross");

        execution.stop(cause);

        assertThat(build.failure()).isSameAs(cause);
        assertThat(section().getResult()).isEqualTo("canceled");
        Resource leases = cluster.controller().resource("coordination.k8s.io", "leases");
        assertThat(cluster.controller().list(leases, NAMESPACE)).isEmpty();
    }

    @Test
    public void an_abort_while_it_plans_is_no_success_with_which_the_pipeline_would_go_on() throws Exception {
        workload("api", "registry.example/api:1.2.0");
        abortedAt(
                request -> request.isList() && request.resource().equals("deployments"),
                "smartDiff",
                Map.of("environment", "DEV"));
        abortedAt(
                request -> request.isList() && request.resource().equals("deployments"),
                "smartDeploy",
                Map.of("environment", "DEV", "dryRun", "true"));
    }

    @Test
    public void an_abort_that_comes_too_late_for_the_deploy_is_an_abort_still() throws Exception {
        workload("api", "registry.example/api:1.2.0");
        abortedAt(
                request -> request.verb().equals("delete") && request.resource().equals("leases"),
                "smartDeploy",
                Map.of("environment", "DEV"));
        assertThat(section().getResult()).isEqualTo("success");
    }

    private void abortedAt(Predicate<ApiRequest> moment, String step, Map<String, String> arguments) throws Exception {
        build = new StandInBuild(folder.newFolder().toPath(), workspace);
        InterruptedException cause = new InterruptedException("somebody pressed the red cross");
        SmartExecution execution = execution(step, arguments);
        cluster.faults()
                .always(
                        request -> {
                            if (moment.test(request)) {
                                execution.stop(cause);
                            }
                            return false;
                        },
                        Fault.failure(500));

        execution.start();

        assertThat(build.failure()).as(step).isSameAs(cause);
        cluster.faults().clear();
    }

    @Test
    public void a_timeout_is_called_one() throws Exception {
        workload("api", "registry.example/stuck:1");
        SmartExecution execution = execution("smartDeploy", Map.of("environment", "DEV"));
        CountDownLatch applied = applied();
        execution.start();
        assertThat(applied.await(30, TimeUnit.SECONDS)).isTrue();

        execution.stop(new FlowInterruptedException(null, true, new CauseOfInterruption() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getShortDescription() {
                return "Timeout has been exceeded";
            }
        }));

        build.failure();
        assertThat(build.log()).contains("no longer awaited: Timeout has been exceeded");
    }

    @Test
    public void a_restart_takes_the_order_up_again_and_knows_no_secret() throws Exception {
        workload("api", "registry.example/stuck:1");
        SmartExecution before = execution("smartDeploy", Map.of("environment", "DEV", "application", "shop"));
        CountDownLatch applied = applied();
        before.start();
        assertThat(applied.await(30, TimeUnit.SECONDS)).isTrue();
        byte[] program = serialised(before);
        before.stop(new InterruptedException("the controller goes down"));
        build.failure();
        workload("api", "registry.example/api:1.2.0");
        StandInBuild after = new StandInBuild(build.folder().toPath(), workspace);
        after.run().addAction(SmartDeployAction.of(build.run()));

        ((StandInExecution) deserialised(program)).inside(jenkins, after).onResume();

        assertThat(after.success())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("changed", 1);
        assertThat(SmartDeployAction.of(after.run()).getSections()).hasSize(1);
        assertThat(new String(program, StandardCharsets.ISO_8859_1))
                .doesNotContain(PASSWORD)
                .doesNotContain(cluster.adminToken());
    }

    @Test
    public void waits_for_an_agent_that_comes_back_later_than_its_build() throws Exception {
        workload("api", "registry.example/api:1.2.0");
        build.agentAway(2);
        execution("smartDeploy", Map.of("environment", "DEV")).start();
        build.success();
        assertThat(build.log()).containsOnlyOnce("waiting for the agent that has the workspace");
    }

    @Test
    public void an_abort_ends_the_wait_for_an_agent() throws Exception {
        build.agentAway(Integer.MAX_VALUE);
        SmartExecution execution = execution("smartDeploy", Map.of("environment", "DEV"));
        execution.start();
        InterruptedException cause = new InterruptedException("somebody pressed the red cross");
        execution.stop(cause);
        assertThat(build.failure()).isSameAs(cause);
        assertThat(cluster.requests()).isEmpty();
    }

    @Test
    public void the_lock_of_the_deploy_that_died_with_the_controller_is_waited_out() throws Exception {
        workload("api", "registry.example/api:1.2.0");
        lease("Jenkins shop#7", Clock.systemUTC().instant().minusSeconds(59));
        execution("smartDeploy", Map.of("environment", "DEV", "application", "shop"))
                .start();
        build.success();
        assertThat(build.log()).contains("Jenkins shop#7");
    }

    @Test
    public void the_report_s_address_is_whole_where_jenkins_knows_its_own() throws Exception {
        when(jenkins.jenkins().getRootUrl()).thenReturn("https://ci.example.com/");
        workload("api", "registry.example/api:1.2.0");
        execution("smartDiff", Map.of("environment", "DEV")).start();
        assertThat(build.success())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("reportUrl", "https://ci.example.com/job/shop/7/smart-deploy/1/");
    }

    private void lease(String holder, java.time.Instant renewed) {
        Resource leases = cluster.controller().resource("coordination.k8s.io", "leases");
        ObjectNode lease = JsonNodeFactory.instance.objectNode();
        lease.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
        lease.putObject("metadata").put("name", "drawbridge-shop").put("namespace", NAMESPACE);
        lease.putObject("spec")
                .put("holderIdentity", holder)
                .put("leaseDurationSeconds", 60)
                .put("renewTime", renewed.toString());
        cluster.controller().create(leases, lease, "test");
    }

    @Test
    public void says_which_credentials_are_missing() throws Exception {
        workload("api", "registry.example/api:1.2.0");
        ClusterDefinition other = new ClusterDefinition("other", "https://kube.internal:6443");
        other.setCredentialsId("nowhere");
        jenkins.configuration().setClusters(List.of(other));

        execution("smartDeploy", Map.of("cluster", "other", "namespace", NAMESPACE))
                .start();

        assertThat(build.failure())
                .isInstanceOf(AbortException.class)
                .hasMessage("cluster other: there are no credentials 'nowhere' that this job may use; create them, or"
                        + " correct the id");
    }

    private CountDownLatch applied() {
        CountDownLatch applied = new CountDownLatch(1);
        cluster.controller().onChange("apps/deployments", seen -> applied.countDown());
        return applied;
    }

    private SmartExecution execution(String step, Map<String, String> arguments) {
        return new StandInExecution(step, arguments).inside(jenkins, build);
    }

    private DeploySection section() {
        return SmartDeployAction.of(build.run()).getSections().get(0);
    }

    private List<String> deployments() {
        return cluster.controller().list(cluster.controller().resource("apps", "deployments"), NAMESPACE).stream()
                .map(object -> object.path("metadata").path("name").asText())
                .toList();
    }

    private String written() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(build.folder().toPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
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

    private static byte[] serialised(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object deserialised(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }
}
