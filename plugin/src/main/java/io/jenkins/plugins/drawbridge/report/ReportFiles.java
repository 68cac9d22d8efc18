package io.jenkins.plugins.drawbridge.report;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.report.Report;
import io.jenkins.plugins.drawbridge.engine.report.ReportJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The reports of a build, {@code drawbridge/<section>.json} in its folder. What is there is whole. */
final class ReportFiles {

    private static final long LARGEST = 64L * 1024 * 1024;

    private final Path folder;

    /** @param build the build's own folder */
    ReportFiles(Path build) {
        this.folder = build.resolve("drawbridge");
    }

    void write(String section, Report report) throws IOException {
        Files.createDirectories(folder);
        Path part = folder.resolve(section + ".json.part");
        Files.writeString(part, ReportJson.write(report));
        Files.move(part, file(section), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Empty: there is none, or it cannot be read any more. */
    Optional<Report> read(String section) {
        Path file = file(section);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            return Optional.of(ReportJson.read("the report", Files.readString(file, StandardCharsets.UTF_8)));
        } catch (IOException | InputException damaged) {
            return Optional.empty(); // the page says that there is no report
        }
    }

    private Path file(String section) {
        return folder.resolve(section + ".json");
    }
}
