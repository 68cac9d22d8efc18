package io.jenkins.plugins.drawbridge.server.pipeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where in a pipeline we are.
 *
 * @param path of the step's block in the journal
 * @param folder of the workspace that {@code dir} chose; empty: its root
 * @param deadline of the innermost timeout; null: none
 */
record Frame(String path, Variables variables, String folder, @Nullable Instant deadline) {

    Frame at(String inner) {
        return new Frame(path.isEmpty() ? inner : path + "/" + inner, variables, folder, deadline);
    }

    Frame with(Variables others) {
        return new Frame(path, others, folder, deadline);
    }

    Frame in(String inner) {
        return new Frame(path, variables, folder.isEmpty() ? inner : folder + "/" + inner, deadline);
    }

    Frame until(Instant end) {
        return new Frame(path, variables, folder, deadline == null || end.isBefore(deadline) ? end : deadline);
    }
}
