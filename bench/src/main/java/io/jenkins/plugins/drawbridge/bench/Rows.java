package io.jenkins.plugins.drawbridge.bench;

import java.util.ArrayList;
import java.util.List;

/** The figures that have a target, and those that explain them. */
final class Rows {

    private Rows() {}

    static List<Row> of(Figures figures, boolean processes) {
        List<Row> rows = new ArrayList<>();
        rows.add(faster(figures, "first deploy, warm JVM", "kubectl, first", "engine, first", 3));
        rows.add(faster(figures, "unchanged redeploy, warm JVM", "kubectl, unchanged", "engine, unchanged", 15));
        rows.add(faster(figures, "plan with 10 changes, warm JVM", "kubectl diff", "engine, plan", 15));
        if (processes) {
            rows.addAll(processes(figures));
        }
        rows.add(below(figures, "plan of 50 over 50 ms, cold", 1_000));
        rows.add(below(figures, "plan of 50 over 50 ms, warm", 400));
        rows.add(below(figures, "deploy of 50 over 50 ms, cold", 1_000));
        rows.add(below(figures, "deploy of 50 over 50 ms, warm", 400));
        rows.add(information(figures, "1,000 applies by 16 workers, first", "server's limit, first"));
        rows.add(information(figures, "1,000 applies by 16 workers, unchanged", "server's limit, unchanged"));
        rows.add(information(figures, "LIST of all 1,000", "list of all"));
        return rows;
    }

    private static List<Row> processes(Figures figures) {
        String process = "process, unchanged";
        return List.of(
                faster(figures, "unchanged redeploy, whole process", "kubectl, unchanged", process, 4),
                Row.information(
                        "   its processor time",
                        figures.median("kubectl, unchanged, CPU"),
                        figures.median(process + ", CPU"),
                        "ms"),
                Row.below("   its peak memory (worst round)", figures.worst(process + ", memory"), "MB", 256),
                Row.information("   kubectl's peak memory", 0, figures.worst("kubectl, unchanged, memory"), "MB"));
    }

    private static Row faster(Figures figures, String name, String kubectl, String ours, double times) {
        return Row.faster(name, figures.median(kubectl), figures.median(ours), times);
    }

    private static Row below(Figures figures, String name, double bound) {
        return Row.below(name, figures.median(name), "ms", bound);
    }

    private static Row information(Figures figures, String name, String figure) {
        return Row.information(name, 0, figures.median(figure), "ms");
    }
}
