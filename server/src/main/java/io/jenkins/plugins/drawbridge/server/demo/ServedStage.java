package io.jenkins.plugins.drawbridge.server.demo;

import io.jenkins.plugins.drawbridge.engine.report.Report;
import io.jenkins.plugins.drawbridge.engine.report.ReportHtml;
import io.jenkins.plugins.drawbridge.engine.report.ReportJson;
import io.jenkins.plugins.drawbridge.server.config.SettingsFile;
import io.jenkins.plugins.drawbridge.server.serve.DeployServer;
import io.jenkins.plugins.drawbridge.server.store.DeploySection;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.testkit.console.ConsoleSimulator;
import io.jenkins.plugins.drawbridge.testkit.console.DeployTool;
import io.jenkins.plugins.drawbridge.testkit.console.DeployWish;
import io.jenkins.plugins.drawbridge.testkit.console.Followed;
import io.jenkins.plugins.drawbridge.testkit.console.StatusUpdate;
import io.jenkins.plugins.drawbridge.testkit.console.Triggered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The server and the Console, both real, both in this process, with nothing but HTTP between them. */
final class ServedStage implements AutoCloseable {

    static final String FIRST_VERSION = "v1.0.0";
    static final String MENDED_VERSION = "v1.2.1";

    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration LONGEST_DEPLOY = Duration.ofMinutes(3);
    private static final Duration LONGEST_CALLBACK = Duration.ofSeconds(30);

    private final DemoFolder folder;
    private final Guests guests;
    private final ConsoleSimulator console;
    private final ShopRepository repository;
    private final DeployServer server;
    private final Duration start;

    private ServedStage(
            DemoFolder folder,
            Guests guests,
            ConsoleSimulator console,
            ShopRepository repository,
            DeployServer server,
            Duration start) {
        this.folder = folder;
        this.guests = guests;
        this.console = console;
        this.repository = repository;
        this.server = server;
        this.start = start;
    }

    /** Writes the server's configuration beside the cluster's, and starts it as {@code serve} would. */
    static ServedStage open(DemoFolder folder) {
        Guests guests = Guests.invited();
        ConsoleSimulator console = ConsoleSimulator.start();
        ShopRepository repository = ShopRepository.in(folder.repository(), FIRST_VERSION);
        ServerDescription.write(folder, freePort(), guests, console);
        long begun = System.nanoTime();
        DeployServer server = DeployServer.start(
                SettingsFile.read(folder.path().resolve("drawbridge.yaml"), Map.of()), Clock.systemUTC());
        return new ServedStage(
                folder, guests, console, repository, server, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** How long the server took, from reading its file until it answers. */
    Duration start() {
        return start;
    }

    private static int freePort() {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException noPort) {
            throw new UncheckedIOException("no port is free on loopback", noPort);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    String page(int number) {
        return url() + "/job/" + ServerDescription.JOB + "/" + number + "/";
    }

    Guests guests() {
        return guests;
    }

    ShopRepository repository() {
        return repository;
    }

    /** How the Console shows who it is. */
    enum Knock {
        TOKEN,
        SIGNATURE,
        LOGIN
    }

    Triggered trigger(DeployWish wish, Knock knock) {
        DeployTool anonymous = DeployTool.at(url(), ServerDescription.JOB, null);
        return switch (knock) {
            case TOKEN -> anonymous.trigger(wish, "triggerToken", guests.triggerToken());
            case SIGNATURE ->
                anonymous.webhook(wish, guests.webhookSecret(), "msg_" + wish.triggerId(), Clock.systemUTC());
            case LOGIN -> asConsole().trigger(wish);
        };
    }

    Followed follow(Triggered triggered) {
        return asConsole().follow(triggered, INTERVAL, LONGEST_DEPLOY);
    }

    private DeployTool asConsole() {
        return DeployTool.at(url(), ServerDescription.JOB, null).withLogin(Guests.CONSOLE, guests.apiToken());
    }

    /** What the Console was told of a trigger, without asking; empty if it was told nothing in time. */
    Optional<StatusUpdate> told(DeployWish wish) {
        try {
            return console.awaitUpdate(wish.triggerId(), LONGEST_CALLBACK);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    Run run(int number) {
        return server.store()
                .runs()
                .byNumber(ServerDescription.JOB, number)
                .orElseThrow(() -> new StoryException("there is no build #" + number));
    }

    /** The report of a build's deploy; also kept as a page in the demo's folder. */
    Report report(int number, String name) {
        DeploySection deploy = server.store().journal().sections(run(number).id()).stream()
                .filter(section -> section.step().equals("smartDeploy")
                        && !section.report().isEmpty())
                .findFirst()
                .orElseThrow(() -> new StoryException("build #" + number + " left no report"));
        Report report = ReportJson.read("build #" + number, deploy.report());
        folder.write(folder.report(name + ".html"), ReportHtml.page(report));
        return report;
    }

    @Override
    public void close() {
        server.close();
        repository.close();
        console.close();
    }
}
