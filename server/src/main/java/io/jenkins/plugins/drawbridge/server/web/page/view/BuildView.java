package io.jenkins.plugins.drawbridge.server.web.page.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page of a build.
 *
 * @param url of the build, with a slash at its end
 * @param parameters as settled
 * @param cause one sentence: who or what started it
 * @param callback what the Console was told; empty if nobody is to be told
 * @param live whether it still goes on
 * @param earlier the build before it; null: none
 * @param later the build after it; null: none
 */
public record BuildView(
        RunRow run,
        String url,
        Map<String, String> parameters,
        String cause,
        String callback,
        boolean live,
        @Nullable Integer earlier,
        @Nullable Integer later,
        List<StageView> stages,
        List<QuestionView> questions,
        List<SectionView> sections,
        Actions actions,
        LogView log) {

    public BuildView {
        stages = List.copyOf(stages);
        questions = List.copyOf(questions);
        sections = List.copyOf(sections);
    }

    /** Which deploys can be rolled back to; the button is at the head of the page if it is one. */
    public List<SectionView> rollbacks() {
        return sections.stream().filter(SectionView::rollback).toList();
    }

    /** How many stages have ended. */
    public int stagesEnded() {
        return (int) stages.stream().filter(StageView::ended).count();
    }

    /**
     * @param tone good, warn, bad, busy or quiet
     * @param detail why it failed or was skipped
     * @param since when it began, if it still runs; null otherwise
     */
    public record StageView(
            String title,
            String status,
            String tone,
            String duration,
            String detail,
            @Nullable Instant since,
            boolean ended,
            List<StepView> steps) {

        public StageView {
            steps = List.copyOf(steps);
        }
    }

    public record StepView(String name, String title, String status, String tone, String duration, String detail) {}

    /**
     * @param mayAnswer whether who looks may answer
     * @param approvers who may, in words
     * @param answer what was answered, by whom; empty while nobody has
     */
    public record QuestionView(
            String path, String message, String ok, boolean mayAnswer, String approvers, String answer) {}

    /**
     * One {@code smartDiff} or {@code smartDeploy}.
     *
     * @param id of letters, digits and dashes
     * @param phase what happens now; shown while there is no report
     * @param report HTML; empty while there is none
     * @param folded whether a later deploy of the build tells the same, and more
     * @param rollback whether it can be deployed again from here
     */
    public record SectionView(
            String id,
            String path,
            String step,
            String phase,
            long done,
            long total,
            long failed,
            List<ObjectLine> objects,
            String report,
            boolean folded,
            boolean rollback) {

        public SectionView {
            objects = List.copyOf(objects);
        }
    }

    /** @param tone good, bad, busy or quiet */
    public record ObjectLine(String object, String state, String tone, String message) {}

    /** What who looks may do with it now. */
    public record Actions(boolean abort, boolean again, boolean rollback) {}
}
