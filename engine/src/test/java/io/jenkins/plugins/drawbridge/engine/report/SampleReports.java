package io.jenkins.plugins.drawbridge.engine.report;

import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.drawbridge.engine.deploy.Result;
import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.plan.Approval;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import io.jenkins.plugins.drawbridge.engine.plan.DeployType;
import io.jenkins.plugins.drawbridge.engine.plan.FieldChange;
import io.jenkins.plugins.drawbridge.engine.plan.Outcome;
import io.jenkins.plugins.drawbridge.engine.plan.Plan;
import io.jenkins.plugins.drawbridge.engine.plan.ServicePlan;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports for tests: a shop, and one whose every text is hostile. */
final class SampleReports {

    static final String CANARY = "<img src=x onerror=alert(1)>\u001B[2J\u202E```\n| @all [x](javascript:y) \"'&";

    private static final Instant START = Instant.parse("2026-03-02T09:30:00Z");
    private static final ObjectRef API = ref("apps", "Deployment", "api");
    private static final ObjectRef WEB = ref("apps", "Deployment", "web");
    private static final ObjectRef OLD = ref("apps", "Deployment", "old");
    private static final ObjectRef DATABASE = ref("apps", "StatefulSet", "db");
    private static final ObjectRef CONFIG = ref("", "ConfigMap", "common");
    private static final ObjectRef PASSWORDS = ref("", "Secret", "db");
    private static final ObjectRef SERVICE = ref("", "Service", "api");
    private static final ObjectRef REPORTS = ref("batch", "CronJob", "reports");

    private SampleReports() {}

    static Report plan() {
        return Report.of(run(Result.PLANNED), shop(), Map.of())
                .with(new Approval(
                        Approval.VERSION, "00".repeat(16), "ab".repeat(32), Map.of(API.key(), "cd".repeat(32))));
    }

    static Report failed() {
        Map<ObjectRef.Key, Verdict> verdicts = Map.of(
                API.key(),
                Verdict.failed("pod api-7d9f: container api: ImagePullBackOff: shop/api:1.3.0 was not found"),
                CONFIG.key(),
                Verdict.READY,
                PASSWORDS.key(),
                Verdict.READY,
                WEB.key(),
                Verdict.READY,
                OLD.key(),
                Verdict.skipped("nothing is deleted, because Deployment.apps api failed"));
        return Report.of(run(Result.FAILED), shop(), verdicts)
                .with(costs())
                .withNotices(List.of("the link to bastion-1 broke and was opened again"));
    }

    static Report brokenOff() {
        return Report.of(
                run(Result.FAILED),
                shop(),
                Map.of(PASSWORDS.key(), Verdict.skipped("not attempted: Deployment.apps api failed")));
    }

    static Report succeeded() {
        return Report.of(run(Result.SUCCESS), shop(), Map.of(WEB.key(), Verdict.READY, OLD.key(), Verdict.READY));
    }

    static Report withoutAnEnvironment() {
        Run run = new Run("prod-eu", "shop", "shop", "", DeployType.DEPLOY_ALL, true, Result.PLANNED, START, START);
        return Report.of(run, shop(), Map.of());
    }

    /** Of the services, one that does not come first by its name. */
    static Report failedFurtherDown() {
        return Report.of(run(Result.FAILED), shop(), Map.of(WEB.key(), Verdict.failed("pod web-1 does not start")));
    }

    static Report hostile() {
        ObjectRef ref = new ObjectRef(CANARY, CANARY, CANARY, CANARY, CANARY);
        FieldChange line = field(CANARY, CANARY.replace("\n", ""), "x");
        FieldChange lines = field(CANARY, "a\n" + CANARY, "b\n" + CANARY);
        Plan plan = new Plan(
                CANARY,
                CANARY,
                CANARY,
                DeployType.DEPLOY_ALL,
                List.of(new Change.Update(ref, List.of(line, lines))),
                List.of(new ServicePlan(CANARY, Outcome.DEPLOY, CANARY, CANARY, List.of(ref))));
        Run run = new Run(CANARY, CANARY, CANARY, CANARY, DeployType.DEPLOY_ALL, false, Result.FAILED, START, START);
        Costs costs = new Costs(Map.of(CANARY, 1L), Map.of(CANARY, 1L));
        return Report.of(run, plan, Map.of(ref.key(), Verdict.failed(CANARY)))
                .with(costs)
                .withNotices(List.of(CANARY));
    }

    private static Run run(Result result) {
        return new Run(
                "prod-eu",
                "shop",
                "shop",
                "PRODUCTION",
                DeployType.SMART_DEPLOY,
                result == Result.PLANNED,
                result,
                START,
                START.plusMillis(12_345));
    }

    private static Costs costs() {
        Map<String, Long> timings = new LinkedHashMap<>();
        timings.put("connect", 412L);
        timings.put("plan", 230L);
        timings.put("apply", 640L);
        timings.put("wait", 11_063L);
        return new Costs(Map.of("list", 9L, "dryRun", 4L, "apply", 4L, "watch", 3L), timings);
    }

    private static Plan shop() {
        return new Plan(
                "prod-eu",
                "shop",
                "shop",
                DeployType.SMART_DEPLOY,
                List.of(
                        new Change.Update(
                                API,
                                List.of(
                                        field("rollout", null, "restart: configuration changed (ConfigMap common)"),
                                        field(
                                                "spec.template.spec.containers[name=api].env[name=LOG_LEVEL].value",
                                                "",
                                                "debug"),
                                        field(
                                                "spec.template.spec.containers[name=api].image",
                                                "registry.shop.example/team/api:1.2.0",
                                                "registry.shop.example/team/api:1.3.0"))),
                        new Change.Update(WEB, List.of(field("spec.replicas", "2", "3"))),
                        new Change.Delete(OLD, List.of(field("spec.replicas", "1", null))),
                        new Change.Update(
                                CONFIG,
                                List.of(
                                        field(
                                                "data[\"application.yaml\"]",
                                                "server:\n  port: 8080\n  name: shop\nfeatures:\n  search: false\n  cart: true\nlimits:\n  items: 50\n",
                                                "server:\n  port: 8080\n  name: shop\nfeatures:\n  search: true\n  cart: true\n  wishlist: true\nlimits:\n  items: 50\n"))),
                        new Change.Create(
                                PASSWORDS,
                                List.of(field("data.password", null, "****a"), field("type", null, "Opaque"))),
                        new Change.Unchanged(SERVICE, ""),
                        new Change.Unchanged(DATABASE, ""),
                        new Change.Unchanged(REPORTS, "")),
                List.of(
                        new ServicePlan(
                                "api", Outcome.DEPLOY, "1.2.0", "1.3.0", List.of(API, CONFIG, PASSWORDS, SERVICE)),
                        new ServicePlan("db", Outcome.NO_UPDATE, "16.4", "16.4", List.of(DATABASE)),
                        new ServicePlan("old", Outcome.DELETE, "0.9.1", "", List.of(OLD)),
                        new ServicePlan("reports", Outcome.NO_INFO, "", "main (sha256:0123456789ab)", List.of(REPORTS)),
                        new ServicePlan(
                                "web",
                                Outcome.DEPLOY,
                                "web 2.0.1, nginx 1.27",
                                "web 2.0.1, nginx 1.27",
                                List.of(WEB, CONFIG))));
    }

    private static FieldChange field(String path, @Nullable String before, @Nullable String after) {
        return new FieldChange(
                path, before == null ? null : TextNode.valueOf(before), after == null ? null : TextNode.valueOf(after));
    }

    private static ObjectRef ref(String group, String kind, String name) {
        return new ObjectRef(group, "v1", kind, "shop", name);
    }
}
