package io.jenkins.plugins.drawbridge.config;

import hudson.model.Item;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.check.ClusterWalk;
import io.jenkins.plugins.drawbridge.engine.check.Walk;
import io.jenkins.plugins.drawbridge.engine.check.WalkLine;
import io.jenkins.plugins.drawbridge.engine.report.PlainText;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Walks to a cluster as it is saved, with the lines of {@code drawbridge check}. The caller has checked permissions. */
final class ConnectionTest {

    private ConnectionTest() {}

    /** @param text a line for each step */
    record Answer(boolean passed, String text) {}

    /** @param folder whose form asks; null: the global form */
    static Answer of(@Nullable Item folder, String cluster) {
        Places places = folder == null ? Places.of(null) : Places.ofForm(folder);
        CredentialsView credentials = folder == null ? CredentialsView.ofAllJobs() : CredentialsView.of(folder);
        try {
            Walk walk = ClusterWalk.check(places.cluster(cluster, credentials), places.someNamespace(cluster));
            return new Answer(
                    walk.passed(),
                    walk.lines().stream().map(ConnectionTest::line).collect(Collectors.joining("\n")));
        } catch (InputException fault) {
            return new Answer(false, PlainText.lines(String.valueOf(fault.getMessage())));
        }
    }

    private static String line(WalkLine line) {
        String what = line.label().isEmpty() ? line.step() : line.label() + ": " + line.step();
        return PlainText.lines(
                (line.passed() ? "✓ " : "✗ ") + what + " (" + line.took().toMillis() + " ms)");
    }
}
