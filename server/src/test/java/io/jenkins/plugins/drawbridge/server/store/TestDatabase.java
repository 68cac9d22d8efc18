package io.jenkins.plugins.drawbridge.server.store;

import io.jenkins.plugins.drawbridge.server.config.DatabaseSettings;
import java.nio.file.Path;

/** The databases that everything must work on. */
public enum TestDatabase {
    H2 {
        @Override
        public DatabaseSettings fresh(Path folder) {
            return new DatabaseSettings(folder.resolve("db"), "", "", null);
        }
    },
    POSTGRESQL {
        @Override
        public DatabaseSettings fresh(Path folder) {
            return PgCluster.freshDatabase();
        }
    };

    /** An empty database, in a folder that nothing else uses. */
    public abstract DatabaseSettings fresh(Path folder);
}
