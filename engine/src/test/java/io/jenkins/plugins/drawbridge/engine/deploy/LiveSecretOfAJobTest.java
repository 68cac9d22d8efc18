package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.engine.manifest.Annotations;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;

/** Filtered jobs that print the password they were given, which is the cluster's and not the input's. */
public class LiveSecretOfAJobTest {

    private static final PrivateCluster CLUSTER = PrivateCluster.start();
    private static final JobSelection ONCE = new JobSelection("pre-deploy", 0, Duration.ofSeconds(60));
    private static final String CANARY = "c4n4ry-0f-now";
    private static final String ENV = "env: [{name: PW, valueFrom: {secretKeyRef: {name: login, key: password}}}]";

    private Scene scene;

    @AfterClass
    public static void stop() {
        CLUSTER.close();
    }

    @Before
    public void open() {
        scene = new Scene(CLUSTER);
        scene.meddle("kubectl", Text.secret("login", "password", CANARY));
    }

    @After
    public void leave() {
        scene.close();
    }

    @Test
    public void its_last_log_lines_are_masked_however_it_came_by_the_secret() {
        String mounted = "volumeMounts: [{name: v, mountPath: /v}]";
        for (String job : List.of(
                job(ENV, ""),
                job("envFrom: [{secretRef: {name: login}}]", ""),
                job(mounted, "volumes: [{name: v, secret: {secretName: login}}]"),
                job(mounted, "volumes: [{name: v, projected: {sources: [{secret: {name: login}}]}}]"))) {
            DeployOutcome outcome = scene.runJobs(Text.secret("login", "password", "the-one-to-come") + job, ONCE);

            assertThat(Scene.verdict(outcome, "Job migrate").reason())
                    .contains("; last log lines: ")
                    .contains("****");
            assertThat(outcome + "\n" + scene.events).doesNotContain(CANARY);
        }
    }

    @Test
    public void it_runs_where_its_secret_may_not_be_read() {
        scene.deployer().allowNothing();
        for (String resource : List.of("jobs", "pods", "pods/log", "events", "leases")) {
            scene.deployer().allow("*", resource, scene.namespace);
        }
        DeployOutcome outcome = scene.runJobs(job(ENV, "").replace("crash/" + CANARY, "migrate"), ONCE);

        assertThat(outcome.result()).isEqualTo(Result.SUCCESS);
    }

    /** What stands in the cluster prints its image, and so the secret. */
    private static String job(String ofContainer, String ofPod) {
        String job = Text.job("migrate", "crash/" + CANARY + ":1.0.0", "")
                .replace("backoffLimit: 0", "backoffLimit: 9")
                .replace("restartPolicy: Never", "restartPolicy: OnFailure\n      " + ofPod)
                .replace("{name: main,", "{name: main, " + ofContainer + ",");
        return Text.annotated(job, Annotations.DEPLOY, "pre-deploy");
    }
}
