package io.jenkins.plugins.drawbridge.server.source;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.http.HttpFaults;
import io.jenkins.plugins.drawbridge.engine.link.LinkException;
import io.jenkins.plugins.drawbridge.server.config.GitSettings;
import io.jenkins.plugins.drawbridge.server.config.RepositorySettings;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.InvalidRemoteException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LockFailedException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.jspecify.annotations.Nullable;

/** Why a repository could not be fetched, in one sentence. */
final class FetchFailures {

    private static final long MIB = 1024L * 1024;

    private final RepositorySettings remote;
    private final GitSettings settings;

    FetchFailures(RepositorySettings remote, GitSettings settings) {
        this.remote = remote;
        this.settings = settings;
    }

    DrawbridgeException explained(GitAPIException failed, Budget budget) {
        String where = "The repository " + shown();
        if (failed instanceof InvalidRemoteException) {
            return new SourceException(
                    "There is no git repository at " + shown()
                            + ", or it is hidden from these credentials; correct the job's url.",
                    failed);
        }
        if (HttpFaults.find(failed, Budget.Exceeded.class) != null) {
            return tooLarge();
        }
        if (budget.isCancelled()) {
            return unwanted(failed);
        }
        LinkException unreached = HttpFaults.find(failed, LinkException.class);
        if (unreached != null) {
            return new SourceException(where + " cannot be reached: " + unreached.getMessage(), failed);
        }
        if (isDamage(failed)) {
            return new DamagedCloneException("The clone of " + shown() + " is damaged.", failed);
        }
        return answered(failed, where);
    }

    private static boolean isDamage(GitAPIException failed) {
        return HttpFaults.find(failed, CorruptObjectException.class) != null
                || HttpFaults.find(failed, MissingObjectException.class) != null
                || HttpFaults.find(failed, LockFailedException.class) != null;
    }

    private static SourceException answered(GitAPIException failed, String where) {
        String message = String.valueOf(failed.getMessage());
        if (HttpFaults.isCertificateFault(failed)) {
            return new SourceException(
                    where + " shows a certificate that is not trusted for that name; set ca to the authority that"
                            + " signed it, or mend the url.",
                    failed);
        }
        if (message.contains("not authorized") || message.contains("Authentication is required")) {
            return new SourceException(where + " refuses the credentials, or wants some; check the job's.", failed);
        }
        if (failed.getCause() instanceof NoRemoteRepositoryException || message.contains("not found")) {
            return new SourceException(where + " does not exist, or is hidden from these credentials.", failed);
        }
        if (HttpFaults.find(failed, HttpsWay.Elsewhere.class) != null) {
            return new SourceException(where + " redirects to another host; correct the job's url.", failed);
        }
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new SourceException(
                where + " cannot be fetched (" + root.getClass().getSimpleName() + "); check that it can be reached.",
                failed);
    }

    SourceException unwanted(@Nullable Throwable cause) {
        return new SourceException(
                "The repository " + shown() + " took too long to fetch, or was not wanted any more.", cause);
    }

    SourceException tooLarge() {
        return new SourceException(
                "The repository " + shown() + " is larger than git.maxRepositoryMiB ("
                        + settings.maxRepositoryBytes() / MIB + "); raise it, or keep large files elsewhere.",
                null);
    }

    /** Without what somebody may have written into the URL. */
    String shown() {
        return remote.url().replaceAll("//[^/@]*@", "//");
    }
}
