package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlLimits;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A folder with a kustomization, and what it may read. Links are followed before it is judged. */
final class Folder {

    private static final int DEEPEST = 50;
    private static final Pattern REMOTE = Pattern.compile(
            "(?i)[a-z][a-z0-9+.-]*://.*|git::.*|[^/]*@[^/]*:.*|(www\\.)?github\\.com[/:].*|.*[?&]ref=.*");

    private final String name;
    private final Path root;
    private final List<Path> above;
    private final Bounds bounds;
    private final Limits limits;

    private Folder(String name, Path root, List<Path> above, Bounds bounds, Limits limits) {
        this.name = name;
        this.root = root;
        this.above = List.copyOf(above);
        this.bounds = bounds;
        this.limits = limits;
    }

    /**
     * Where files and folders may lie.
     *
     * @param outermost nothing outside it is read, as a real path; null: anywhere
     */
    record Bounds(LoadRestrictor restrictor, @Nullable Path outermost) {

        boolean hold(Path path) {
            return outermost == null || path.startsWith(outermost);
        }
    }

    /** A file that was read; nobody changes its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Content(String name, byte[] bytes) {

        String text() {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) { // told to the user: nothing can be made of the file
                throw new InputException(name + ": is not UTF-8 text; save it as UTF-8.");
            }
        }

        List<YamlNode> documents() {
            return YamlReader.read(name, text(), YamlLimits.MANIFESTS);
        }
    }

    static Folder top(String name, Bounds bounds, Limits limits) {
        try {
            Path path = Path.of(name);
            if (!Files.isDirectory(path)) {
                throw new InputException(name + ": is no folder; name the folder that holds the kustomization.yaml.");
            }
            return new Folder(name, path.toRealPath(), List.of(), bounds, limits);
        } catch (InvalidPathException e) { // told to the user: nothing to build
            throw new InputException("\"" + name + "\" is no file name: " + e.getReason() + ".");
        } catch (IOException e) { // told to the user: nothing to build
            throw new InputException(name + ": cannot be read: " + e.getMessage());
        }
    }

    Limits limits() {
        return limits;
    }

    String nameOf(String file) {
        Path path = Path.of(name, file).normalize();
        return path.toString().isEmpty() ? "." : path.toString();
    }

    boolean has(String file) {
        return Files.isRegularFile(root.resolve(file));
    }

    boolean isFolder(String from, Entry entry) {
        return Files.isDirectory(resolve(from, entry));
    }

    /** @param from the file that names the other folder */
    Folder folder(String from, Entry entry) {
        Path path = real(from, entry, resolve(from, entry));
        if (Path.of(entry.text()).isAbsolute()) {
            throw entry.refuse(from, "a folder must be given by a relative path.");
        }
        if (root.startsWith(path) || above.stream().anyMatch(parent -> parent.startsWith(path))) {
            throw entry.refuse(
                    from,
                    "cycle: " + nameOf(entry.text()) + " is this folder, holds it, or led to it; a kustomization"
                            + " cannot build on itself.");
        }
        if (above.size() >= DEEPEST) {
            throw entry.refuse(from, "kustomizations build on each other deeper than " + DEEPEST + " levels.");
        }
        List<Path> parents = new ArrayList<>(above);
        parents.add(root);
        return new Folder(nameOf(entry.text()), path, parents, bounds, limits);
    }

    /** @param from the file that names the other one */
    Content file(String from, Entry entry) {
        Path path = real(from, entry, resolve(from, entry));
        if (bounds.restrictor() == LoadRestrictor.ROOT_ONLY && !path.startsWith(root)) {
            throw entry.refuse(
                    from,
                    "the file lies outside the folder of the kustomization; move it into it, or make a kustomization"
                            + " of its folder (or build with --load-restrictor none).");
        }
        if (!Files.isRegularFile(path)) {
            throw entry.refuse(from, "this is no regular file.");
        }
        return read(nameOf(entry.text()), path);
    }

    Content own(String file) {
        return file(nameOf(file), new Entry(file, 1, 1));
    }

    private Content read(String shown, Path path) {
        try (InputStream input = Files.newInputStream(path)) {
            byte[] bytes = input.readNBytes(limits.nextRead());
            limits.file(shown, bytes.length);
            return new Content(shown, bytes);
        } catch (IOException e) { // told to the user: the build needs the file
            throw new InputException(shown + ": cannot be read: " + e.getMessage());
        }
    }

    private Path resolve(String from, Entry entry) {
        if (REMOTE.matcher(entry.text()).matches()) {
            throw entry.refuse(
                    from,
                    "nothing is fetched from elsewhere; put what stands there into a folder of this repository, and"
                            + " name that.");
        }
        try {
            return root.resolve(entry.text());
        } catch (InvalidPathException e) { // told to the user: the build needs the file
            throw entry.refuse(from, "this is no file name: " + e.getReason() + ".");
        }
    }

    private Path real(String from, Entry entry, Path path) {
        try {
            Path real = bounds.hold(path.normalize()) ? path.toRealPath() : path;
            if (bounds.hold(real.normalize())) {
                return real;
            }
            throw entry.refuse(from, entry.text() + " leads out of the workspace.");
        } catch (IOException e) { // told to the user: the build needs the file
            throw entry.refuse(from, "no such file or folder: " + nameOf(entry.text()) + ".");
        }
    }
}
