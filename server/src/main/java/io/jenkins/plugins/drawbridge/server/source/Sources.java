package io.jenkins.plugins.drawbridge.server.source;

import io.jenkins.plugins.drawbridge.server.config.GitSettings;
import io.jenkins.plugins.drawbridge.server.config.RepositorySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Repository;

/** Gives checkouts of the jobs' repositories. Thread-safe; one fetch of a repository at a time. */
public final class Sources {

    /** The Console's patterns for branches and tags, and commits. */
    private static final Pattern REVISION = Pattern.compile("[\\w}{][\\w}{/.\\-+]{0,254}");

    private final GitSettings settings;
    private final Map<String, ReentrantLock> fetching = new ConcurrentHashMap<>();

    public Sources(GitSettings settings) {
        this.settings = settings;
    }

    /**
     * The files at a branch, tag or commit; a branch wins over a tag of the same name.
     *
     * @throws SourceException if they cannot be had, with the reason
     */
    public Checkout checkout(RepositorySettings repository, String revision) {
        if (!isRevision(revision)) {
            throw new SourceException("'" + shortened(revision) + "' is no name of a branch, tag or commit", null);
        }
        ReentrantLock lock = fetching.computeIfAbsent(repository.url(), url -> new ReentrantLock());
        lock.lock();
        try (Repository clone = new Clone(settings, repository).fetched(revision)) {
            return new TreeWriter(clone).write(revision, workspace());
        } catch (IOException broken) {
            throw new SourceException("The files of " + revision + " cannot be written: is the disk full?", broken);
        } finally {
            lock.unlock();
        }
    }

    static boolean isRevision(String text) {
        return REVISION.matcher(text).matches()
                && !text.contains("..")
                && !text.endsWith(".lock")
                && !text.endsWith(".");
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private Path workspace() throws IOException {
        Path all = settings.cache().resolve("workspaces");
        Files.createDirectories(all);
        return Files.createTempDirectory(all, "run-");
    }
}
