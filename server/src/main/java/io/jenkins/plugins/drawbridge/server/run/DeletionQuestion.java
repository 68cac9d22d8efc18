package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.deploy.Cancellation;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import io.jenkins.plugins.drawbridge.engine.plan.Plan;
import io.jenkins.plugins.drawbridge.server.cli.PlainText;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Nobody deletes whole workloads by naming a part of the files: on a terminal, a person says yes to that first. */
final class DeletionQuestion {

    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "DaemonSet", "CronJob");
    private static final int NAMED = 5;

    private DeletionQuestion() {}

    /** @throws InputException if the answer is no */
    static void ask(Plan plan, Surroundings surroundings, Cancellation cancellation) {
        List<ObjectRef> deleted = plan.changes().stream()
                .filter(Change.Delete.class::isInstance)
                .map(Change::ref)
                .toList();
        List<ObjectRef> workloads =
                deleted.stream().filter(ref -> WORKLOADS.contains(ref.kind())).toList();
        if (workloads.isEmpty()) {
            return;
        }
        surroundings.err().print(PlainText.of(sentence(deleted.size(), workloads)) + " Go on? [y/N] ");
        surroundings.err().flush();
        if (!Set.of("y", "yes").contains(answer(surroundings, cancellation))) {
            throw new InputException(
                    "not confirmed; nothing was changed. A deploy deletes what earlier ones brought and"
                            + " its files no longer hold: name all of them, or keep parts apart with --application");
        }
    }

    private static String sentence(int all, List<ObjectRef> workloads) {
        String names = workloads.stream()
                .limit(NAMED)
                .map(ref -> ref.kind() + " " + ref.name())
                .collect(Collectors.joining(", "));
        String more = workloads.size() > NAMED ? " and " + (workloads.size() - NAMED) + " more" : "";
        return "This deletes " + (all == 1 ? "1 object" : all + " objects") + " that the files no longer hold: " + names
                + more + (all > workloads.size() ? ", with what belongs to them." : ".");
    }

    /** Read on a thread of its own, since nothing ends a read of a terminal but a line. Empty: none came. */
    private static String answer(Surroundings surroundings, Cancellation cancellation) {
        CompletableFuture<String> line = new CompletableFuture<>();
        Thread reader = new Thread(() -> line.complete(line(surroundings)), "drawbridge-answer");
        reader.setDaemon(true);
        reader.start();
        Runnable never = () -> line.complete("");
        cancellation.tell(never);
        try {
            return line.join();
        } finally {
            cancellation.tellNoMore(never);
        }
    }

    private static String line(Surroundings surroundings) {
        try {
            String line =
                    new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line.strip().toLowerCase(Locale.ROOT);
        } catch (IOException closed) { // the same as no answer: the caller refuses
            return "";
        }
    }
}
