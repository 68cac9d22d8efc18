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
 * {@code demo}: builds the scenery, tells a story in it, and leaves reports and configuration behind. Its exit code says
 * whether everything came out as told, so it is an end-to-end test as well. Stateless.
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
            boolean served = request.story() == DemoRequest.Story.server;
            folder.describe(scenery, served ? request.access() : DemoRequest.Way.both);
            Scene scene = new Scene(request, surroundings, teller, folder, scenery);
            if (served) {
                tellOfTheServer(scene, cleaning);
            } else {
                tellOfCommands(scene);
            }
            return ExitCode.DONE;
        } catch (StoryException unexpected) {
            surroundings.complain(String.valueOf(unexpected.getMessage()));
            return ExitCode.FAILED;
        } finally {
            cleaning.close();
        }
    }

    private record Scene(
            DemoRequest request, Surroundings surroundings, Teller teller, DemoFolder folder, Scenery scenery) {}

    private void tellOfTheServer(Scene scene, Cleaning cleaning) {
        Teller teller = scene.teller();
        teller.say("A private cluster, a bastion and a stand-in for the Console now run in this process, on loopback"
                + " only. " + DemoFolder.NAME + "/drawbridge.yaml says how they find each other;"
                + " " + DemoFolder.NAME + "/repository is the project's git repository.");
        teller.heading("The bridge and the server");
        teller.say(way(scene.request().access()) + " The check walks there hop by hop.");
        Story.expect(
                new Stage(scene.folder(), actions, scene.surroundings(), teller).run("check --environment DEV") == 0,
                "the check failed");
        try (ServedStage stage = ServedStage.open(scene.folder())) {
            cleaning.endFirst(stage);
            teller.gap();
            teller.say("The server is ready after " + stage.start().toMillis() + " ms at " + stage.url()
                    + "/, and answers the Console as Jenkins would.");
            new ServedStory(teller, stage, scene.scenery()).tell();
            showReports(scene.request(), scene.surroundings(), teller);
            if (!scene.request().once()) {
                inviteToTheServer(teller, stage);
            }
        }
    }

    private static String way(DemoRequest.Way way) {
        String unreachable = "The API server's name resolves only on the far side of ";
        return switch (way) {
            case ssh -> unreachable + "an SSH bastion.";
            case proxy -> unreachable + "a proxy, which is spoken to over TLS and wants a password.";
            case both -> unreachable + "an SSH bastion, and the bastion's only behind a TLS proxy.";
        };
    }

    private void tellOfCommands(Scene scene) {
        Teller teller = scene.teller();
        teller.say("A private cluster, an SSH bastion and a proxy now run in this process, on loopback only. The way"
                + " there is written down in " + DemoFolder.NAME + "/drawbridge.yaml, beside the manifests in "
                + DemoFolder.NAME + "/shop; the commands below run in that folder.");
        ShopFiles shop = ShopFiles.copiedTo(scene.folder().shop());
        Stage stage = new Stage(scene.folder(), actions, scene.surroundings(), teller);
        new Story(teller, stage, scene.scenery(), shop).tell();
        showReports(scene.request(), scene.surroundings(), teller);
        if (!scene.request().once()) {
            inviteToTheCluster(teller);
        }
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

    private static void inviteToTheServer(Teller teller, ServedStage stage) {
        teller.heading("Your turn");
        teller.say("The server and the cluster stay up until you press Ctrl-C.");
        teller.gap();
        teller.entry("open", stage.page(2));
        teller.entry(
                "sign in",
                Guests.PERSON + ", with the password " + stage.guests().password());
        teller.gap();
        teller.say("Deploy " + ServedStage.MENDED_VERSION + " to heal payments: its image is the good one again. The"
                + " Console would ask so, from this folder:");
        teller.command("curl -i -H 'Content-Type: application/json' -d"
                + " '{\"REVISION\":\"" + ServedStage.MENDED_VERSION + "\",\"ENVIRONMENT_TO_DEPLOY\":\"DEV\"}' \""
                + stage.url() + "/job/" + ServerDescription.JOB + "/buildWithParameters?token=$(cat " + DemoFolder.NAME
                + "/access/trigger-token)\"");
        teller.gap();
        teller.say("What runs in the cluster (kubectl knows no SSH and no proxy with a CA of its own, so a plain proxy"
                + " leads it there):");
        teller.command("kubectl --kubeconfig " + DemoFolder.NAME + "/kubeconfig get pods -A");
        waitForever();
    }

    private static void inviteToTheCluster(Teller teller) {
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
        waitForever();
    }

    private static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
