package io.jenkins.plugins.drawbridge.engine.step;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestLimits;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestReader;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestText;
import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.FilledManifests;
import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.Interpolation;
import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.Variables;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomize;
import io.jenkins.plugins.drawbridge.engine.plan.Approval;
import io.jenkins.plugins.drawbridge.engine.report.Report;
import io.jenkins.plugins.drawbridge.engine.report.ReportJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an order needs of a workspace: manifests and the plan file, as they were read. The workspace may lie on another
 * machine than the deploy.
 *
 * @param plan the plan file's text; empty if the order names none
 */
public record StepFiles(List<ManifestText> texts, String plan) {

    private static final long LARGEST_PLAN = 64L * 1024 * 1024;

    public StepFiles {
        texts = List.copyOf(texts);
    }

    /**
     * Reads what the order names, bounded, and never a path outside the workspace.
     *
     * @throws InputException with one line for each fault
     */
    public static StepFiles of(Path workspace, StepOrder order) {
        WorkspaceFiles files = new WorkspaceFiles(workspace);
        try {
            List<ManifestText> texts = order.kustomize().isEmpty() ? collected(files, order) : built(files, order);
            return new StepFiles(texts, order.plan().isEmpty() ? "" : planText(files, order.plan()));
        } catch (InputException faults) {
            throw new InputException(files.relative(String.valueOf(faults.getMessage())), faults);
        }
    }

    private static List<ManifestText> collected(WorkspaceFiles files, StepOrder order) {
        return reader().collect(files.find(order.files())).stream()
                .map(text -> new ManifestText(files.relative(text.name()), text.content()))
                .toList();
    }

    private static List<ManifestText> built(WorkspaceFiles files, StepOrder order) {
        String text = Kustomize.inside(files.inside("."), ManifestLimits.DEFAULT)
                .build(files.inside(order.kustomize()).toString());
        return List.of(new ManifestText("kustomize " + order.kustomize(), text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String planText(WorkspaceFiles files, String name) {
        Path file = files.inside(name);
        try {
            if (Files.size(file) > LARGEST_PLAN) {
                throw new InputException(name + " is too large for a plan");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new InputException("the plan " + name + " cannot be read", unreadable);
        }
    }

    /** @param variables placeholders are filled from; null: they are left as they are */
    FilledManifests manifests(@Nullable Variables variables) {
        return variables == null
                ? FilledManifests.of(reader().parse(texts))
                : Interpolation.fill(texts, variables).manifests(reader());
    }

    /** @param name how messages call the plan file; empty: there is none */
    @Nullable Approval approval(String name) {
        if (name.isEmpty()) {
            return null;
        }
        Report report = ReportJson.read(name, plan);
        if (report.approval() == null) {
            throw new InputException(name + " is no plan that can be carried out");
        }
        return report.approval();
    }

    private static ManifestReader reader() {
        return new ManifestReader(InputStream.nullInputStream(), ManifestLimits.DEFAULT);
    }
}
