package io.jenkins.plugins.drawbridge.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** Guards a table of H2 whose rows are neither changed nor deleted, by us or by anybody at the file. H2 makes it by name. */
public final class AppendOnly implements Trigger {

    @Override
    public void fire(Connection connection, @Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after)
            throws SQLException {
        throw new SQLException("the audit trail is only added to");
    }
}
