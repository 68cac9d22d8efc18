package io.jenkins.plugins.drawbridge.engine.manifest;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Files, folders and standard input to manifests. What is read is not trusted: sizes are bounded, links must stay inside
 * the given folder, text must be UTF-8. All faults of an input are told at once. Not thread-safe.
 *
 * <p>Namespaces are not settled here ({@link NamespaceRule}), so neither are duplicates.
 */
public final class ManifestReader {

    /** The file name that stands for standard input. */
    public static final String STDIN = "-";

    private static final String STDIN_NAME = "<stdin>";

    private static final int BATCH = 32;

    private static final int LARGEST_FILE = YamlLimits.MANIFESTS.characters();

    private final InputStream stdin;
    private final ManifestLimits limits;

    /** @param stdin read and closed only when {@link #STDIN} is asked for */
    public ManifestReader(InputStream stdin, ManifestLimits limits) {
        this.stdin = stdin;
        this.limits = limits;
    }

    /**
     * The objects of the files, in their order; none is not an error here.
     *
     * @param filenames files and folders, or {@link #STDIN} alone
     * @throws InputException with one line ({@code file:line:column: sentence}) for each fault found
     */
    public List<Manifest> read(List<String> filenames) {
        return new Run().read(filenames, isStdin(filenames));
    }

    private static boolean isStdin(List<String> filenames) {
        if (filenames.isEmpty()) {
            throw new InputException("at least one path must be specified with \"filename\" flag");
        }
        boolean fromStdin = filenames.contains(STDIN);
        if (fromStdin && filenames.size() > 1) {
            throw new InputException("cannot read from stdin and other paths together");
        }
        return fromStdin;
    }

    /**
     * The bytes of the files, for a host whose files lie on another machine than the deploy, or who fills in what they
     * leave open; bounded as in {@link #read}.
     *
     * @param filenames files and folders, or {@link #STDIN} alone
     * @throws InputException with one line for each file that cannot be read
     */
    public List<ManifestText> collect(List<String> filenames) {
        return new Run().collect(filenames, !filenames.isEmpty() && isStdin(filenames));
    }

    /**
     * The objects of files that were read elsewhere, and are trusted no more for that.
     *
     * @throws InputException with one line ({@code file:line:column: sentence}) for each fault found
     */
    public List<Manifest> parse(List<ManifestText> texts) {
        return new Run().parse(texts);
    }

    private void refuseMoreThan(long allowed, int length, String beginning) {
        if (length > allowed) {
            int limit = allowed == LARGEST_FILE ? LARGEST_FILE : limits.bytes();
            throw new InputException(beginning + limit + " bytes; split it, or deploy it in parts.");
        }
    }

    /** Opens one input; closed by the reader. */
    private interface Opening {
        InputStream open() throws IOException;
    }

    /** The state of one reading. */
    private final class Run {

        private final Faults faults = new Faults();
        private final List<Manifest> manifests = new ArrayList<>();
        private long bytesLeft = limits.bytes();
        private long valuesLeft = limits.values();

        private List<Manifest> read(List<String> filenames, boolean fromStdin) {
            if (fromStdin) {
                understand(texts(List.of(STDIN_NAME), name -> text(name, () -> stdin)));
            } else {
                inBatches(found(filenames), batch -> understand(texts(batch, this::text)));
            }
            faults.throwIfAny();
            return List.copyOf(manifests);
        }

        private List<ManifestText> collect(List<String> filenames, boolean fromStdin) {
            List<ManifestText> texts = fromStdin
                    ? texts(List.of(STDIN_NAME), name -> text(name, () -> stdin))
                    : texts(found(filenames), this::text);
            faults.throwIfAny();
            return List.copyOf(texts);
        }

        private List<Manifest> parse(List<ManifestText> given) {
            inBatches(
                    given,
                    batch -> understand(
                            texts(batch, text -> text(text.name(), () -> new ByteArrayInputStream(text.content())))));
            faults.throwIfAny();
            return List.copyOf(manifests);
        }

        private List<ManifestFiles.Found> found(List<String> filenames) {
            return new ManifestFiles(limits, faults).find(filenames);
        }

        private <T> List<ManifestText> texts(List<T> inputs, Function<T, @Nullable ManifestText> reading) {
            return inputs.stream().map(reading).filter(Objects::nonNull).toList();
        }

        private @Nullable ManifestText text(ManifestFiles.Found found) {
            if (Files.isRegularFile(found.path())) {
                return text(found.name(), () -> Files.newInputStream(found.path()));
            }
            faults.add(found.name() + ": is no regular file.");
            return null;
        }

        private @Nullable ManifestText text(String name, Opening opening) {
            try (InputStream input = opening.open()) {
                byte[] bytes = input.readNBytes((int) Math.min(bytesLeft, LARGEST_FILE) + 1);
                refuseMoreThan(LARGEST_FILE, bytes.length, name + ": is larger than ");
                refuseMoreThan(bytesLeft, bytes.length, name + ": with it, the input is larger than ");
                bytesLeft -= bytes.length;
                return new ManifestText(name, bytes);
            } catch (IOException e) {
                faults.add(name + ": cannot be read: " + e.getMessage());
                return null;
            }
        }

        /** The files of a batch on all processors; what they hold, and what is wrong with them, in their order. */
        private void understand(List<ManifestText> batch) {
            batch.parallelStream().map(UnderstoodText::of).toList().forEach(this::add);
        }

        private void add(UnderstoodText text) {
            faults.addAll(text.faults());
            manifests.addAll(text.manifests());
            if (manifests.size() > limits.objects()) {
                throw new InputException(
                        text.name() + ": more than " + limits.objects() + " objects; deploy them in parts.");
            }
            valuesLeft -= text.values();
            if (valuesLeft < 0) {
                throw new InputException(text.name() + ": the objects hold more than " + limits.values()
                        + " values, aliases followed; deploy them in parts.");
            }
        }
    }

    /** A batch is small enough to stop soon where a limit is passed. */
    private static <T> void inBatches(List<T> all, Consumer<List<T>> work) {
        for (int begin = 0; begin < all.size(); begin += BATCH) {
            work.accept(all.subList(begin, Math.min(all.size(), begin + BATCH)));
        }
    }
}
