package io.jenkins.plugins.drawbridge.engine.step;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds what {@code files} names below a workspace; never a path outside it, also not by a link. */
public final class WorkspaceFiles {

    private static final int MOST_SEEN = 50_000;

    private final Path root;

    /** @throws InputException if the workspace is not there */
    public WorkspaceFiles(Path workspace) {
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
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        try (Stream<Path> all = Files.walk(root)) {
            List<String> matches = all.limit(MOST_SEEN)
                    .filter(path -> matcher.matches(root.relativize(path)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(path -> inside(root.relativize(path).toString()).toString())
                    .toList();
            if (matches.isEmpty()) {
                throw new InputException("nothing in the workspace matches " + pattern);
            }
            return matches;
        } catch (IOException unreadable) {
            throw new InputException("the workspace cannot be read", unreadable);
        }
    }

    /** A sentence with the workspace's own place left out. */
    public String relative(String sentence) {
        return sentence.replace(root + "/", "").replace(root.toString(), ".");
    }
}
