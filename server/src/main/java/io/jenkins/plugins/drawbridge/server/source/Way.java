package io.jenkins.plugins.drawbridge.server.source;

import io.jenkins.plugins.drawbridge.server.config.RepositorySettings;
import org.eclipse.jgit.transport.Transport;

/** How a repository is reached for one fetch; closing lets go of the link. */
interface Way extends AutoCloseable {

    /** Makes JGit go this way. Called before anything is sent. */
    void prepare(Transport transport);

    @Override
    void close();

    static Way to(RepositorySettings repository, Budget budget) {
        if (repository.url().startsWith("https://")) {
            return new HttpsWay(repository, budget);
        }
        return repository.ssh() == null ? new LocalWay() : new SshWay(repository, budget);
    }

    /** A path on this machine. */
    final class LocalWay implements Way {
        @Override
        public void prepare(Transport transport) {
            // JGit reads the folder itself.
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }
}
