package io.jenkins.plugins.drawbridge.server.source;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Writes the plain files of a commit; a hostile tree can neither leave the folder nor fill the disk. */
final class TreeWriter {

    private static final int MOST_FILES = 50_000;
    private static final long MOST_BYTES = 256L * 1024 * 1024;

    private final Repository clone;
    private final List<String> leftOut = new ArrayList<>();
    private long bytes;
    private int files;

    TreeWriter(Repository clone) {
        this.clone = clone;
    }

    Checkout write(String revision, Path folder) throws IOException {
        try (RevWalk walk = new RevWalk(clone)) {
            RevCommit commit = walk.parseCommit(id(revision));
            walk.parseBody(commit);
            tree(commit, folder);
            return new Checkout(
                    folder,
                    new Commit(
                            commit.name(),
                            commit.getAuthorIdent().getName(),
                            commit.getCommitterIdent().getWhenAsInstant(),
                            commit.getShortMessage()),
                    List.copyOf(leftOut));
        }
    }

    private ObjectId id(String revision) throws IOException {
        for (String form : List.of("refs/heads/" + revision, "refs/tags/" + revision, revision)) {
            if (form.equals(revision) && !revision.matches("[0-9a-f]{7,40}")) {
                break;
            }
            ObjectId id = clone.resolve(form + "^{commit}");
            if (id != null) {
                return id;
            }
        }
        throw new SourceException("There is no branch, tag or commit '" + revision + "' in the repository.", null);
    }

    private void tree(RevCommit commit, Path folder) throws IOException {
        try (TreeWalk walk = new TreeWalk(clone)) {
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                FileMode mode = walk.getFileMode(0);
                if (mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE) {
                    file(walk.getPathString(), clone.open(walk.getObjectId(0)), folder);
                } else {
                    leftOut.add(walk.getPathString());
                }
            }
        }
    }

    private void file(String name, ObjectLoader content, Path folder) throws IOException {
        Path path = folder.resolve(name).normalize();
        if (!path.startsWith(folder) || isReserved(name)) {
            throw new SourceException("The repository holds the path '" + name + "', which is not written.", null);
        }
        bytes += content.getSize();
        if (++files > MOST_FILES || bytes > MOST_BYTES) {
            throw new SourceException(
                    "The commit holds more than " + MOST_FILES + " files or " + MOST_BYTES + " bytes.", null);
        }
        Files.createDirectories(path.getParent());
        try (OutputStream out = Files.newOutputStream(path)) {
            content.copyTo(out);
        }
    }

    private static boolean isReserved(String name) {
        for (String segment : name.toLowerCase(Locale.ROOT).split("/")) {
            if (segment.equals(".git") || segment.equals("..") || segment.isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
