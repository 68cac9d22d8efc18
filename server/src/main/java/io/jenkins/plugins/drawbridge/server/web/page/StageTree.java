package io.jenkins.plugins.drawbridge.server.web.page;

import io.jenkins.plugins.drawbridge.server.store.StepRecord;
import io.jenkins.plugins.drawbridge.server.web.page.view.BuildView.StageView;
import io.jenkins.plugins.drawbridge.server.web.page.view.BuildView.StepView;
import io.jenkins.plugins.drawbridge.server.web.page.view.Show;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The stages of a run, each with its steps, of the journal's flat list. */
final class StageTree {

    private static final String AFTERWARDS = "After the stages";

    private StageTree() {}

    static List<StageView> of(List<StepRecord> records, Instant now) {
        List<StageView> stages = new ArrayList<>();
        List<StepRecord> stageRecords =
                records.stream().filter(record -> record.kind().equals("stage")).toList();
        for (StepRecord stage : stageRecords) {
            stages.add(new StageView(
                    stage.title(),
                    word(stage.status()),
                    tone(stage.status()),
                    duration(stage, now),
                    stage.detail(),
                    stage.endedAt() == null ? stage.startedAt() : null,
                    stage.endedAt() != null,
                    steps(records, stage, now)));
        }
        List<StepView> others = records.stream()
                .filter(record -> stageRecords.stream().noneMatch(stage -> isWithin(record, stage)))
                .map(record -> step(record, now))
                .toList();
        if (!others.isEmpty()) {
            stages.add(new StageView(AFTERWARDS, "", "quiet", "", "", null, true, others));
        }
        return stages;
    }

    private static boolean isWithin(StepRecord record, StepRecord stage) {
        return record.path().equals(stage.path()) || record.path().startsWith(stage.path() + "/");
    }

    private static List<StepView> steps(List<StepRecord> records, StepRecord stage, Instant now) {
        return records.stream()
                .filter(record -> !record.kind().equals("stage") && isWithin(record, stage))
                .map(record -> step(record, now))
                .toList();
    }

    private static StepView step(StepRecord record, Instant now) {
        return new StepView(
                record.kind(),
                record.title(),
                word(record.status()),
                tone(record.status()),
                duration(record, now),
                record.detail());
    }

    private static String duration(StepRecord record, Instant now) {
        return record.status() == StepRecord.Status.SKIPPED
                ? ""
                : Show.span(Duration.between(record.startedAt(), Objects.requireNonNullElse(record.endedAt(), now)));
    }

    private static String word(StepRecord.Status status) {
        return switch (status) {
            case RUNNING -> "Running";
            case WAITING -> "Waits for approval";
            case DONE -> "Done";
            case SKIPPED -> "Skipped";
            case UNSTABLE -> "Unstable";
            case FAILED -> "Failed";
            case ABORTED -> "Aborted";
        };
    }

    private static String tone(StepRecord.Status status) {
        return switch (status) {
            case RUNNING -> "busy";
            case WAITING, UNSTABLE, ABORTED -> "warn";
            case DONE -> "good";
            case SKIPPED -> "quiet";
            case FAILED -> "bad";
        };
    }
}
