package io.jenkins.plugins.drawbridge.server.source;

import io.jenkins.plugins.drawbridge.server.config.GitSettings;
import io.jenkins.plugins.drawbridge.server.config.RepositorySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Repository;

/** Gives checkouts of the jobs' repositories. Thread-safe; one fetch of a repository at a time. */
public final class Sources implements AutoCloseable {

    /** The Console's patterns for branches and tags, and commits. */
    private static final Pattern REVISION = Pattern.compile("[\\w}{][\\w}{/.\\-+]{0,254}");

    private final GitSettings settings;
    private final CloneCache clones;
    private final Workspaces workspaces;

    public Sources(GitSettings settings) {
        GitSurroundings.leaveOut();
        this.settings = settings;
        this.clones = new CloneCache(settings);
        this.workspaces = new Workspaces(settings.cache().resolve("workspaces"));
    }

    /**
     * The files at a branch, tag or commit; a branch wins over a tag of the same name.
     *
     * @param unwanted asked now and then; true ends a fetch
     * @throws SourceException if they cannot be had, with the reason
     */
    public Checkout checkout(RepositorySettings repository, String revision, BooleanSupplier unwanted) {
        if (!isRevision(revision)) {
            throw new SourceException("'" + shortened(revision) + "' is no name of a branch, tag or commit", null);
        }
        return clones.alone(repository.url(), folder -> {
            try {
                return attempt(folder, repository, revision, unwanted);
            } catch (DamagedCloneException damaged) {
                Folders.delete(folder);
                return attempt(folder, repository, revision, unwanted);
            }
        });
    }

    private Checkout attempt(Path folder, RepositorySettings repository, String revision, BooleanSupplier unwanted) {
        Path workspace;
        try {
            workspace = workspaces.create();
        } catch (IOException full) {
            throw new SourceException("No folder can be made in " + settings.cache() + ": is the disk full?", full);
        }
        boolean written = false;
        try (Repository clone = new Clone(folder, settings, repository).fetched(revision, unwanted)) {
            Checkout checkout = new TreeWriter(clone).write(revision, workspace);
            written = true;
            return checkout;
        } catch (MissingObjectException | CorruptObjectException damaged) {
            throw new DamagedCloneException("The clone lacks objects.", damaged);
        } catch (IOException broken) {
            throw new SourceException("The files of " + revision + " cannot be written: is the disk full?", broken);
        } finally {
            if (!written) {
                Folders.delete(workspace);
            }
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

    @Override
    public void close() {
        workspaces.close();
    }
}
