package io.jenkins.plugins.drawbridge.server.demo;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.server.demo.ShopFiles.Edit;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** The shop's project in a git repository made on the spot: manifests and Jenkinsfile, a tag for each version. */
final class ShopRepository implements AutoCloseable {

    private static final String AUTHOR = "Ada Developer";
    private static final String MAIL = "ada@example.com";

    private final Git git;
    private final ShopFiles files;

    private ShopRepository(Git git, ShopFiles files) {
        this.git = git;
        this.files = files;
    }

    /** Its first version is tagged. */
    static ShopRepository in(Path folder, String firstVersion) {
        ShopFiles files = ShopFiles.projectCopiedTo(folder);
        try {
            Git git = Git.init()
                    .setDirectory(folder.toFile())
                    .setInitialBranch("main")
                    .call();
            ShopRepository repository = new ShopRepository(git, files);
            repository.commit("The shop", firstVersion);
            return repository;
        } catch (GitAPIException failure) {
            throw new InputException("the demo cannot make a git repository in " + folder, failure);
        }
    }

    /** Edits, commits and tags. */
    void release(String message, String version, Edit... edits) {
        for (Edit edit : edits) {
            files.edit(edit);
        }
        try {
            commit(message, version);
        } catch (GitAPIException failure) {
            throw new InputException("the demo cannot commit to its git repository", failure);
        }
    }

    private void commit(String message, String version) throws GitAPIException {
        git.add().addFilepattern(".").call();
        git.commit()
                .setMessage(message)
                .setAuthor(AUTHOR, MAIL)
                .setCommitter(AUTHOR, MAIL)
                .setSign(false)
                .setNoVerify(true)
                .call();
        git.tag().setName(version).setAnnotated(false).setSigned(false).call();
    }

    @Override
    public void close() {
        git.close();
    }
}
