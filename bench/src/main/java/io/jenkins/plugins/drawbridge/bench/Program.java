package io.jenkins.plugins.drawbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs a program and takes its time, its processor time (its children included) and its peak memory ({@code VmHWM} of
 * {@code /proc}, looked at every few milliseconds while it runs). One at a time: the processor time is that of all
 * children of this JVM.
 */
final class Program {

    private static final long TICK_MILLIS = 10;
    private static final long LOOK_EVERY_MILLIS = 5;

    private final List<String> command;
    private final Map<String, String> environment;
    private final Set<Integer> goodExits;

    Program(List<String> command, Map<String, String> environment, Set<Integer> goodExits) {
        this.command = command;
        this.environment = environment;
        this.goodExits = goodExits;
    }

    /** @param peakMegabytes 0: the system has no {@code /proc} */
    record Run(double millis, double cpuMillis, double peakMegabytes) {}

    Run run(Path output) {
        try {
            long cpuBefore = childrenCpuMillis();
            long begun = System.nanoTime();
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new java.io.File("/dev/null"))
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            double peak = 0;
            while (!process.waitFor(LOOK_EVERY_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, peakMegabytes(process.pid()));
            }
            double millis = (System.nanoTime() - begun) / 1e6;
            if (!goodExits.contains(process.exitValue())) {
                throw new IllegalStateException(String.join(" ", command) + " exited with " + process.exitValue() + ": "
                        + tail(Files.readString(output)));
            }
            return new Run(millis, childrenCpuMillis() - cpuBefore, peak);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    private static String tail(String text) {
        return text.length() <= 2_000 ? text : text.substring(text.length() - 2_000);
    }

    private static double peakMegabytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            // It has just ended; what was seen before stands.
            return 0;
        }
    }

    /** {@code cutime} and {@code cstime} of proc(5), fields 16 and 17; those of children that have ended. */
    private static long childrenCpuMillis() throws IOException {
        Path stat = Path.of("/proc/self/stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        String line = Files.readString(stat);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * TICK_MILLIS;
    }
}
