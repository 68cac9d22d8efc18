package io.jenkins.plugins.drawbridge.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.store.Cause;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.RunState;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** One deploy to a target at a time, and nothing else waits for it. */
public class DeployTurnsTest {

    private static final String TARGET = "private/shop/shop";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private ServedShop shop;

    @Before
    public void start() throws Exception {
        shop = ServedShop.start(
                folder.getRoot().toPath(), "  - {id: other, repository: {url: repository}, jenkinsfile: Other}");
        Files.writeString(
                shop.repository().resolve("Jenkinsfile"),
                "pipeline { agent any\nstages { stage('D') { steps { smartDeploy(files: 'k8s') } } } }");
        Files.writeString(
                shop.repository().resolve("Other"),
                "pipeline { agent any\nparameters { string(name: 'ASK', defaultValue: '') }\nstages {"
                        + " stage('E') { when { equals expected: 'yes', actual: params.ASK }\nsteps { input 'Go on?' } } } }");
        shop.commit("Two pipelines");
    }

    @After
    public void stop() {
        shop.close();
    }

    private long trigger(String path) {
        HttpResponse<String> answer = shop.post(path, "application/json", "{}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String location = answer.headers().firstValue("Location").orElseThrow();
        return Long.parseLong(location.replaceAll(".*/(\\d+)/$", "$1"));
    }

    private Run run(long id) {
        return shop.server().store().runs().byId(id).orElseThrow();
    }

    private String log(long id) {
        return new String(shop.server().store().journal().log(id, 0, 1 << 20).bytes(), StandardCharsets.UTF_8);
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(90);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private long holder() throws Exception {
        long holder = trigger("/job/other/buildWithParameters?ASK=yes");
        until(() -> run(holder).state() == RunState.WAITING);
        assertThat(shop.server().store().writes().lockTarget(TARGET, run(holder)))
                .isTrue();
        return holder;
    }

    private long deploy(String id) {
        return trigger(
                "/job/team/job/shop/build?token=" + ServedShop.TOKEN + "&ENVIRONMENT_TO_DEPLOY=DEV&TRIGGER_ID=" + id);
    }

    @Test
    public void a_run_that_waits_for_a_target_writes_nothing_and_checks_nothing_out() throws Exception {
        long holder = holder();
        long waiting = deploy("t");
        until(() -> log(waiting).contains("waiting: another run deploys to " + TARGET));
        String said = log(waiting);
        Path clones = folder.getRoot().toPath().resolve("drawbridge-data/git");
        Path away = Files.move(clones, clones.resolveSibling("away"));
        Files.writeString(clones, "so that nothing can be checked out");
        int attempt = run(waiting).attempt();
        until(() -> run(waiting).ended() || run(waiting).attempt() > attempt + 2);
        assertThat(log(waiting)).isEqualTo(said);
        Files.delete(clones);
        Files.move(away, clones);
        shop.server().store().writes().unlockTarget(TARGET, run(holder));
        until(() -> run(waiting).ended());
        assertThat(run(waiting).result()).as(log(waiting)).isEqualTo(RunResult.SUCCESS);
    }

    @Test
    public void a_timeout_ends_a_run_that_waits_for_a_target() throws Exception {
        Files.writeString(
                shop.repository().resolve("Jenkinsfile"),
                "pipeline { agent any\nstages { stage('D') { steps {"
                        + " timeout(time: 5, unit: 'SECONDS') { smartDeploy(files: 'k8s') } } } } }");
        shop.commit("Be quick");
        holder();
        long waiting = deploy("t");
        until(() -> run(waiting).ended());
        assertThat(run(waiting).result()).isEqualTo(RunResult.ABORTED);
        assertThat(log(waiting)).contains("waiting: another run deploys to " + TARGET);
    }

    @Test
    public void runs_that_wait_for_a_target_hold_no_thread_and_go_on_when_it_is_free() throws Exception {
        long holder = holder();
        List<Long> waiting = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            waiting.add(deploy("t" + number));
        }
        until(() -> waiting.stream().allMatch(id -> log(id).contains("waiting: another run deploys to " + TARGET)));
        long other = trigger("/job/other/build");
        until(() -> run(other).ended());
        assertThat(run(other).result()).isEqualTo(RunResult.SUCCESS);
        shop.server().store().writes().unlockTarget(TARGET, run(holder));
        until(() -> waiting.stream().allMatch(id -> run(id).ended()));
        assertThat(waiting).allSatisfy(id -> {
            assertThat(run(id).result()).as(log(id)).isEqualTo(RunResult.SUCCESS);
            assertThat(log(id).split("waiting:", -1)).as(log(id)).hasSize(2);
            assertThat(run(id).cause().kind()).isEqualTo(Cause.Kind.CONSOLE);
        });
    }
}
