package io.jenkins.plugins.drawbridge.server.demo;

import io.jenkins.plugins.drawbridge.engine.report.Report;
import io.jenkins.plugins.drawbridge.engine.report.ReportHtml;
import io.jenkins.plugins.drawbridge.engine.report.ReportJson;
import io.jenkins.plugins.drawbridge.server.cli.Actions;
import io.jenkins.plugins.drawbridge.server.cli.CommandLineHost;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs command lines in the demo's folder, exactly as a user would there, and reads the reports they write. */
final class Stage {

    private final DemoFolder folder;
    private final Actions actions;
    private final Surroundings surroundings;
    private final Teller teller;

    Stage(DemoFolder folder, Actions actions, Surroundings outside, Teller teller) {
        this.folder = folder;
        this.actions = actions;
        this.surroundings = inside(folder, outside);
        this.teller = teller;
    }

    /** The user's variables must not lead elsewhere. */
    private static Surroundings inside(DemoFolder folder, Surroundings outside) {
        Map<String, String> environment = new HashMap<>(outside.environment());
        environment.remove("DRAWBRIDGE_CONFIG");
        return new Surroundings(
                environment,
                outside.home(),
                folder.path(),
                outside.serviceAccount(),
                InputStream.nullInputStream(),
                outside.out(),
                outside.err(),
                outside.terminal());
    }

    /** Shows a command and runs it. */
    int run(String command) {
        teller.command("drawbridge " + command);
        int exitCode = new CommandLineHost(surroundings, actions).run(command.split(" "));
        surroundings.out().flush();
        return exitCode;
    }

    /** Deploys the shop and returns how that ended. */
    Ending deploy(String name) {
        Path file = folder.report(name + ".json");
        int exitCode =
                run("deploy --environment DEV -f shop --deploy-type smart_deploy --report reports/" + name + ".json");
        try {
            Report report = ReportJson.read(file.toString(), Files.readString(file));
            folder.write(folder.report(name + ".html"), ReportHtml.page(report));
            return new Ending(exitCode, report);
        } catch (IOException missing) {
            throw new UncheckedIOException("the deploy left no report", missing);
        }
    }

    /** How a deploy ended. */
    record Ending(int exitCode, Report report) {

        long milliseconds() {
            return report.run().finishedAt().toEpochMilli()
                    - report.run().startedAt().toEpochMilli();
        }

        String time() {
            return milliseconds() < 1000
                    ? milliseconds() + " ms"
                    : String.format(java.util.Locale.ROOT, "%.1f s", milliseconds() / 1000.0);
        }

        long requests() {
            return report.costs().requests().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }

        long requests(String verb) {
            return report.costs().requests().getOrDefault(verb, 0L);
        }
    }
}
