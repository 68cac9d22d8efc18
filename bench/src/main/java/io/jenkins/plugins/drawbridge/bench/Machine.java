package io.jenkins.plugins.drawbridge.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the figures hold for. */
final class Machine {

    private final Setting setting;
    private final String loadBefore = load();

    Machine(Setting setting) {
        this.setting = setting;
    }

    /** Average number of running processes over the last minute; the measured programs count as well. */
    static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    List<String> lines(int rounds) {
        return List.of(
                Runtime.getRuntime().availableProcessors() + " x " + processor() + ", Java "
                        + System.getProperty("java.version"),
                "load " + loadBefore + " before, " + load() + " after; medians of " + rounds + " rounds",
                kubectl() + ", " + SampleProject.LARGE.objects() + " objects");
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse("processor");
        } catch (IOException unreadable) {
            return "processor";
        }
    }

    private String kubectl() {
        Path output = setting.work().resolve("output");
        new Program(List.of(setting.kubectl(), "version", "--client"), java.util.Map.of(), Set.of(0)).run(output);
        try {
            return "kubectl " + Files.readString(output).lines().findFirst().orElse("unknown");
        } catch (IOException unreadable) {
            return "kubectl unknown";
        }
    }
}
