package io.jenkins.plugins.drawbridge.server.source;

import io.jenkins.plugins.drawbridge.server.config.GitSettings;
import io.jenkins.plugins.drawbridge.server.config.RepositorySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;

/** The bare clone of one repository in the cache. Used by one thread. */
final class Clone {

    private static final int SECONDS = 60;

    /** What JGit reports of a reference and does not throw; the old commit would be taken for the new one. */
    private static final Set<RefUpdate.Result> NOT_UPDATED = Set.of(
            RefUpdate.Result.LOCK_FAILURE,
            RefUpdate.Result.IO_FAILURE,
            RefUpdate.Result.REJECTED,
            RefUpdate.Result.REJECTED_CURRENT_BRANCH,
            RefUpdate.Result.REJECTED_MISSING_OBJECT,
            RefUpdate.Result.REJECTED_OTHER_REASON);

    private final Path folder;
    private final GitSettings settings;
    private final RepositorySettings remote;

    Clone(Path folder, GitSettings settings, RepositorySettings remote) {
        this.folder = folder;
        this.settings = settings;
        this.remote = remote;
    }

    /**
     * Brings the clone up to date; a commit that is there already needs no fetch.
     *
     * @throws DamagedCloneException if the clone has to be made anew
     */
    Repository fetched(String revision, BooleanSupplier unwanted) throws IOException {
        Repository clone = open();
        try {
            if (!ObjectId.isId(revision) || lacks(clone, revision)) {
                fetch(clone, unwanted);
                refuseTooLarge();
            }
            Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
            return clone;
        } catch (RuntimeException | IOException failed) {
            clone.close();
            throw failed;
        }
    }

    /** Asked first: JGit takes an id that it should look up and does not have for damage. */
    static boolean lacks(Repository clone, String id) throws IOException {
        return !clone.getObjectDatabase().has(ObjectId.fromString(id));
    }

    private Repository open() throws IOException {
        boolean fresh = !Files.exists(folder.resolve("config"));
        if (fresh) {
            Folders.delete(folder);
            Files.createDirectories(folder.getParent());
        }
        Repository clone =
                new FileRepositoryBuilder().setBare().setGitDir(folder.toFile()).build();
        if (fresh) {
            clone.create(true);
        }
        // Its housekeeping is done within the fetch: in the background, files would come and go while others read.
        clone.getConfig().setBoolean("gc", null, "autoDetach", false);
        return clone;
    }

    private void fetch(Repository clone, BooleanSupplier unwanted) throws IOException {
        Budget budget = new Budget(settings.maxRepositoryBytes(), unwanted);
        FetchFailures failures = new FetchFailures(remote, settings);
        if (budget.isCancelled()) { // JGit would begin all the same, and print how the other end took the break-off.
            throw failures.unwanted(null);
        }
        try (Way way = Way.to(remote, budget)) {
            FetchResult result = new Git(clone)
                    .fetch()
                    .setRemote(remote.url())
                    .setRefSpecs(new RefSpec("+refs/heads/*:refs/heads/*"), new RefSpec("+refs/tags/*:refs/tags/*"))
                    .setTagOpt(TagOpt.NO_TAGS)
                    .setRemoveDeletedRefs(true)
                    .setTimeout(SECONDS)
                    .setProgressMonitor(budget)
                    .setTransportConfigCallback(way::prepare)
                    .call();
            if (budget.isCancelled()) {
                throw failures.unwanted(null);
            }
            refuseHalfUpdated(result);
        } catch (GitAPIException failed) {
            throw failures.explained(failed, budget);
        } catch (JGitInternalException broken) {
            throw new DamagedCloneException("The clone of " + failures.shown() + " is damaged.", broken);
        }
    }

    private static void refuseHalfUpdated(FetchResult result) {
        result.getTrackingRefUpdates().stream()
                .filter(update -> NOT_UPDATED.contains(update.getResult()))
                .findFirst()
                .ifPresent(update -> {
                    throw new DamagedCloneException(
                            update.getLocalName() + " could not be updated: " + update.getResult(), null);
                });
    }

    private void refuseTooLarge() throws IOException {
        if (Folders.bytes(folder) > settings.maxRepositoryBytes()) {
            throw new FetchFailures(remote, settings).tooLarge();
        }
    }
}
