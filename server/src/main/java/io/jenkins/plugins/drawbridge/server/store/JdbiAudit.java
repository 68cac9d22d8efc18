package io.jenkins.plugins.drawbridge.server.store;

import java.util.List;
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
        return jdbi.withHandle(handle -> handle.createQuery("select * from audit order by id desc limit :limit")
                .bind("limit", limit)
                .map(Rows::audit)
                .list());
    }
}
