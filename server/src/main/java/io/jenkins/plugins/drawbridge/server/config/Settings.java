package io.jenkins.plugins.drawbridge.server.config;

import io.jenkins.plugins.drawbridge.engine.callback.ConsoleSettings;
import io.jenkins.plugins.drawbridge.engine.cluster.Configuration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All of {@code drawbridge.yaml} as the server sees it. Immutable; a reload makes another one.
 *
 * @param shared clusters and environments
 * @param console how to tell the Console that a run ended; null: nobody is told
 */
public record Settings(
        Configuration shared,
        ServerSettings server,
        List<JobSettings> jobs,
        List<UserSettings> users,
        @Nullable ConsoleSettings console,
        DatabaseSettings database,
        GitSettings git) {

    public Settings {
        jobs = List.copyOf(jobs);
        users = List.copyOf(users);
    }

    public Optional<JobSettings> job(String id) {
        return jobs.stream().filter(job -> job.id().equals(id)).findFirst();
    }

    public Optional<UserSettings> user(String id) {
        return users.stream().filter(user -> user.id().equals(id)).findFirst();
    }

    /** The same, listening elsewhere; checked again, as others may reach it then. */
    public Settings with(ServerSettings other) {
        Settings changed = new Settings(shared, other, jobs, users, console, database, git);
        SettingsFile.refuseUnsafe(changed);
        return changed;
    }
}
