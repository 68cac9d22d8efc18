package io.jenkins.plugins.drawbridge.server.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParentCommand;

/** A sub-command that carries out one action. */
abstract class ActionCommand implements Callable<Integer> {

    @ParentCommand
    @Nullable DrawbridgeCommand root;

    abstract ExitCode act(Actions actions, Surroundings surroundings);

    @Override
    public final Integer call() {
        if (root == null) {
            throw new IllegalStateException("a sub-command runs below its root");
        }
        return act(root.actions(), root.surroundings()).number();
    }
}
