package io.jenkins.plugins.drawbridge.server.demo;

import io.jenkins.plugins.drawbridge.engine.plan.ServicePlan;
import io.jenkins.plugins.drawbridge.engine.report.Report;
import io.jenkins.plugins.drawbridge.engine.report.ServiceReport;
import io.jenkins.plugins.drawbridge.server.demo.ServedStage.Knock;
import io.jenkins.plugins.drawbridge.testkit.console.DeployWish;
import io.jenkins.plugins.drawbridge.testkit.console.Followed;
import io.jenkins.plugins.drawbridge.testkit.console.StatusUpdate;
import io.jenkins.plugins.drawbridge.testkit.console.Triggered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The story of the server: what the Console asks for, what it sees, and what must come out of it. */
final class ServedStory {

    private static final long LONGEST_MISTAKE = 60;

    private final Teller teller;
    private final ServedStage stage;
    private final Scenery scenery;

    ServedStory(Teller teller, ServedStage stage, Scenery scenery) {
        this.teller = teller;
        this.stage = stage;
        this.scenery = scenery;
    }

    /** How one deploy went, as the Console saw it. */
    private record Deploy(Followed followed, Report report, double seconds) {

        String time() {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
    }

    /** @throws StoryException at the first thing that does not come out as told */
    void tell() {
        deployFirst();
        change();
        breakAnImage();
    }

    private void deployFirst() {
        teller.heading("Build #1: the first deploy");
        teller.say("Somebody presses Deploy in the Console. It posts its webhook with the job's trigger token, as it"
                + " would to Jenkins; the server fetches that revision from the project's git repository, reads its"
                + " Jenkinsfile and deploys.");
        Deploy first = deploy(ServedStage.FIRST_VERSION, Knock.TOKEN, "first", "success");
        long created = first.report().count("create");
        Story.expect(Story.services(first.report()) == Story.SERVICES, "there are other services than seven");
        Story.expect(created == first.report().changes().size(), "the namespace was not empty");
        teller.point(created + " objects of seven services created and ready after " + first.time() + ".");
    }

    private void change() {
        teller.heading("Build #2: a change");
        teller.say("A new image for the storefront, and one key of the catalog's ConfigMap; this time the webhook is"
                + " signed. smartDiff asks the cluster what would change, smartDeploy changes only that.");
        stage.repository().release("Storefront 2.5.0", "v1.1.0", Story.NEW_IMAGE, Story.NEW_VALUE);
        Pods before = scenery.pods();
        Deploy change = deploy("v1.1.0", Knock.SIGNATURE, "change", "success");
        Set<String> restarted = scenery.pods().restartedSince(before);
        Set<String> kept = scenery.pods().keptSince(before);
        Story.expect(restarted.equals(Set.of("catalog", "storefront")), "these restarted: " + restarted);
        Story.expect(
                kept.equals(Set.of("mailer", "orders", "orders-db", "payments")), "these did not restart: " + kept);
        teller.point("New pods after " + change.time() + ": storefront (its image) and catalog (it reads that"
                + " ConfigMap). Still the same pods: " + Story.listed(kept) + ".");
    }

    private void breakAnImage() {
        teller.heading("Build #3: a mistake");
        teller.say("payments gets an image that nobody has pushed. The Console signs in with an API token.");
        stage.repository().release("Payments 1.4.0", "v1.2.0", Story.BROKEN_IMAGE);
        Pods before = scenery.pods();
        Deploy broken = deploy("v1.2.0", Knock.LOGIN, "mistake", "failed");
        stage.repository().release("Payments as it was", ServedStage.MENDED_VERSION, Story.BROKEN_IMAGE.undone());
        String reason = stage.run(broken.followed().number()).reason();
        Story.expect(
                Story.failed(broken.report()).equals(List.of("payments")),
                "these failed: " + Story.failed(broken.report()));
        Story.expect(reason.contains("ImagePullBackOff"), "the reason was: " + reason);
        Story.expect(broken.seconds() < LONGEST_MISTAKE, "it took " + broken.time() + " to see the broken image");
        Story.expect(scenery.pods().keptSince(before).contains("payments"), "payments serves no more");
        reason.lines().forEach(line -> teller.entry("why", line));
        teller.point("It failed after " + broken.time() + " and says why. The old pods of payments still serve:"
                + " customers noticed nothing.");
    }

    private Deploy deploy(String revision, Knock knock, String name, String status) {
        DeployWish wish = DeployWish.smart(revision, "DEV", Scenery.NAMESPACE);
        long begun = System.nanoTime();
        teller.gap();
        teller.entry("the Console", asked(revision, knock));
        Triggered triggered = stage.trigger(wish, knock);
        Story.expect(triggered.isAccepted(), "the trigger was answered with HTTP " + triggered.status());
        teller.entry("the server", triggered.status() + " " + triggered.queueItem());
        Followed followed = stage.follow(triggered);
        double seconds = (System.nanoTime() - begun) / 1e9;
        teller.entry("it polls", String.join(", then ", followed.seen()) + " (" + followed.requests() + " questions)");
        String reason =
                followed.number() == 0 ? "" : stage.run(followed.number()).reason();
        Story.expect(followed.status().equals(status), "the Console saw " + followed.status() + ": " + reason);
        String told = stage.told(wish).map(StatusUpdate::status).orElse("nothing");
        teller.entry("it is told", told + ", by the server's status callback");
        Story.expect(told.equals(status), "the Console was told " + told);
        Report report = stage.report(followed.number(), name);
        teller.entry("the page", stage.page(followed.number()));
        teller.entry("its diff", outcomes(report));
        return new Deploy(followed, report, seconds);
    }

    private static String asked(String revision, Knock knock) {
        String what = "deploy " + revision + " to DEV, smart_deploy";
        return switch (knock) {
            case TOKEN -> "POST /job/" + ServerDescription.JOB + "/?triggerToken=****: " + what;
            case SIGNATURE -> "POST /webhooks/" + ServerDescription.JOB + ", webhook-signature: v1,****: " + what;
            case LOGIN -> "POST /job/" + ServerDescription.JOB + "/ as " + Guests.CONSOLE + ": " + what;
        };
    }

    /** {@code Deploy: catalog, storefront 2.4.1 -> 2.5.0; No Update: ...}. */
    private static String outcomes(Report report) {
        Map<String, List<String>> servicesByOutcome = new LinkedHashMap<>();
        for (ServiceReport service : report.services()) {
            ServicePlan plan = service.plan();
            if (!plan.name().equals("(shared)")) {
                servicesByOutcome
                        .computeIfAbsent(plan.outcome().word(), none -> new ArrayList<>())
                        .add(named(plan));
            }
        }
        return servicesByOutcome.entrySet().stream()
                .map(outcome -> outcome.getKey() + ": " + String.join(", ", outcome.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String named(ServicePlan plan) {
        boolean changed = !plan.runningVersion().isEmpty()
                && !plan.newVersion().isEmpty()
                && !plan.runningVersion().equals(plan.newVersion());
        return changed ? plan.name() + " " + plan.runningVersion() + " → " + plan.newVersion() : plan.name();
    }
}
