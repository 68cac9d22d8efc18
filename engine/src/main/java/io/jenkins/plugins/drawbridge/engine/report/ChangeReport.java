package io.jenkins.plugins.drawbridge.engine.report;

import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import org.jspecify.annotations.Nullable;

/**
 * A change of one object and how it ended.
 *
 * @param verdict null for a plan, and when nothing was done
 * @param applied whether it was written, whatever became of it then
 */
public record ChangeReport(Change change, @Nullable Verdict verdict, boolean applied) {

    /** One sentence, or empty. */
    public String reason() {
        if (verdict != null && !verdict.reason().isEmpty()) {
            return verdict.reason();
        }
        return change instanceof Change.Unchanged unchanged ? unchanged.why() : "";
    }
}
