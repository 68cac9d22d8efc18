package io.jenkins.plugins.drawbridge.engine.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlLimits;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
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
        if (filenames.isEmpty()) {
            throw new InputException("at least one path must be specified with \"filename\" flag");
        }
        boolean fromStdin = filenames.contains(STDIN);
        if (fromStdin && filenames.size() > 1) {
            throw new InputException("cannot read from stdin and other paths together");
        }
        return new Run().read(filenames, fromStdin);
    }

    /**
     * The bytes of the files, for a host whose files lie on another machine than the deploy; bounded as in {@link #read}.
     *
     * @throws InputException with one line for each file that cannot be read
     */
    public List<ManifestText> collect(List<String> filenames) {
        return new Run().collect(filenames);
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
        private final ObjectParser parser = new ObjectParser(faults);
        private final List<Manifest> manifests = new ArrayList<>();
        private long bytesLeft = limits.bytes();
        private long valuesLeft = limits.values();

        private List<Manifest> read(List<String> filenames, boolean fromStdin) {
            if (fromStdin) {
                file(STDIN_NAME, bytes(STDIN_NAME, () -> stdin));
            } else {
                find(filenames, this::file);
            }
            faults.throwIfAny();
            return List.copyOf(manifests);
        }

        private List<ManifestText> collect(List<String> filenames) {
            List<ManifestText> texts = new ArrayList<>();
            find(filenames, (name, bytes) -> {
                if (bytes != null) {
                    texts.add(new ManifestText(name, bytes));
                }
            });
            faults.throwIfAny();
            return List.copyOf(texts);
        }

        private List<Manifest> parse(List<ManifestText> texts) {
            for (ManifestText text : texts) {
                file(text.name(), bytes(text.name(), () -> new ByteArrayInputStream(text.content())));
            }
            faults.throwIfAny();
            return List.copyOf(manifests);
        }

        private void find(List<String> filenames, BiConsumer<String, byte @Nullable []> reading) {
            for (ManifestFiles.Found found : new ManifestFiles(limits, faults).find(filenames)) {
                if (Files.isRegularFile(found.path())) {
                    reading.accept(found.name(), bytes(found.name(), () -> Files.newInputStream(found.path())));
                } else {
                    faults.add(found.name() + ": is no regular file.");
                }
            }
        }

        private void file(String name, byte @Nullable [] bytes) {
            String text = bytes == null ? null : text(name, bytes);
            if (text == null) {
                return;
            }
            List<YamlNode> documents = documents(name, text);
            for (int document = 0; document < documents.size(); document++) {
                add(name, parser.parse(documents.get(document), new ObjectParser.Place(name, document + 1)));
            }
        }

        private List<YamlNode> documents(String name, String text) {
            try {
                return YamlReader.read(name, text, YamlLimits.MANIFESTS);
            } catch (InputException e) {
                faults.add(String.valueOf(e.getMessage()));
                return List.of();
            }
        }

        private void add(String name, List<Manifest> objects) {
            manifests.addAll(objects);
            if (manifests.size() > limits.objects()) {
                throw new InputException(name + ": more than " + limits.objects() + " objects; deploy them in parts.");
            }
            objects.forEach(object -> valuesLeft -= values(object.body()));
            if (valuesLeft < 0) {
                throw new InputException(name + ": the objects hold more than " + limits.values()
                        + " values, aliases followed; deploy them in parts.");
            }
        }

        private static long values(JsonNode json) {
            long count = 1;
            for (JsonNode child : json) {
                count += values(child);
            }
            return count;
        }

        private byte @Nullable [] bytes(String name, Opening opening) {
            try (InputStream input = opening.open()) {
                byte[] bytes = input.readNBytes((int) Math.min(bytesLeft, LARGEST_FILE) + 1);
                refuseMoreThan(LARGEST_FILE, bytes.length, name + ": is larger than ");
                refuseMoreThan(bytesLeft, bytes.length, name + ": with it, the input is larger than ");
                bytesLeft -= bytes.length;
                return bytes;
            } catch (IOException e) {
                faults.add(name + ": cannot be read: " + e.getMessage());
                return null;
            }
        }

        private @Nullable String text(String name, byte[] bytes) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                faults.add(name + ": is not UTF-8 text; save it as UTF-8.");
                return null;
            }
        }
    }
}
