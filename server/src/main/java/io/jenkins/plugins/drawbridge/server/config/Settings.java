package io.jenkins.plugins.drawbridge.server.config;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.callback.ConsoleSettings;
import io.jenkins.plugins.drawbridge.engine.cluster.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    /**
     * What goes on when {@code other} is read while the server runs: where it listens and where its state is stays as it
     * is, since both are in use.
     *
     * @throws InputException if the rest does not go with that
     */
    public Settings continuedBy(Settings other) {
        ServerSettings listening = new ServerSettings(
                server.host(),
                server.port(),
                other.server().publicUrl(),
                server.tls(),
                server.behindProxy(),
                server.concurrentRuns());
        Settings next =
                new Settings(other.shared(), listening, other.jobs(), other.users(), other.console(), database, git);
        SettingsFile.refuseUnsafe(next);
        return next;
    }

    /** The keys in which {@code other} differs and that take a restart. */
    public List<String> restartNeededFor(Settings other) {
        List<String> keys = new ArrayList<>();
        addIf(!server.host().equals(other.server.host()), "server.host", keys);
        addIf(server.port() != other.server.port(), "server.port", keys);
        addIf(!Objects.equals(keyStore(), other.keyStore()), "server.tls", keys);
        addIf(server.behindProxy() != other.server.behindProxy(), "server.behindProxy", keys);
        addIf(server.concurrentRuns() != other.server.concurrentRuns(), "server.concurrentRuns", keys);
        boolean sameDatabase = database.folder().equals(other.database.folder())
                && database.url().equals(other.database.url())
                && database.user().equals(other.database.user());
        addIf(!sameDatabase, "database", keys);
        addIf(!git.equals(other.git), "git", keys);
        return List.copyOf(keys);
    }

    private @Nullable Path keyStore() {
        ServerSettings.KeyStore store = server.tls();
        return store == null ? null : store.file();
    }

    private static void addIf(boolean differs, String key, List<String> keys) {
        if (differs) {
            keys.add(key);
        }
    }

    /** The same, listening elsewhere; checked again, as others may reach it then. */
    public Settings with(ServerSettings other) {
        Settings changed = new Settings(shared, other, jobs, users, console, database, git);
        SettingsFile.refuseUnsafe(changed);
        return changed;
    }
}
