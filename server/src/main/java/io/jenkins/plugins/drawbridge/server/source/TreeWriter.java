package io.jenkins.plugins.drawbridge.server.source;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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

    private static final int MOST_ENTRIES = 50_000;
    private static final long MIB = 1024L * 1024;
    private static final long MOST_BYTES = 256 * MIB;

    private final Repository clone;
    private final List<String> leftOut = new ArrayList<>();
    private long bytes;
    private int entries;

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
            if (form.equals(revision) && !isCommit(revision)) {
                break;
            }
            ObjectId id = clone.resolve(form + "^{commit}");
            if (id != null) {
                return id;
            }
        }
        throw new SourceException("There is no branch, tag or commit '" + revision + "' in the repository.", null);
    }

    private boolean isCommit(String revision) throws IOException {
        return ObjectId.isId(revision) ? !Clone.lacks(clone, revision) : revision.matches("[0-9a-f]{7,39}");
    }

    /** Goes into folders itself: a tree of trees without a file could keep a recursive walk busy for ever. */
    private void tree(RevCommit commit, Path folder) throws IOException {
        try (TreeWalk walk = new TreeWalk(clone)) {
            walk.addTree(commit.getTree());
            while (walk.next()) {
                entries++;
                refuseTooMany();
                FileMode mode = walk.getFileMode(0);
                if (walk.isSubtree()) {
                    walk.enterSubtree();
                } else if (mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE) {
                    file(walk.getPathString(), clone.open(walk.getObjectId(0)), folder);
                } else {
                    leftOut.add(walk.getPathString());
                }
            }
        }
    }

    private void refuseTooMany() {
        if (entries > MOST_ENTRIES || bytes > MOST_BYTES) {
            throw new SourceException(
                    "The commit holds more than " + MOST_ENTRIES + " files and folders, or more than "
                            + MOST_BYTES / MIB + " MiB.",
                    null);
        }
    }

    private void file(String name, ObjectLoader content, Path folder) throws IOException {
        Path path = path(name, folder);
        bytes += content.getSize();
        refuseTooMany();
        Files.createDirectories(path.getParent());
        try (OutputStream out = Files.newOutputStream(path)) {
            content.copyTo(out);
        }
    }

    private static Path path(String name, Path folder) {
        try {
            Path path = folder.resolve(name).normalize();
            if (path.startsWith(folder) && !isReserved(name)) {
                return path;
            }
        } catch (InvalidPathException unwritable) {
            throw new SourceException(
                    "The name of a file in the repository cannot be written here; start the server with"
                            + " LC_ALL=C.UTF-8, or rename the file.",
                    unwritable);
        }
        throw new SourceException("The repository holds the path '" + name + "', which is not written.", null);
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
