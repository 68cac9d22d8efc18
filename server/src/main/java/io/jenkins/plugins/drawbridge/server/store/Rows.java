package io.jenkins.plugins.drawbridge.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Rows to values. */
final class Rows {

    private Rows() {}

    static Run run(ResultSet row, StatementContext context) throws SQLException {
        String result = row.getString("result");
        String key = row.getString("trigger_key");
        return new Run(
                row.getLong("id"),
                row.getString("job"),
                row.getInt("build"),
                RunState.valueOf(row.getString("state")),
                result == null ? null : RunResult.valueOf(result),
                row.getString("reason"),
                Json.map(row.getString("parameters")),
                key == null ? "" : key,
                new Cause(
                        Cause.Kind.valueOf(row.getString("cause_kind")),
                        row.getString("cause_who"),
                        row.getString("cause_address")),
                rollback(row),
                new RunFacts(
                        row.getString("environment"),
                        row.getString("namespace"),
                        row.getString("revision"),
                        row.getString("commit_id"),
                        row.getString("deploy_type"),
                        row.getBoolean("production")),
                row.getString("aborted_by"),
                row.getInt("attempt"),
                CallbackState.valueOf(row.getString("callback")),
                instant(row, "queued_at"),
                maybe(row, "started_at"),
                maybe(row, "ended_at"));
    }

    private static @Nullable Rollback rollback(ResultSet row) throws SQLException {
        String section = row.getString("rollback_section");
        return section == null ? null : new Rollback(row.getInt("rollback_build"), section);
    }

    static StepRecord step(ResultSet row, StatementContext context) throws SQLException {
        return new StepRecord(
                row.getString("path"),
                row.getString("kind"),
                row.getString("title"),
                StepRecord.Status.valueOf(row.getString("status")),
                row.getString("detail"),
                row.getString("outcome"),
                instant(row, "started_at"),
                maybe(row, "ended_at"));
    }

    static DeploySection section(ResultSet row, StatementContext context) throws SQLException {
        return new DeploySection(
                row.getString("path"),
                row.getString("step"),
                row.getString("settled"),
                row.getString("progress"),
                row.getString("report"),
                instant(row, "updated_at"));
    }

    static Question question(ResultSet row, StatementContext context) throws SQLException {
        boolean approved = row.getBoolean("approved");
        Question.Answer answer = row.wasNull()
                ? null
                : new Question.Answer(approved, row.getString("answered_by"), instant(row, "answered_at"));
        return new Question(
                row.getLong("run"),
                row.getString("path"),
                row.getString("message"),
                row.getString("ok"),
                Json.list(row.getString("submitters")),
                answer);
    }

    static AuditEntry audit(ResultSet row, StatementContext context) throws SQLException {
        return new AuditEntry(
                instant(row, "at"),
                row.getString("who"),
                row.getString("what"),
                row.getString("subject"),
                row.getString("address"),
                row.getString("result"));
    }

    static Session session(ResultSet row, StatementContext context) throws SQLException {
        return new Session(
                row.getString("hash"),
                row.getString("user_id"),
                row.getString("password_digest"),
                row.getString("csrf"),
                instant(row, "expires_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** As both databases take it. */
    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime maybeAt(@Nullable Instant instant) {
        return instant == null ? null : at(instant);
    }
}
