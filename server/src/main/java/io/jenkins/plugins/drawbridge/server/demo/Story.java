package io.jenkins.plugins.drawbridge.server.demo;

import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import io.jenkins.plugins.drawbridge.engine.report.Report;
import io.jenkins.plugins.drawbridge.engine.report.ServiceReport;
import io.jenkins.plugins.drawbridge.server.demo.ShopFiles.Edit;
import io.jenkins.plugins.drawbridge.server.demo.Stage.Ending;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The story: what is shown, why, and what must come out of it. */
final class Story {

    private static final String PLAN = "plan --environment DEV -f shop --deploy-type smart_deploy";
    private static final int SOMETHING_WOULD_CHANGE = 1;
    private static final int DEPLOY_FAILED = 1;
    static final int SERVICES = 7;

    static final Edit NEW_IMAGE =
            new Edit("storefront/deployment.yaml", "shop/storefront:2.4.1", "shop/storefront:2.5.0");
    static final Edit NEW_VALUE = new Edit("catalog/config.yaml", "CACHE_TTL: 5m", "CACHE_TTL: 10m");
    static final Edit BROKEN_IMAGE =
            new Edit("payments/deployment.yaml", "shop/payments:1.3.2", "shop/payments:1.4.0-does-not-exist");

    private final Teller teller;
    private final Stage stage;
    private final Scenery scenery;
    private final ShopFiles shop;

    Story(Teller teller, Stage stage, Scenery scenery, ShopFiles shop) {
        this.teller = teller;
        this.stage = stage;
        this.scenery = scenery;
        this.shop = shop;
    }

    /** @throws StoryException at the first thing that does not come out as told */
    void tell() {
        letTheBridgeDown();
        deployFirst();
        change();
        deployUnchanged();
        breakAnImage();
    }

    private void letTheBridgeDown() {
        teller.heading("The bridge");
        teller.say("The API server's name resolves only behind a bastion, and the bastion's only behind a proxy."
                + " The check walks there hop by hop, so that you know which one to mend.");
        expect(stage.run("check --environment DEV") == 0, "the check failed");
    }

    private void deployFirst() {
        teller.heading("First deploy");
        teller.say("Seven services in a folder of plain manifests. They go out in waves: the orders wait until their"
                + " database is ready.");
        Ending first = stage.deploy("first");
        long created = first.report().count("create");
        expect(first.exitCode() == 0, "the first deploy failed");
        expect(services(first) == SERVICES, "there are other services than seven");
        expect(created == first.report().changes().size(), "the namespace was not empty");
        teller.point(created + " objects created and ready in " + first.time() + ", all of it through the"
                + " proxy and the bastion.");
    }

    private void change() {
        teller.heading("A change");
        shop.edit(NEW_IMAGE);
        shop.edit(NEW_VALUE);
        teller.say("A new image for the storefront, and one key of the catalog's ConfigMap: CACHE_TTL is now 10m. The"
                + " plan asks the cluster what that means, and changes nothing.");
        expect(stage.run(PLAN) == SOMETHING_WOULD_CHANGE, "the plan saw no change");
        Pods before = scenery.pods();
        Ending change = stage.deploy("change");
        Set<String> restarted = scenery.pods().restartedSince(before);
        Set<String> kept = scenery.pods().keptSince(before);
        expect(change.exitCode() == 0, "the deploy of the change failed");
        expect(restarted.equals(Set.of("catalog", "storefront")), "these restarted: " + restarted);
        expect(kept.equals(Set.of("mailer", "orders", "orders-db", "payments")), "these did not restart: " + kept);
        teller.point("New pods: storefront (its image) and catalog (it reads that ConfigMap). Still the same pods: "
                + listed(kept) + ".");
    }

    private void deployUnchanged() {
        teller.heading("The same again");
        teller.say("Pipelines deploy what is there already, all day. That should cost nearly nothing.");
        Pods before = scenery.pods();
        Ending unchanged = stage.deploy("unchanged");
        expect(unchanged.exitCode() == 0, "the unchanged deploy failed");
        expect(
                unchanged.report().count("unchanged")
                        == unchanged.report().changes().size(),
                "something changed");
        expect(unchanged.requests("apply") == 0, "something was applied");
        expect(scenery.pods().equals(before), "pods were replaced");
        teller.point(unchanged.report().changes().size() + " objects compared in " + unchanged.time() + " with "
                + unchanged.requests() + " requests; nothing was applied, no pod restarted.");
    }

    private void breakAnImage() {
        teller.heading("A mistake");
        shop.edit(BROKEN_IMAGE);
        teller.say("payments gets an image that nobody has pushed. Waiting ten minutes for a timeout would tell us"
                + " nothing.");
        Pods before = scenery.pods();
        Ending broken = stage.deploy("mistake");
        shop.edit(BROKEN_IMAGE.undone());
        expect(broken.exitCode() == DEPLOY_FAILED, "the broken image was deployed");
        expect(failed(broken).equals(List.of("payments")), "these failed: " + failed(broken));
        expect(broken.milliseconds() < 60_000, "it took " + broken.time() + " to see the broken image");
        expect(scenery.pods().keptSince(before).contains("payments"), "payments serves no more");
        teller.point("It failed after " + broken.time() + " and says why. The old pods of payments still serve:"
                + " customers noticed nothing.");
    }

    private static long services(Ending ending) {
        return services(ending.report());
    }

    static long services(Report report) {
        return report.services().stream()
                .filter(service -> !service.plan().name().equals("(shared)"))
                .count();
    }

    private static List<String> failed(Ending ending) {
        return failed(ending.report());
    }

    static List<String> failed(Report report) {
        return report.services().stream()
                .filter(Story::isFailed)
                .map(service -> service.plan().name())
                .collect(Collectors.toList());
    }

    private static boolean isFailed(ServiceReport service) {
        return service.verdict() != null && service.verdict().state() == Verdict.State.FAILED;
    }

    static String listed(Set<String> names) {
        return String.join(", ", names);
    }

    static void expect(boolean asTold, String otherwise) {
        if (!asTold) {
            throw new StoryException(otherwise);
        }
    }
}
