package io.jenkins.plugins.drawbridge.server.demo;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A copy of {@code examples/shop}, which travels inside the jar, in a folder of the user's, where the story edits it. */
final class ShopFiles {

    private static final String ORIGIN = "/examples/shop/README.md";

    private final Path folder;

    private ShopFiles(Path folder) {
        this.folder = folder;
    }

    /** Copies it into a folder; what is there under the same names is overwritten. */
    static ShopFiles copiedTo(Path folder) {
        copy("k8s", folder);
        return new ShopFiles(folder);
    }

    /** Copies the whole project, with its Jenkinsfile; edits are below its {@code k8s}. */
    static ShopFiles projectCopiedTo(Path folder) {
        copy("k8s", folder.resolve("k8s"));
        copy("Jenkinsfile", folder);
        return new ShopFiles(folder.resolve("k8s"));
    }

    private static void copy(String name, Path folder) {
        URL origin = Objects.requireNonNull(ShopFiles.class.getResource(ORIGIN), ORIGIN);
        try {
            if (origin.getProtocol().equals("jar")) {
                String jar = origin.toString().substring(0, origin.toString().indexOf('!'));
                try (FileSystem inside = FileSystems.newFileSystem(URI.create(jar), Map.of())) {
                    copy(inside.getPath(ORIGIN).resolveSibling(name), folder);
                }
            } else {
                copy(Path.of(origin.toURI()).resolveSibling(name), folder);
            }
        } catch (IOException failure) {
            throw new InputException("the example cannot be copied to " + folder + "; is there room?", failure);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A folder's files, or the one file, into a folder. */
    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(from)) {
            files = found.filter(Files::isRegularFile).collect(Collectors.toList());
        }
        for (Path file : files) {
            String below = from.relativize(file).toString();
            Path copy = to.resolve(below.isEmpty() ? String.valueOf(from.getFileName()) : below);
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            Files.write(copy, Files.readAllBytes(file));
        }
    }

    /** Replaces a text that is there exactly once. */
    void edit(Edit edit) {
        Path path = folder.resolve(edit.file());
        try {
            String text = Files.readString(path);
            int place = text.indexOf(edit.before());
            if (place < 0 || text.indexOf(edit.before(), place + 1) >= 0) {
                throw new IllegalStateException(path + " does not hold '" + edit.before() + "' exactly once");
            }
            Files.writeString(path, text.replace(edit.before(), edit.after()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * One edit of the story.
     *
     * @param file below the folder
     */
    record Edit(String file, String before, String after) {

        Edit undone() {
            return new Edit(file, /* before= */ after, /* after= */ before);
        }
    }
}
