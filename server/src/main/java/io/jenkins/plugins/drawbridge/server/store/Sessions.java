package io.jenkins.plugins.drawbridge.server.store;

import java.util.Optional;

/** Signed-in browsers; shared by all servers on one database. */
public interface Sessions {

    void add(Session session);

    /** Empty if unknown or expired. */
    Optional<Session> find(String hash);

    void remove(String hash);

    void removeOfUser(String user);
}
