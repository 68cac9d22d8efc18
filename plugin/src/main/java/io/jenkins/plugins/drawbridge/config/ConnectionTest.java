package io.jenkins.plugins.drawbridge.config;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.check.ClusterWalk;
import io.jenkins.plugins.drawbridge.engine.check.Walk;
import io.jenkins.plugins.drawbridge.engine.check.WalkLine;
import io.jenkins.plugins.drawbridge.engine.report.PlainText;
import java.util.stream.Collectors;

/** Walks to a cluster as it is saved, with the lines of {@code drawbridge check}. The caller has checked permissions. */
final class ConnectionTest {

    private ConnectionTest() {}

    /** @param text a line for each step */
    record Answer(boolean passed, String text) {}

    static Answer of(String cluster) {
        try {
            Places places = Places.of(null);
            Walk walk = ClusterWalk.check(
                    places.cluster(cluster, CredentialsView.ofAllJobs()), places.someNamespace(cluster));
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
