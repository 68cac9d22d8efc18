package io.jenkins.plugins.drawbridge.steps;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestText;
import io.jenkins.plugins.drawbridge.engine.step.StepFiles;
import io.jenkins.plugins.drawbridge.engine.step.StepOrderJson;
import java.io.File;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/**
 * The files of an order on their way from the machine of the workspace: names and bytes, or why they cannot be read. What
 * arrives is trusted no more than a manifest. Lives in memory alone.
 */
final class WorkspaceContents implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String fault;
    private final List<String> names;
    private final List<byte[]> contents;
    private final String plan;

    private WorkspaceContents(String fault, List<String> names, List<byte[]> contents, String plan) {
        this.fault = fault;
        this.names = new ArrayList<>(names);
        this.contents = new ArrayList<>(contents);
        this.plan = plan;
    }

    private static WorkspaceContents of(StepFiles files) {
        List<ManifestText> texts = files.texts();
        return new WorkspaceContents(
                "",
                texts.stream().map(ManifestText::name).toList(),
                texts.stream().map(ManifestText::content).toList(),
                files.plan());
    }

    /** @throws InputException why the files could not be read */
    StepFiles files() {
        if (!fault.isEmpty() || names.size() != contents.size()) {
            throw new InputException(fault);
        }
        List<ManifestText> texts = new ArrayList<>();
        for (int index = 0; index < names.size(); index++) {
            texts.add(new ManifestText(names.get(index), contents.get(index)));
        }
        return new StepFiles(texts, plan);
    }

    /** Reads them where the workspace is: on the controller or on an agent. */
    static final class Reading extends MasterToSlaveFileCallable<WorkspaceContents> {

        private static final long serialVersionUID = 1L;

        private final String order;

        /** @param order as JSON */
        Reading(String order) {
            this.order = order;
        }

        /** The engine's exceptions are no business of remoting: their sentence travels, not they. */
        @Override
        public WorkspaceContents invoke(File workspace, VirtualChannel channel) {
            try {
                return of(StepFiles.of(workspace.toPath(), StepOrderJson.read(order)));
            } catch (DrawbridgeException unreadable) {
                return new WorkspaceContents(String.valueOf(unreadable.getMessage()), List.of(), List.of(), "");
            }
        }
    }
}
