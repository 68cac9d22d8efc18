package io.jenkins.plugins.drawbridge.server.web.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.drawbridge.server.config.Role;
import io.jenkins.plugins.drawbridge.server.store.CallbackState;
import io.jenkins.plugins.drawbridge.server.store.DeploySection;
import io.jenkins.plugins.drawbridge.server.store.Question;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.web.Links;
import io.jenkins.plugins.drawbridge.server.web.access.Caller;
import io.jenkins.plugins.drawbridge.server.web.page.view.BuildView;
import io.jenkins.plugins.drawbridge.server.web.page.view.BuildView.Actions;
import io.jenkins.plugins.drawbridge.server.web.page.view.BuildView.ObjectLine;
import io.jenkins.plugins.drawbridge.server.web.page.view.BuildView.QuestionView;
import io.jenkins.plugins.drawbridge.server.web.page.view.BuildView.SectionView;
import io.jenkins.plugins.drawbridge.server.web.page.view.LogView;
import io.jenkins.plugins.drawbridge.server.web.page.view.RunRow;
import io.jenkins.plugins.drawbridge.server.web.page.view.Show;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Reads what the page of a build shows. Thread-safe. */
final class BuildModel {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PageContext context;
    private final Reports reports = new Reports();

    BuildModel(PageContext context) {
        this.context = context;
    }

    BuildView read(Run run, Caller caller, LogView log) {
        Instant now = context.now();
        RunRow row = RunRow.of(run, now);
        List<Question> questions = context.store().journal().questions(run.id());
        List<DeploySection> sections = context.store().journal().sections(run.id());
        boolean deploys = caller.may(Role.DEPLOY);
        boolean rollback = deploys && run.ended() && run.result() == RunResult.SUCCESS;
        return new BuildView(
                row,
                Links.run(run),
                new TreeMap<>(run.parameters()),
                cause(run),
                callback(run.callback()),
                !run.ended(),
                run.number() > 1 ? run.number() - 1 : null,
                context.store().runs().byNumber(run.job(), run.number() + 1).isPresent() ? run.number() + 1 : null,
                StageTree.of(context.store().journal().steps(run.id()), now),
                questions.stream()
                        .map(question -> question(question, run, caller))
                        .toList(),
                sections.stream()
                        .map(section -> section(run, section, isFollowed(section, sections), rollback))
                        .toList(),
                new Actions(deploys && !run.ended() && run.abortedBy().isEmpty(), deploys && run.ended(), rollback),
                log);
    }

    private static String cause(Run run) {
        String when = Show.utc(run.queuedAt());
        return switch (run.cause().kind()) {
            case CONSOLE -> "Started by the Console on " + when;
            case USER -> "Started by " + run.cause().who() + " on " + when;
            case ROLLBACK ->
                "Rolled back by " + run.cause().who() + " on " + when
                        + (run.rollback() == null
                                ? ""
                                : ", to build #" + run.rollback().build());
        };
    }

    private static String callback(CallbackState state) {
        return switch (state) {
            case NONE -> "";
            case DUE -> "The Console is being told.";
            case SENT -> "The Console was told.";
            case GIVEN_UP -> "The Console could not be told how it ended; the server's log says why.";
        };
    }

    private static QuestionView question(Question question, Run run, Caller caller) {
        Question.Answer answer = question.answer();
        String answered = answer == null ? "" : words(answer) + " on " + Show.utc(answer.at());
        return new QuestionView(
                question.path(),
                question.message(),
                question.ok(),
                answer == null && !run.ended() && Approvers.may(caller, question),
                Approvers.words(question),
                answered);
    }

    private static String words(Question.Answer answer) {
        if (answer.who().isEmpty()) {
            return "Nobody answered until its end";
        }
        return (answer.approved() ? "Approved by " : "Rejected by ") + answer.who();
    }

    private static boolean isFollowed(DeploySection section, List<DeploySection> sections) {
        return section.step().equals("smartDiff")
                && sections.subList(sections.indexOf(section), sections.size()).stream()
                        .anyMatch(later -> later.step().equals("smartDeploy")
                                && !later.report().isEmpty());
    }

    private SectionView section(Run run, DeploySection section, boolean folded, boolean rollback) {
        JsonNode progress = json(section.progress());
        List<ObjectLine> objects = new ArrayList<>();
        for (JsonNode object : progress.path("objects")) {
            String state = object.path("state").asText();
            objects.add(new ObjectLine(
                    object.path("object").asText(),
                    state,
                    tone(state),
                    object.path("message").asText()));
        }
        return new SectionView(
                SectionId.of(section.path()),
                section.path(),
                section.step(),
                progress.path("phase").asText(),
                progress.path("done").asLong(),
                progress.path("total").asLong(),
                progress.path("failed").asLong(),
                objects,
                section.report().isEmpty() ? "" : reports.html(run.id(), section),
                folded,
                rollback && !section.report().isEmpty() && RollbackRule.allows(section));
    }

    private static String tone(String state) {
        return switch (state) {
            case "ready", "applied", "deleted" -> "good";
            case "failed", "timed out" -> "bad";
            case "skipped", "unchanged" -> "quiet";
            default -> "busy";
        };
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.isEmpty() ? "{}" : text);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("the progress of a section is no JSON", damaged);
        }
    }
}
