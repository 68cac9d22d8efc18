package io.jenkins.plugins.drawbridge.server.store;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class JdbiAudit implements Audit {

    private static final Logger LOG = LoggerFactory.getLogger(JdbiAudit.class);

    private final Jdbi jdbi;

    JdbiAudit(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(AuditEntry given) {
        AuditEntry entry = new AuditEntry(
                given.at(),
                Json.fit(given.who(), 400),
                Json.fit(given.what(), 100),
                Json.fit(given.subject(), 1000),
                Json.fit(given.address(), 100),
                Json.fit(given.result(), 1000));
        LOG.atInfo()
                .addKeyValue("who", entry.who())
                .addKeyValue("what", entry.what())
                .addKeyValue("on", entry.subject())
                .addKeyValue("from", entry.address())
                .addKeyValue("result", entry.result())
                .log("audit");
        jdbi.useHandle(handle -> handle.createUpdate("insert into audit (at, who, what, subject, address, result)"
                        + " values (:at, :who, :what, :subject, :address, :result)")
                .bind("at", Rows.at(entry.at()))
                .bind("who", entry.who())
                .bind("what", entry.what())
                .bind("subject", entry.subject())
                .bind("address", entry.address())
                .bind("result", entry.result())
                .execute());
    }

    @Override
    public List<AuditEntry> latest(int limit) {
        return page(new AuditQuery("", "", Place.newest(limit))).rows();
    }

    private record Line(long id, AuditEntry entry) {}

    @Override
    public Page<AuditEntry> page(AuditQuery query) {
        return jdbi.withHandle(handle -> new Turning<Line>(
                        (place, id, limit) -> lines(handle, query, place)
                                .bind("id", id)
                                .bind("limit", limit)
                                .map((row, context) -> new Line(row.getLong("id"), Rows.audit(row, context)))
                                .list(),
                        Line::id)
                .page(query.place())
                .map(Line::entry));
    }

    private static Query lines(Handle handle, AuditQuery query, String place) {
        String only =
                (query.who().isEmpty() ? "" : "who = :who and ") + (query.what().isEmpty() ? "" : "what = :what and ");
        return handle.createQuery("select * from audit where " + only + place + " limit :limit")
                .bindMap(Map.of("who", Json.clean(query.who()), "what", Json.clean(query.what())));
    }
}
