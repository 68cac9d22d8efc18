package io.jenkins.plugins.drawbridge.server.pipeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where in a pipeline we are.
 *
 * @param path of the step's block in the journal
 * @param folder of the workspace that {@code dir} chose; empty: its root
 * @param deadline of the innermost timeout; null: none
 * @param closing whether this is {@code post}, which also runs when the run was aborted
 */
record Frame(String path, Variables variables, String folder, @Nullable Instant deadline, boolean closing) {

    static final String POST = "post";

    static Frame first(Variables variables) {
        return new Frame("", variables, "", null, false);
    }

    Frame at(String inner) {
        return new Frame(path.isEmpty() ? inner : path + "/" + inner, variables, folder, deadline, closing);
    }

    Frame with(Variables others) {
        return new Frame(path, others, folder, deadline, closing);
    }

    Frame in(String inner) {
        return new Frame(path, variables, folder.isEmpty() ? inner : folder + "/" + inner, deadline, closing);
    }

    Frame until(Instant end) {
        Instant sooner = deadline == null || end.isBefore(deadline) ? end : deadline;
        return new Frame(path, variables, folder, sooner, closing);
    }

    /** The {@code post} of this: an end that has come already does not end it too. */
    Frame closed() {
        return new Frame(path, variables, folder, null, true).at(POST);
    }
}
