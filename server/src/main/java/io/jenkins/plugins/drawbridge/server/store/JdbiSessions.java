package io.jenkins.plugins.drawbridge.server.store;

import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

final class JdbiSessions implements Sessions {

    private final Jdbi jdbi;
    private final Clock clock;

    JdbiSessions(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    @Override
    public void add(Session session) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("delete from session where expires_at < :now")
                    .bind("now", Rows.at(clock.instant()))
                    .execute();
            handle.createUpdate("insert into session (hash, user_id, password_digest, csrf, expires_at)"
                            + " values (:hash, :user, :digest, :csrf, :expires)")
                    .bind("hash", session.hash())
                    .bind("user", session.user())
                    .bind("digest", session.passwordDigest())
                    .bind("csrf", session.csrf())
                    .bind("expires", Rows.at(session.expiresAt()))
                    .execute();
        });
    }

    @Override
    public Optional<Session> find(String hash) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from session where hash = :hash and expires_at > :now")
                        .bind("hash", hash)
                        .bind("now", Rows.at(clock.instant()))
                        .map(Rows::session)
                        .findOne());
    }

    @Override
    public void remove(String hash) {
        jdbi.useHandle(handle -> handle.execute("delete from session where hash = ?", hash));
    }

    @Override
    public void removeOfUser(String user) {
        jdbi.useHandle(handle -> handle.execute("delete from session where user_id = ?", user));
    }
}
