package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.api.ApiRequest;
import io.jenkins.plugins.drawbridge.testkit.api.Fault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;

/** Waiting where watching does not work: something between ends every watch, or only single objects may be read. */
public class WaitingWithoutWatchTest {

    private static final PrivateCluster BOX = PrivateCluster.start();
    private static final int BROKEN_WATCHES_BEFORE_POLLING = 5;

    private Scene scene;

    @AfterClass
    public static void close() {
        BOX.close();
    }

    @Before
    public void open() {
        scene = new Scene(BOX);
    }

    @After
    public void leave() {
        BOX.faults().clear();
        scene.close();
    }

    @Test
    public void after_five_broken_watches_it_polls() throws InterruptedException {
        BOX.faults().always(this::isOurWatch, Fault.close());
        scene.forgetRequests();
        AtomicReference<DeployOutcome> outcome = new AtomicReference<>();
        Thread deploy = new Thread(() -> outcome.set(scene.deploy(Text.deployment("api", "stuck:1.0.0"))));
        deploy.start();
        Scene.eventually(() -> lists() > BROKEN_WATCHES_BEFORE_POLLING + 1, "it lists again after the last watch");
        assertThat(outcome.get()).as("still waiting").isNull();

        scene.delete(Scene.DEPLOYMENTS, "api", false);
        deploy.join(Duration.ofSeconds(60).toMillis());

        assertThat(Scene.verdict(outcome.get(), "Deployment api"))
                .isEqualTo(Verdict.failed("was deleted by somebody else while it was awaited"));
        assertThat(asked("watch deployments")).isEqualTo(BROKEN_WATCHES_BEFORE_POLLING);
    }

    private boolean isOurWatch(ApiRequest request) {
        return request.isWatch() && request.target().namespace().equals(scene.namespace);
    }

    private long lists() {
        return asked("list deployments") - 1;
    }

    private long asked(String line) {
        return scene.asked().stream().filter(line::equals).count();
    }

    @Test
    public void a_rollout_that_may_be_read_but_not_listed_is_awaited_by_name() {
        mayNotList();
        DeployOutcome outcome = scene.deploy(Text.deployment("api", "api:1.0.0"));

        assertThat(outcome.result()).as("%s", outcome.verdicts()).isEqualTo(Result.SUCCESS);
        assertThat(Scene.verdict(outcome, "Deployment api")).isEqualTo(Verdict.READY);
        assertThat(asked("watch deployments")).isZero();
        assertThat(asked("get deployments api")).as("before and while it waits").isGreaterThan(1);
    }

    @Test
    public void a_rollout_that_may_not_be_listed_still_times_out_with_what_it_waited_for() {
        mayNotList();
        MovableClock clock = new MovableClock();
        Wish wish = Wish.usual().within(Duration.ofMinutes(10)).at(clock).hearing(event -> {
            if (event instanceof DeployEvent.Progress progress
                    && progress.message().contains("pods")) {
                clock.forward(Duration.ofMinutes(10));
            }
        });
        DeployOutcome outcome = scene.deploy(Text.deployment("api", "stuck:1.0.0"), wish);

        assertThat(Scene.verdict(outcome, "Deployment api").state()).isEqualTo(Verdict.State.TIMED_OUT);
        assertThat(Scene.verdict(outcome, "Deployment api").reason())
                .startsWith("not ready in time: ")
                .contains("pods");
    }

    private void mayNotList() {
        scene.deployer().allowNothing().allow("*", "leases", scene.namespace);
        List.of("get", "patch", "create", "delete")
                .forEach(verb -> scene.deployer().allow(verb, "*", scene.namespace));
        scene.forgetRequests();
    }

    @Test
    public void a_suspended_job_is_not_awaited_and_runs_once_it_is_no_longer_suspended() {
        DeployOutcome suspended = scene.deploy(Text.job("migrate", "migrate:1.0.0", "  suspend: true\n"));
        assertThat(suspended.result()).as("%s", suspended.verdicts()).isEqualTo(Result.SUCCESS);
        assertThat(scene.get(Scene.JOBS, "migrate")
                        .path("status")
                        .path("succeeded")
                        .asInt())
                .isZero();

        DeployOutcome resumed = scene.deploy(Text.job("migrate", "migrate:1.0.0", "  suspend: false\n"));
        assertThat(resumed.result()).as("%s", resumed.verdicts()).isEqualTo(Result.SUCCESS);
        assertThat(scene.get(Scene.JOBS, "migrate")
                        .path("status")
                        .path("succeeded")
                        .asInt())
                .isEqualTo(1);
    }
}
