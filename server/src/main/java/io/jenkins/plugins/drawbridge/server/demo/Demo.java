package io.jenkins.plugins.drawbridge.server.demo;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.server.cli.Actions;
import io.jenkins.plugins.drawbridge.server.cli.DemoRequest;
import io.jenkins.plugins.drawbridge.server.cli.ExitCode;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/**
 * {@code demo}: builds the scenery, tells the story with the commands a user would type, and leaves report and configuration
 * behind. Its exit code says whether everything came out as told, so it is an end-to-end test as well. Stateless.
 */
public final class Demo {

    private final Actions actions;

    /** @param actions carry out the commands of the story */
    public Demo(Actions actions) {
        this.actions = actions;
    }

    public ExitCode run(DemoRequest request, Surroundings surroundings) {
        Teller teller = new Teller(surroundings);
        DemoFolder folder = DemoFolder.in(surroundings.folder());
        Cleaning cleaning = Cleaning.of(folder);
        try (Scenery scenery = Scenery.build()) {
            folder.describe(scenery);
            introduce(teller);
            ShopFiles shop = ShopFiles.copiedTo(folder.shop());
            new Story(teller, new Stage(folder, actions, surroundings, teller), scenery, shop).tell();
            showReports(request, surroundings, teller);
            if (!request.once()) {
                stayUp(teller);
            }
            return ExitCode.DONE;
        } catch (StoryException unexpected) {
            surroundings.complain(String.valueOf(unexpected.getMessage()));
            return ExitCode.FAILED;
        } finally {
            cleaning.close();
        }
    }

    private static void introduce(Teller teller) {
        teller.say("A private cluster, an SSH bastion and a proxy now run in this process, on loopback only. The way"
                + " there is written down in " + DemoFolder.NAME + "/drawbridge.yaml, beside the manifests in "
                + DemoFolder.NAME + "/shop; the commands below run in that folder.");
    }

    private static void showReports(DemoRequest request, Surroundings surroundings, Teller teller) {
        Path reports = surroundings.folder().resolve(DemoFolder.NAME).resolve("reports");
        Path change = reports.resolve("change.html");
        if (request.report() != null) {
            change = copied(change, request.report());
        }
        teller.heading("The report");
        teller.say("Every deploy is also a page for people: one file, services first, what changed behind each.");
        teller.gap();
        teller.entry("the change", change.toString());
        teller.entry("the mistake", reports.resolve("mistake.html").toString());
    }

    private static Path copied(Path page, Path wanted) {
        try {
            Files.createDirectories(
                    Objects.requireNonNull(wanted.toAbsolutePath().getParent()));
            return Files.copy(page, wanted, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new InputException("the report cannot be written to " + wanted, failure);
        }
    }

    private static void stayUp(Teller teller) {
        String launcher = System.getProperty("drawbridge.launcher", "drawbridge");
        teller.heading("Your turn");
        teller.say(
                "The cluster stays up until you press Ctrl-C. From another terminal, in this folder (kubectl knows no"
                        + " SSH and no proxy with a CA of its own, so a plain proxy leads it to the same API server):");
        teller.command("kubectl --kubeconfig " + DemoFolder.NAME + "/kubeconfig get pods -A");
        teller.command(launcher + " plan --config " + DemoFolder.NAME + "/drawbridge.yaml --environment DEV -f "
                + DemoFolder.NAME + "/shop --deploy-type smart_deploy");
        teller.gap();
        teller.say("The plan heals payments: its image in the folder is the good one again.");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
