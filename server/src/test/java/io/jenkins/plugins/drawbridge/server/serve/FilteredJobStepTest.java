package io.jenkins.plugins.drawbridge.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.store.DeploySection;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A Jenkinsfile that migrates a database with a Job before it deploys. */
public class FilteredJobStepTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private ServedShop shop;

    @Before
    public void start() throws Exception {
        shop = ServedShop.start(folder.getRoot().toPath(), "");
        Files.writeString(
                shop.repository().resolve("Jenkinsfile"),
                """
                pipeline {
                  agent any
                  stages {
                    stage('Migrate') { steps { smartDeploy(files: 'k8s', filteredJobAnnotation: 'pre-deploy', filteredJobMaxRetries: 1) } }
                    stage('Deploy') { steps { smartDeploy(files: 'k8s') } }
                  }
                }
                """);
        Files.writeString(
                shop.repository().resolve("k8s/migrate.yaml"),
                """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: migrate, annotations: {mia-platform.eu/deploy: pre-deploy}}
                spec:
                  template:
                    spec:
                      restartPolicy: Never
                      containers: [{name: migrate, image: "registry.example.com/shop/migrate:1.0.0"}]
                """);
        shop.commit("Migrate before the deploy");
    }

    @After
    public void stop() {
        shop.close();
    }

    @Test
    public void the_job_runs_first_and_only_the_deploy_can_be_rolled_back_to() throws Exception {
        HttpResponse<String> accepted =
                shop.post("/job/team/job/shop/build?token=" + ServedShop.TOKEN + "&ENVIRONMENT_TO_DEPLOY=DEV", "", "");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(201);

        Run run = ended();

        String log = new String(
                shop.server().store().journal().log(run.id(), 0, 1 << 20).bytes(), StandardCharsets.UTF_8);
        assertThat(run.result()).as(log).isEqualTo(RunResult.SUCCESS);
        assertThat(log.indexOf("Job.batch migrate: ready"))
                .isPositive()
                .isLessThan(log.indexOf("Deployment.apps catalog"));
        assertThat(log).contains("Job.batch migrate (k8s/migrate.yaml:1) is left out");
        List<DeploySection> sections = shop.server().store().journal().sections(run.id());
        assertThat(sections).extracting(DeploySection::step).containsExactly("smartDeploy", "smartDeploy");
        assertThat(shop.get("/job/team/job/shop/1/").body().split("Roll back to this", -1))
                .hasSize(2);
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
