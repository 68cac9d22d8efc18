package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.drawbridge.engine.Door;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.plan.Outcome;
import io.jenkins.plugins.drawbridge.engine.plan.ServicePlan;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.api.ApiRequest;
import io.jenkins.plugins.drawbridge.testkit.api.Fault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;

/** What a deploy asks the API server, exactly, and in which order; and what it makes of refusals. */
public class RequestsTest {

    private static final PrivateCluster BOX = PrivateCluster.start();

    @AfterClass
    public static void close() {
        BOX.close();
    }

    private Scene scene;

    @Before
    public void open() {
        scene = new Scene(BOX);
    }

    @After
    public void leave() {
        BOX.faults().clear();
        scene.close();
    }

    private static final String ONE = Text.configMap("one", "a", "1");

    @Test
    public void an_unchanged_plan_is_one_list_for_each_kind_and_one_of_the_inventories() {
        String yaml = ONE + Text.configMap("two", "a", "1") + Text.service("api") + Text.deployment("api", "api:1.0.0");
        scene.deploy(yaml);
        scene.forgetRequests();
        long writes = BOX.writes();

        assertThat(scene.plan(yaml).plan().changesNothing()).isTrue();
        assertThat(scene.asked())
                .containsExactlyInAnyOrder("list configmaps", "list configmaps", "list services", "list deployments");
        assertThat(BOX.writes()).isEqualTo(writes);
    }

    @Test
    public void an_unchanged_redeploy_costs_three_requests_more_than_its_kinds() {
        String yaml = ONE + Text.service("api") + Text.deployment("api", "api:1.0.0");
        scene.deploy(yaml);
        scene.forgetRequests();
        scene.deploy(yaml);

        String lease = "drawbridge-" + scene.namespace;
        List<String> asked = scene.asked();
        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "create leases",
                        "list configmaps",
                        "list configmaps",
                        "list services",
                        "list deployments",
                        "delete leases " + lease);
        assertThat(asked.get(0)).isEqualTo("create leases");
        assertThat(asked.get(5)).isEqualTo("delete leases " + lease);
    }

    @Test
    public void the_outcome_counts_every_request_that_the_cluster_saw() {
        scene.forgetRequests();
        DeployOutcome outcome = scene.deploy(ONE + Text.deployment("api", "api:1.0.0"));
        assertThat(outcome.requests().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(scene.asked().size());
    }

    @Test
    public void only_what_may_have_changed_is_tried_out_and_a_plan_writes_nothing() {
        scene.deploy(ONE + Text.configMap("two", "a", "1"));
        scene.forgetRequests();
        long writes = BOX.writes();
        scene.plan(ONE + Text.configMap("two", "a", "2") + Text.configMap("three", "a", "1"));

        assertThat(scene.asked().stream().filter(line -> line.startsWith("dry-run")))
                .containsExactlyInAnyOrder("dry-run configmaps two", "dry-run configmaps three");
        assertThat(BOX.requests()).noneMatch(ApiRequest::isWrite);
        assertThat(BOX.writes()).isEqualTo(writes);
    }

    @Test
    public void the_inventory_is_written_before_the_first_apply_and_reduced_after_the_last_delete() {
        scene.deploy(ONE + Text.configMap("two", "a", "1"));
        scene.forgetRequests();
        scene.deploy(ONE + Text.configMap("three", "a", "1"));

        assertThat(scene.asked().stream().filter(line -> line.startsWith("apply") || line.startsWith("delete")))
                .containsExactly(
                        "apply configmaps drawbridge-inventory-" + scene.namespace,
                        "apply configmaps three",
                        "delete configmaps two",
                        "apply configmaps drawbridge-inventory-" + scene.namespace,
                        "delete leases drawbridge-" + scene.namespace);
    }

    @Test
    public void what_others_read_is_applied_before_what_runs() {
        scene.forgetRequests();
        scene.deploy(Text.deployment("api", "api:1.0.0") + Text.secret("login", "p", "c4n4ry") + ONE);
        List<String> applied = scene.asked().stream()
                .filter(line -> line.startsWith("apply") && !line.contains("inventory"))
                .toList();
        assertThat(applied).hasSize(3);
        assertThat(applied.get(2)).isEqualTo("apply deployments api");
    }

    @Test
    public void objects_of_a_wave_are_applied_at_once_but_never_more_than_sixteen() {
        BOX.faults()
                .always(
                        request -> request.isApply() && !request.isDryRun() && isOurs(request),
                        Fault.slow(Duration.ofSeconds(1)));
        StringBuilder yaml = new StringBuilder();
        for (int number = 0; number < 32; number++) {
            yaml.append(Text.configMap("c" + number));
        }
        AtomicInteger flying = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        DeployOutcome outcome = scene.deploy(yaml.toString(), Wish.usual().hearing(event -> {
            if (event instanceof DeployEvent.ApplyStarted) {
                most.accumulateAndGet(flying.incrementAndGet(), Math::max);
            } else if (event instanceof DeployEvent.Applied) {
                flying.decrementAndGet();
            }
        }));
        assertThat(outcome.result()).isEqualTo(Result.SUCCESS);
        assertThat(most.get()).isBetween(8, 16);
    }

    private boolean isOurs(ApiRequest request) {
        return request.target().namespace().equals(scene.namespace);
    }

    @Test
    public void no_prune_after_an_apply_that_failed_although_it_had_been_tried_out() {
        scene.deploy(ONE + Text.configMap("two", "a", "1"));
        BOX.faults()
                .always(
                        request -> request.isApply()
                                && !request.isDryRun()
                                && request.target().name().equals("bad"),
                        Fault.failure(403));
        DeployOutcome outcome = scene.deploy(ONE + Text.configMap("bad"));

        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(Scene.verdict(outcome, "ConfigMap bad").state()).isEqualTo(Verdict.State.FAILED);
        assertThat(scene.find(Scene.CONFIG_MAPS, "two")).isPresent();
        assertThat(scene.inventory()).contains("ConfigMap two", "ConfigMap bad");
        assertThat(scene.isLocked()).isFalse();
    }

    @Test
    public void what_a_killed_deploy_created_is_pruned_by_the_next() {
        scene.deploy(ONE);
        String api = Text.deployment("api", "stuck:1.0.0");
        Door door = scene.door();
        Thread dying = new Thread(() -> {
            try {
                scene.deploy(ONE + Text.configMap("two") + api, Wish.usual().holder("killed"), door);
            } catch (RuntimeException lost) {
                Thread.currentThread().interrupt();
            }
        });
        dying.start();
        Scene.eventually(() -> scene.exists(Scene.DEPLOYMENTS, "api"), "the deploy is in its middle");
        BOX.faults()
                .always(
                        request -> request.resource().equals("leases")
                                && request.verb().equals("delete"),
                        Fault.failure(403));
        door.close();
        dying.interrupt();
        Scene.eventually(() -> !dying.isAlive(), "the deploy is dead");
        BOX.faults().clear();
        assertThat(scene.isLocked()).isTrue();
        assertThat(scene.inventory()).contains("ConfigMap two", "Deployment api");

        scene.delete(Scene.LEASES, "drawbridge-" + scene.namespace);
        DeployOutcome next = scene.deploy(ONE);
        assertThat(Scene.actions(next))
                .containsEntry("ConfigMap two", "delete")
                .containsEntry("Deployment api", "delete");
        assertThat(scene.inventory()).containsExactly("ConfigMap one");
    }

    @Test
    public void kinds_we_may_not_read_show_as_no_info_in_a_plan_and_stop_a_deploy() {
        scene.deploy(ONE + Text.deployment("api", "api:1.0.0"));
        restrictToConfigMaps();
        DeployOutcome plan = scene.plan(ONE + Text.deployment("api", "api:1.0.1"));

        assertThat(plan.plan().services())
                .filteredOn(service -> service.name().equals("api"))
                .extracting(ServicePlan::outcome)
                .containsExactly(Outcome.NO_INFO);
        assertThatThrownBy(() -> scene.deploy(ONE + Text.deployment("api", "api:1.0.1")))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("Deployment.apps api")
                .hasMessageContaining("not allowed to read it");
    }

    @Test
    public void what_we_may_not_read_any_more_stays_tracked() {
        scene.deploy(ONE + Text.deployment("api", "api:1.0.0"));
        restrictToConfigMaps();
        DeployOutcome outcome = scene.deploy(ONE + Text.configMap("two"));

        assertThat(outcome.result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.inventory()).containsExactlyInAnyOrder("ConfigMap one", "ConfigMap two", "Deployment api");
    }

    private void restrictToConfigMaps() {
        scene.deployer()
                .allowNothing()
                .allow("*", "configmaps", scene.namespace)
                .allow("*", "leases", scene.namespace);
    }

    @Test
    public void who_may_not_list_is_served_by_name() {
        scene.deployer().allowNothing().allow("*", "leases", scene.namespace);
        List.of("get", "patch", "create", "delete")
                .forEach(verb -> scene.deployer().allow(verb, "configmaps", scene.namespace));
        assertThat(scene.deploy(ONE).result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.deploy(ONE).plan().changesNothing()).isTrue();
    }

    @Test
    public void who_may_not_take_the_lock_learns_which_rights_are_missing() {
        scene.deployer().allowNothing().allow("*", "configmaps", scene.namespace);
        assertThatThrownBy(() -> scene.deploy(ONE))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("may not take the deploy lock in namespace \"" + scene.namespace + "\"")
                .hasMessageContaining("get, create, update and delete on leases.coordination.k8s.io");
        assertThat(scene.find(Scene.CONFIG_MAPS, "one")).isEmpty();
    }

    @Test
    public void who_may_not_apply_is_refused_before_anything_is_written() {
        scene.deployer()
                .allowNothing()
                .allow("get", "*", scene.namespace)
                .allow("list", "*", scene.namespace)
                .allow("*", "leases", scene.namespace);
        Throwable refused = catchThrowable(() -> scene.deploy(ONE));
        assertThat(refused).isInstanceOf(PlanRefusedException.class).hasMessageContaining("ConfigMap one");
        assertThat(((PlanRefusedException) refused).isForbidden()).isTrue();
    }

    @Test
    public void watches_that_are_refused_closed_or_expired_do_not_fail_a_rollout() {
        scene.deployer().allowNothing();
        List.of("get", "list", "create", "patch", "update", "delete")
                .forEach(verb -> scene.deployer().allow(verb, "*", scene.namespace));
        assertThat(scene.deploy(Text.deployment("polled", "api:1.0.0")).result())
                .as("watch forbidden")
                .isEqualTo(Result.SUCCESS);
        scene.deployer().allow("*", "*", "*");

        for (Fault fault : List.of(
                Fault.close(), Fault.failure(500), Fault.failure(410), Fault.watchGone(), Fault.dropWatchAfter(1))) {
            BOX.faults().next(2, request -> request.isWatch() && isOurs(request), fault);
            String name = "after-"
                    + fault.toString().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "");
            DeployOutcome outcome = scene.deploy(Text.deployment(name, "api:1.0.0"));
            assertThat(outcome.result()).as("%s %s", fault, outcome.verdicts()).isEqualTo(Result.SUCCESS);
            BOX.faults().clear();
        }
    }

    @Test
    public void a_crash_shows_its_last_log_lines_masked() {
        String secret = Text.secret("db", "url", "db:5432");
        DeployOutcome outcome = scene.deploy(secret + Text.deployment("api", "crash:1.0.0"));
        assertThat(Scene.verdict(outcome, "Deployment api").reason())
                .contains("; last log lines: ")
                .contains("FATAL cannot connect to database at ****a: connection refused | exiting with code 1")
                .doesNotContain("5432");
    }

    @Test
    public void a_quota_fails_with_the_words_of_the_cluster() {
        Verdict verdict = Scene.verdict(scene.deploy(Text.deployment("api", "quota:1.0.0")), "Deployment api");
        assertThat(verdict.state()).isEqualTo(Verdict.State.FAILED);
        assertThat(verdict.reason()).contains("FailedCreate").contains("quota");
    }

    @Test
    public void a_kind_in_a_version_that_is_not_served_names_those_that_are() {
        try (PrivateCluster old = PrivateCluster.builder().as1_20().start();
                Scene there = new Scene(old)) {
            String cronJob = Text.head("batch/v1", "CronJob", "cleanup")
                    + "spec:\n  schedule: '0 3 * * *'\n  jobTemplate: {spec: {template: {spec: {restartPolicy: Never,"
                    + " containers: [{name: main, image: 'a:1'}]}}}}\n";
            assertThatThrownBy(() -> there.deploy(ONE + cronJob))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("<stdin>:")
                    .hasMessageContaining(
                            "the cluster does not serve CronJob in batch/v1; it serves it in batch/v1beta1");
            assertThat(there.find(Scene.CONFIG_MAPS, "one")).isEmpty();
            assertThat(there.isLocked()).isFalse();
        }
    }

    @Test
    public void a_lost_answer_to_taking_the_lock_is_no_foreign_lock() {
        BOX.faults()
                .next(
                        request -> request.verb().equals("create")
                                && request.resource().equals("leases"),
                        Fault.cutOff());
        assertThat(scene.deploy(ONE).result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.events).noneMatch(DeployEvent.LockAwaited.class::isInstance);
        assertThat(scene.isLocked()).isFalse();
    }
}
