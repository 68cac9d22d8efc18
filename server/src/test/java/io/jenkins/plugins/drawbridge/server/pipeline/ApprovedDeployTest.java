package io.jenkins.plugins.drawbridge.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.server.store.Cause;
import io.jenkins.plugins.drawbridge.server.store.NewRun;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.StepRecord;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.api.ApiRequest;
import io.jenkins.plugins.drawbridge.testkit.api.Controller;
import io.jenkins.plugins.drawbridge.testkit.api.Fault;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code smartDiff}, {@code input}, {@code smartDeploy}: the plan that was approved is the plan that runs. */
public class ApprovedDeployTest {

    private static final String STEPS =
            """
            pipeline {
              agent any
              stages {
                stage('Plan') { steps { smartDiff(files: 'app.yaml', environment: 'DEV') } }
                stage('Ask') { steps { input 'Go on?' } }
                stage('Deploy') { steps { smartDeploy(files: 'app.yaml', environment: 'DEV') } }
              }
            }
            """;
    private static final String FILES =
            """
            {apiVersion: v1, kind: ConfigMap, metadata: {name: one}, data: {a: '1'}}
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: two, annotations: {config.kubernetes.io/depends-on: /namespaces/shop/ConfigMap/one}}, data: {a: '1'}}
            """;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private PrivateCluster cluster;
    private Workshop shop;

    @Before
    public void open() throws Exception {
        cluster = PrivateCluster.start();
        cluster.namespace("shop");
        Path root = folder.getRoot().toPath();
        Files.writeString(root.resolve("ca.pem"), cluster.authorityPem());
        shop = new Workshop(
                root,
                "",
                """
                clusters:
                  - {id: private, url: "%s", ca: {file: ca.pem}, credentials: {token: %s}}
                environments:
                  - {id: DEV, cluster: private, namespace: shop}
                """
                        .formatted(cluster.url(), cluster.adminToken()));
        shop.commit("app.yaml", FILES);
    }

    @After
    public void close() {
        shop.close();
        cluster.close();
    }

    @Test
    public void it_is_carried_out_if_nothing_has_changed() {
        long run = asked();
        Run ended = approved(run);
        assertThat(ended.result())
                .as(shop.log(run) + shop.store().runs().byId(run))
                .isEqualTo(RunResult.SUCCESS);
        assertThat(configMaps()).contains("one", "two");
    }

    @Test
    public void a_cluster_that_has_changed_since_is_left_alone() {
        long run = asked();
        somebodyCreates("one");

        Run ended = approved(run);

        assertThat(ended.result()).isEqualTo(RunResult.FAILURE);
        assertThat(shop.log(run))
                .contains("this is not the plan that was approved", "ConfigMap one in shop was created");
        assertThat(configMaps()).contains("one").doesNotContain("two");
    }

    @Test
    public void a_deploy_that_a_stopping_server_handed_over_half_way_goes_on_with_it() {
        long run = asked();
        cluster.faults().next(ApprovedDeployTest::isApplyOfTwo, Fault.stall(Duration.ofMinutes(2)));
        String path = shop.asked(run).path();
        assertThat(shop.work().answer(run, path, true, "bob")).isTrue();
        Workshop.until(() -> configMaps().contains("one"), () -> shop.log(run));

        shop.restart();

        Run ended = shop.ended(run);
        assertThat(ended.result())
                .as(shop.log(run) + shop.store().runs().byId(run))
                .isEqualTo(RunResult.SUCCESS);
        assertThat(configMaps()).contains("one", "two");
    }

    @Test
    public void a_roll_back_that_waits_for_its_yes_can_be_aborted() {
        Run deployed = approved(asked());
        assertThat(deployed.result()).as(shop.log(deployed.id())).isEqualTo(RunResult.SUCCESS);
        String section = shop.store().journal().sections(deployed.id()).get(1).path();
        long run = shop.rollBack(deployed.number(), section);
        shop.asked(run);

        assertThat(shop.work().abort(run, "bob")).isTrue();

        Run ended = shop.ended(run);
        assertThat(ended.result()).as(shop.log(run)).isEqualTo(RunResult.ABORTED);
        assertThat(ended.reason()).isEqualTo("Aborted by bob.");
        shop.assertNothingOpen(ended);
    }

    /** A run of another job that somebody else has in hand. */
    private Run goingOn() {
        NewRun request = new NewRun("other", Map.of(), "", new Cause(Cause.Kind.USER, "ada", ""), null);
        long id = shop.store()
                .writes()
                .accept(List.of(request), 10, ids -> {})
                .get(0)
                .orElseThrow()
                .id();
        return shop.store().runs().byId(id).orElseThrow();
    }

    @Test
    public void the_post_of_an_aborted_stage_goes_on_when_the_run_is_taken_up_again() {
        Run holder = goingOn();
        String target = "private/shop/shop";
        assertThat(shop.store().writes().lockTarget(target, holder)).isTrue();
        shop.jenkinsfile("pipeline { agent any\nstages { stage('A') { steps { echo 'done' } }\n"
                + "stage('B') { steps { input 'Go on?' }\npost { always { echo 'P begun'\n"
                + "smartDeploy(files: 'app.yaml', environment: 'DEV')\necho 'P ended' } } } } }");
        long run = shop.start(Map.of("REVISION", "main"));
        shop.asked(run);
        assertThat(shop.work().abort(run, "bob")).isTrue();
        Workshop.until(() -> shop.log(run).contains("another run deploys to " + target), () -> shop.log(run));

        shop.store().writes().unlockTarget(target, holder);

        Run ended = shop.ended(run);
        assertThat(ended.result()).as(shop.log(run)).isEqualTo(RunResult.ABORTED);
        assertThat(shop.lines(ended)).containsOnlyOnce("done", "P begun", "P ended");
        assertThat(shop.stage(ended, "B").status()).isEqualTo(StepRecord.Status.ABORTED);
        shop.assertNothingOpen(ended);
    }

    private long asked() {
        shop.jenkinsfile(STEPS);
        long run = shop.start(Map.of());
        shop.asked(run);
        return run;
    }

    private Run approved(long run) {
        assertThat(shop.work().answer(run, shop.asked(run).path(), true, "bob")).isTrue();
        return shop.ended(run);
    }

    private static boolean isApplyOfTwo(ApiRequest request) {
        return request.method().equals("PATCH")
                && request.path().endsWith("/configmaps/two")
                && !request.query().containsKey("dryRun");
    }

    private void somebodyCreates(String name) {
        Controller controller = cluster.controller();
        ObjectNode object =
                (ObjectNode) Json.parse("{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \""
                        + name + "\", \"namespace\": \"shop\"}}");
        assertThat(controller.create(controller.resource("", "configmaps"), object, "somebody"))
                .isPresent();
    }

    private List<String> configMaps() {
        Controller controller = cluster.controller();
        return controller.list(controller.resource("", "configmaps"), "shop").stream()
                .map(object -> object.at("/metadata/name").asText())
                .toList();
    }
}
