package io.jenkins.plugins.drawbridge.steps;

import hudson.FilePath;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.step.StepFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads an order's files where the workspace is. After a restart of the controller an agent may come back later than its
 * build: then this waits for it, until somebody ends the wait or it becomes too long.
 */
final class WorkspaceReader {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final StepContext context;
    private final Consumer<String> log;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** @param log told once if there is something to wait for */
    WorkspaceReader(StepContext context, Consumer<String> log) {
        this.context = context;
        this.log = log;
    }

    /** Ends a wait early. */
    void end() {
        ended.countDown();
    }

    /** @throws InputException if there is no workspace, or a file in it cannot be read */
    StepFiles read(String order) throws IOException, InterruptedException {
        return workspace().act(new WorkspaceContents.Reading(order)).files();
    }

    private FilePath workspace() throws InterruptedException {
        long pauses = PATIENCE.dividedBy(PAUSE);
        for (long pause = 0; pause < pauses; pause++) {
            FilePath found = connected();
            if (found != null) {
                return found;
            }
            if (pause == 0) {
                log.accept("waiting for the agent that has the workspace");
            }
            if (ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new InputException("the agent that has the workspace is not connected; start the build again");
    }

    private @Nullable FilePath connected() throws InterruptedException {
        try {
            return context.get(FilePath.class);
        } catch (IOException offline) { // so Pipeline says that the agent is not there now
            return null;
        }
    }
}
