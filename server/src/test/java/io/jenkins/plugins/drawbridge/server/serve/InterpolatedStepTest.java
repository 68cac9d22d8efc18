package io.jenkins.plugins.drawbridge.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.store.DeploySection;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A Jenkinsfile whose manifests have placeholders, filled from its environment block and its job's credentials. */
public class InterpolatedStepTest {

    private static final String PASSWORD = "c4n4ry-database-password";
    /** No Secret holds it. */
    private static final String BROKER = "c4n4ry-broker-login";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private ServedShop shop;

    @Before
    public void start() throws Exception {
        shop = ServedShop.start(
                folder.getRoot().toPath(), "    credentials: {database: " + PASSWORD + ", broker: " + BROKER + "}");
        Files.writeString(
                shop.repository().resolve("Jenkinsfile"),
                """
                pipeline {
                  agent any
                  environment { ALL_GREETING = "hello from ${params.REVISION}"
                                PASSWORD = credentials('database')
                                BROKER = credentials('broker') }
                  stages {
                    stage('Preview') { steps { smartDiff(files: 'app', interpolate: true, envPrefix: 'ALL_') } }
                    stage('Deploy') { steps { smartDeploy(files: 'app', interpolate: true, envPrefix: 'ALL_') } }
                  }
                }
                """);
        Path files = Files.createDirectory(shop.repository().resolve("app"));
        Files.writeString(
                files.resolve("app.yaml"),
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: app}
                data: {greeting: "{{GREETING}}", broker: "amqp {{BROKER}} at events"}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: app}
                stringData: {password: "{{PASSWORD}}"}
                """);
        shop.commit("Placeholders");
    }

    @After
    public void stop() {
        shop.close();
    }

    @Test
    public void placeholders_are_filled_and_the_values_stay_in_the_cluster() throws Exception {
        Run run = triggered("&REVISION=main&DEPLOY_TYPE=smart_deploy");

        String log = new String(
                shop.server().store().journal().log(run.id(), 0, 1 << 20).bytes(), StandardCharsets.UTF_8);
        assertThat(run.result()).as(log).isEqualTo(RunResult.SUCCESS);
        assertThat(shop.cluster().controller().list(shop.cluster().controller().resource("", "configmaps"), "shop"))
                .anyMatch(map -> map.path("data").path("greeting").asText().equals("hello from main"));
        List<DeploySection> sections = shop.server().store().journal().sections(run.id());
        assertThat(sections).hasSize(2).allSatisfy(section -> assertThat(section.toString())
                .contains("hello from main", "amqp ****")
                .doesNotContain("c4n4ry", "{{"));
        String page = shop.get("/job/team/job/shop/1/").body();
        assertThat(log + page).doesNotContain("c4n4ry");
        assertThat(page).doesNotContain("Roll back to this");
        shop.stopServer();
        assertThat(kept()).doesNotContain("c4n4ry");
        shop.startServer();
    }

    @Test
    public void what_a_caller_adds_takes_the_place_of_no_variable() throws Exception {
        Run run = triggered("&ALL_BROKER=stolen&ALL_PASSWORD=stolen&BROKER=stolen");

        assertThat(run.result()).as(run.reason()).isEqualTo(RunResult.SUCCESS);
        assertThat(shop.cluster().controller().list(shop.cluster().controller().resource("", "configmaps"), "shop"))
                .anyMatch(map -> map.path("data").path("broker").asText().equals("amqp " + BROKER + " at events"));
    }

    private Run triggered(String more) throws InterruptedException {
        HttpResponse<String> accepted = shop.post(
                "/job/team/job/shop/build?token=" + ServedShop.TOKEN + "&ENVIRONMENT_TO_DEPLOY=DEV" + more, "", "");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(201);
        return ended();
    }

    /** All that the server wrote: its database, and nothing of what the test put there. */
    private String kept() throws IOException {
        StringBuilder kept = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.getRoot().toPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().equals("drawbridge.yaml")) {
                    kept.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return kept.toString();
    }

    private Run ended() throws InterruptedException {
        Instant end = Instant.now().plusSeconds(90);
        while (true) {
            Run run = shop.server().store().runs().byNumber("team/shop", 1).orElse(null);
            if (run != null && run.ended()) {
                return run;
            }
            assertThat(Instant.now()).as("in time").isBefore(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
