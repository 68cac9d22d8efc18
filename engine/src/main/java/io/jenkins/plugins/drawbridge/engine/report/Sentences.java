package io.jenkins.plugins.drawbridge.engine.report;

import io.jenkins.plugins.drawbridge.engine.deploy.Result;
import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Words that every form of the report shares. Stateless. */
final class Sentences {

    private Sentences() {}

    /** {@code 1 to create, 2 to change, 0 to delete, 21 unchanged}; after a deploy {@code 1 created} and so on. */
    static String tally(Report report) {
        boolean plan = report.run().result() == Result.PLANNED;
        String form = plan ? "%d to create, %d to change, %d to delete" : "%d created, %d changed, %d deleted";
        long[] done = {tally(report, "create"), tally(report, "update"), tally(report, "delete")};
        String tally = String.format(Locale.ROOT, form, done[0], done[1], done[2]);
        long left = report.changes().size() - done[0] - done[1] - done[2] - report.count("unchanged");
        long unready = report.changes().stream().filter(Sentences::isUnready).count();
        return tally + ", " + report.count("unchanged") + " unchanged" + (left == 0 ? "" : ", " + left + " not done")
                + (unready == 0 ? "" : ", " + unready + " not ready");
    }

    private static long tally(Report report, String action) {
        boolean plan = report.run().result() == Result.PLANNED;
        return report.changes().stream()
                .filter(change -> change.change().action().equals(action))
                .filter(change -> plan || isDone(change))
                .count();
    }

    private static boolean isDone(ChangeReport change) {
        return change.applied() || isWell(change);
    }

    /** Written, and not as it should be. */
    private static boolean isUnready(ChangeReport change) {
        return change.applied() && !isWell(change);
    }

    private static boolean isWell(ChangeReport change) {
        Verdict verdict = change.verdict();
        return verdict != null && (verdict.state() == Verdict.State.READY || verdict.equals(Verdict.NOT_AWAITED));
    }

    static String title(Report report) {
        Run run = report.run();
        String where = run.environment().isEmpty() ? run.namespace() : run.environment();
        String what = run.result() == Result.PLANNED ? "Plan for " : "Deploy of ";
        return what + run.application() + (where.equals(run.application()) ? "" : " to " + where);
    }

    /** {@code succeeded in 12.3 s}. */
    static String ending(Report report) {
        long milliseconds = report.run().finishedAt().toEpochMilli()
                - report.run().startedAt().toEpochMilli();
        String word = Map.of(
                        Result.PLANNED, "planned",
                        Result.SUCCESS, "succeeded",
                        Result.FAILED, "failed",
                        Result.CANCELED, "canceled")
                .getOrDefault(report.run().result(), "ended");
        String dry = report.run().dryRun() && report.run().result() != Result.PLANNED ? " (dry run)" : "";
        return word + dry + " in " + seconds(milliseconds);
    }

    static String seconds(long milliseconds) {
        return milliseconds < 1000 ? milliseconds + " ms" : String.format(Locale.ROOT, "%.1f s", milliseconds / 1000.0);
    }

    /** What became of it in a word; what was deleted is no more, rather than ready. */
    static String word(Verdict verdict, boolean deleted) {
        return deleted && verdict.state() == Verdict.State.READY
                ? "deleted"
                : verdict.state().word();
    }

    static String version(String version) {
        return version.isEmpty() ? "–" : version;
    }

    static String counts(Map<String, Long> numbers) {
        List<String> parts = numbers.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .toList();
        return String.join(", ", parts);
    }

    static String timings(Map<String, Long> numbers) {
        List<String> parts = numbers.entrySet().stream()
                .map(entry -> entry.getKey() + " " + seconds(entry.getValue()))
                .toList();
        return String.join(", ", parts);
    }
}
