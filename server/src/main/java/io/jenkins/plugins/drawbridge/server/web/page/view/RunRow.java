package io.jenkins.plugins.drawbridge.server.web.page.view;

import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.web.Links;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run in a table or at the head of its page, in the words of the Console's history.
 *
 * @param name {@code #12}, or {@code waiting} while it has no number
 * @param status the word of its pill
 * @param tone which colour the word has: good, warn, bad, busy, quiet
 * @param version what was asked for: branch, tag or commit
 * @param commit short; empty if unknown
 * @param type the deploy's type in words
 * @param when it began, or was queued
 */
public record RunRow(
        String job,
        String jobUrl,
        String name,
        String url,
        String status,
        String tone,
        String environment,
        String version,
        String commit,
        String type,
        String who,
        @Nullable Instant when,
        String duration,
        String reason,
        boolean ended) {

    public static RunRow of(Run run, Instant now) {
        Instant began = Objects.requireNonNullElse(run.startedAt(), run.queuedAt());
        String commit = run.facts().commit();
        return new RunRow(
                run.job(),
                Links.job(run.job()),
                run.number() == 0 ? "queued" : "#" + run.number(),
                Links.run(run),
                status(run),
                tone(run),
                run.facts().environment().isEmpty()
                        ? run.parameters().getOrDefault("ENVIRONMENT_TO_DEPLOY", "")
                        : run.facts().environment(),
                run.facts().revision().isEmpty()
                        ? run.parameters().getOrDefault("REVISION", "")
                        : run.facts().revision(),
                commit.length() > 10 ? commit.substring(0, 10) : commit,
                type(run),
                who(run),
                began,
                duration(run, now),
                run.reason(),
                run.ended());
    }

    private static String status(Run run) {
        if (!run.ended()) {
            return switch (run.state()) {
                case QUEUED -> "Queued";
                case WAITING -> "Waits for approval";
                default -> run.abortedBy().isEmpty() ? "Running" : "Ending";
            };
        }
        return word(Objects.requireNonNullElse(run.result(), RunResult.NOT_BUILT));
    }

    public static String word(RunResult result) {
        return switch (result) {
            case SUCCESS -> "Success";
            case UNSTABLE -> "Unstable";
            case FAILURE -> "Failed";
            case NOT_BUILT -> "Skipped";
            case ABORTED -> "Aborted";
        };
    }

    private static String tone(Run run) {
        if (!run.ended()) {
            return switch (run.state()) {
                case QUEUED -> "quiet";
                case WAITING -> "warn";
                default -> "busy";
            };
        }
        return switch (Objects.requireNonNullElse(run.result(), RunResult.NOT_BUILT)) {
            case SUCCESS -> "good";
            case UNSTABLE, ABORTED -> "warn";
            case FAILURE -> "bad";
            case NOT_BUILT -> "quiet";
        };
    }

    private static String type(Run run) {
        String type = run.facts().deployType().isEmpty()
                ? run.parameters().getOrDefault("DEPLOY_TYPE", "")
                : run.facts().deployType();
        return switch (type) {
            case "smart_deploy" -> "Smart deploy";
            case "deploy_all" -> "Deploy all";
            default -> type;
        };
    }

    private static String who(Run run) {
        return switch (run.cause().kind()) {
            case CONSOLE -> "Console";
            case USER -> run.cause().who();
            case ROLLBACK -> run.cause().who() + " (roll back)";
        };
    }

    private static String duration(Run run, Instant now) {
        Instant began = run.startedAt();
        if (began == null) {
            return "";
        }
        return Show.span(Duration.between(began, Objects.requireNonNullElse(run.endedAt(), now)));
    }
}
