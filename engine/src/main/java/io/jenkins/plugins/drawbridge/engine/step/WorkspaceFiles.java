package io.jenkins.plugins.drawbridge.engine.step;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Finds what {@code files} names below a workspace; never a path outside it, also not by a link. */
public final class WorkspaceFiles {

    private static final int MOST_SEEN = 50_000;

    private final Path root;
    private final int mostSeen;

    /** @throws InputException if the workspace is not there */
    public WorkspaceFiles(Path workspace) {
        this(workspace, MOST_SEEN);
    }

    WorkspaceFiles(Path workspace, int mostSeen) {
        this.mostSeen = mostSeen;
        try {
            this.root = workspace.toRealPath();
        } catch (IOException missing) {
            throw new InputException("the workspace is empty; check the project out first", missing);
        }
    }

    /** The paths of files and folders, in the order given. */
    public List<String> find(List<String> names) {
        List<String> found = new ArrayList<>();
        for (String name : names) {
            if (name.contains("*") || name.contains("?")) {
                found.addAll(matching(name));
            } else {
                found.add(inside(name).toString());
            }
        }
        return found;
    }

    /** A path below the workspace that exists. */
    public Path inside(String name) {
        try {
            Path path = root.resolve(name).toRealPath();
            if (path.startsWith(root)) {
                return path;
            }
        } catch (IOException | InvalidPathException missing) {
            throw new InputException(name + " is not in the workspace", missing);
        }
        throw new InputException(name + " leads out of the workspace; name something below it");
    }

    private List<String> matching(String pattern) {
        PathMatcher matcher = matcher(pattern);
        List<String> matches = walked(inside(folderOf(pattern))).stream()
                .filter(path -> matcher.matches(root.relativize(path)))
                .filter(Files::isRegularFile)
                .sorted()
                .map(path -> inside(root.relativize(path).toString()).toString())
                .toList();
        if (matches.isEmpty()) {
            throw new InputException("nothing in the workspace matches " + pattern);
        }
        return matches;
    }

    private static PathMatcher matcher(String pattern) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException malformed) {
            throw new InputException(pattern + " is no pattern: " + malformed.getDescription(), malformed);
        }
    }

    /** What stands before the first part that is a pattern: only below it there can be a match. */
    private static String folderOf(String pattern) {
        String literal = pattern.split("[*?\\[{\\\\]", 2)[0];
        return literal.substring(0, literal.lastIndexOf('/') + 1);
    }

    /** All or nothing: a manifest that was overlooked would be pruned. */
    private List<Path> walked(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> seen = all.limit(mostSeen + 1L).toList();
            if (seen.size() > mostSeen) {
                throw new InputException("there are more than " + mostSeen + " files below "
                        + (folder.equals(root) ? "the workspace" : root.relativize(folder))
                        + "; begin the pattern with the folder that the manifests are in");
            }
            return seen;
        } catch (IOException | UncheckedIOException unreadable) {
            throw new InputException("the workspace cannot be read", unreadable);
        }
    }

    /** A sentence with the workspace's own place left out. */
    public String relative(String sentence) {
        return sentence.replace(root + "/", "").replace(root.toString(), ".");
    }
}
