package io.jenkins.plugins.drawbridge.server.work;

import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves a task as it is if it was taken from this server, which was too slow to say that it lives. */
record Yielding(CompletionHandler<Void> handler) implements CompletionHandler<Void> {

    private static final Logger LOG = LoggerFactory.getLogger(Yielding.class);

    @Override
    public void complete(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        try {
            handler.complete(complete, operations);
        } catch (ExecutionException taken) {
            LOG.warn("left to whoever has it now: {}", complete.getExecution().taskInstance);
        }
    }
}
