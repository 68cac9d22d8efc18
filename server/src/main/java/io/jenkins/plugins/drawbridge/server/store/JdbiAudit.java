package io.jenkins.plugins.drawbridge.server.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class JdbiAudit implements Audit {

    private static final Logger LOG = LoggerFactory.getLogger(JdbiAudit.class);

    private final Jdbi jdbi;

    JdbiAudit(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(AuditEntry entry) {
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
                .bind("who", Json.fit(entry.who(), 400))
                .bind("what", Json.fit(entry.what(), 100))
                .bind("subject", Json.fit(entry.subject(), 1000))
                .bind("address", Json.fit(entry.address(), 100))
                .bind("result", Json.fit(entry.result(), 1000))
                .execute());
    }

    @Override
    public List<AuditEntry> latest(int limit) {
        return page(AuditQuery.newest("", "", limit)).entries();
    }

    @Override
    public AuditPage page(AuditQuery query) {
        return jdbi.withHandle(handle -> query.after() > 0 ? newer(handle, query) : older(handle, query));
    }

    private record Line(long id, AuditEntry entry) {}

    private static AuditPage older(Handle handle, AuditQuery query) {
        List<Line> lines = lines(handle, query, "id < :id order by id desc", query.before(), query.limit() + 1);
        boolean more = lines.size() > query.limit();
        List<Line> shown = more ? lines.subList(0, query.limit()) : lines;
        boolean newer = query.before() != Long.MAX_VALUE
                && !lines(handle, query, "id >= :id order by id", query.before(), 1)
                        .isEmpty();
        return page(shown, newer, more);
    }

    /** Where fewer are newer than a page holds, the newest page is shown. */
    private static AuditPage newer(Handle handle, AuditQuery query) {
        List<Line> lines = lines(handle, query, "id > :id order by id", query.after(), query.limit() + 1);
        if (lines.size() <= query.limit()) {
            return older(handle, AuditQuery.newest(query.who(), query.what(), query.limit()));
        }
        List<Line> shown = new ArrayList<>(lines.subList(0, query.limit()));
        Collections.reverse(shown);
        boolean older = !lines(handle, query, "id <= :id order by id desc", query.after(), 1)
                .isEmpty();
        return page(shown, true, older);
    }

    private static AuditPage page(List<Line> lines, boolean newer, boolean older) {
        return new AuditPage(
                lines.stream().map(Line::entry).toList(),
                newer && !lines.isEmpty() ? lines.get(0).id() : 0,
                older && !lines.isEmpty() ? lines.get(lines.size() - 1).id() : 0);
    }

    private static List<Line> lines(Handle handle, AuditQuery query, String where, long id, int limit) {
        String only =
                (query.who().isEmpty() ? "" : "who = :who and ") + (query.what().isEmpty() ? "" : "what = :what and ");
        return handle.createQuery("select * from audit where " + only + where + " limit :limit")
                .bindMap(Map.of("who", query.who(), "what", query.what(), "id", id, "limit", limit))
                .map((row, context) -> new Line(row.getLong("id"), Rows.audit(row, context)))
                .list();
    }
}
