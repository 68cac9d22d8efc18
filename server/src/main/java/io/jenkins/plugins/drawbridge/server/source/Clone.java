package io.jenkins.plugins.drawbridge.server.source;

import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.server.config.GitSettings;
import io.jenkins.plugins.drawbridge.server.config.RepositorySettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.api.FetchCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.InvalidRemoteException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;

/** The bare clone of one repository in the cache. */
final class Clone {

    private static final int SECONDS = 60;

    private final GitSettings settings;
    private final RepositorySettings remote;

    Clone(GitSettings settings, RepositorySettings remote) {
        this.settings = settings;
        this.remote = remote;
    }

    /** Brings the clone up to date; a commit that is there already needs no fetch. */
    Repository fetched(String revision) throws IOException {
        Path folder = settings.cache().resolve("clones").resolve(name());
        Files.createDirectories(folder.getParent());
        Repository clone = open(folder);
        try {
            if (!revision.matches("[0-9a-f]{40}") || clone.resolve(revision + "^{commit}") == null) {
                fetch(clone);
                refuseTooLarge(folder);
            }
            return clone;
        } catch (RuntimeException | IOException failed) {
            clone.close();
            throw failed;
        }
    }

    private static Repository open(Path folder) throws IOException {
        boolean fresh = !Files.exists(folder.resolve("HEAD"));
        Repository clone =
                new FileRepositoryBuilder().setBare().setGitDir(folder.toFile()).build();
        if (fresh) {
            clone.create(true);
        }
        // Its housekeeping is done within the fetch: in the background, files would come and go while others read.
        clone.getConfig().setBoolean("gc", null, "autoDetach", false);
        return clone;
    }

    private void fetch(Repository clone) {
        FetchCommand fetch = new Git(clone)
                .fetch()
                .setRemote(remote.url())
                .setRefSpecs(new RefSpec("+refs/heads/*:refs/heads/*"), new RefSpec("+refs/tags/*:refs/tags/*"))
                .setTagOpt(TagOpt.NO_TAGS)
                .setRemoveDeletedRefs(true)
                .setTimeout(SECONDS);
        CredentialsProvider credentials = credentials();
        if (credentials != null) {
            fetch.setCredentialsProvider(credentials);
        }
        try {
            fetch.call();
        } catch (InvalidRemoteException noRepository) {
            throw new SourceException(
                    "There is no git repository at " + shown() + "; correct the job's url.", noRepository);
        } catch (GitAPIException failed) {
            throw explained(failed);
        }
    }

    private SourceException explained(GitAPIException failed) {
        String message = String.valueOf(failed.getMessage());
        String where = "The repository " + shown();
        if (message.contains("not authorized") || message.contains("Authentication is required")) {
            return new SourceException(where + " refuses the credentials, or wants some; check the job's.", failed);
        }
        if (failed.getCause() instanceof NoRemoteRepositoryException || message.contains("not found")) {
            return new SourceException(where + " does not exist, or is hidden from these credentials.", failed);
        }
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new SourceException(
                where + " cannot be fetched (" + root.getClass().getSimpleName() + "); check that it can be reached.",
                failed);
    }

    private @Nullable CredentialsProvider credentials() {
        if (remote.credentials() instanceof Credentials.Basic basic) {
            return new UsernamePasswordCredentialsProvider(
                    basic.user(), basic.password().read().reveal());
        }
        if (remote.credentials() instanceof Credentials.BearerToken bearer) {
            return new UsernamePasswordCredentialsProvider(
                    "oauth2", bearer.token().read().reveal());
        }
        return null;
    }

    private void refuseTooLarge(Path folder) throws IOException {
        AtomicLong bytes = new AtomicLong();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException vanished) {
                return FileVisitResult.CONTINUE;
            }
        });
        if (bytes.get() > settings.maxRepositoryBytes()) {
            throw new SourceException(
                    "The repository " + shown() + " is larger than git.maxRepositoryBytes ("
                            + settings.maxRepositoryBytes() + "); raise it, or keep large files elsewhere.",
                    null);
        }
    }

    /** Without what somebody may have written into the URL. */
    private String shown() {
        return remote.url().replaceAll("//[^/@]*@", "//");
    }

    private String name() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(remote.url().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16) + ".git";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
