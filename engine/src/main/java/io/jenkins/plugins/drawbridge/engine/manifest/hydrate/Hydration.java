package io.jenkins.plugins.drawbridge.engine.manifest.hydrate;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestLimits;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlLimits;
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
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what lies beside a kustomization, not below, and adds it there: files called {@code patch.yaml} or
 * {@code NAME.patch.yaml} to the patches, other YAML files to the resources. What the kustomization holds stays.
 */
public final class Hydration {

    private static final List<String> KUSTOMIZATIONS =
            List.of("kustomization.yaml", "kustomization.yml", "Kustomization");
    private static final Pattern PATCH = Pattern.compile("(^|.*\\.)patch\\.ya?ml");
    private static final Pattern YAML = Pattern.compile(".*\\.ya?ml");
    private static final int LARGEST = YamlLimits.CONFIGURATION.characters();

    private Hydration() {}

    /**
     * The new text of a folder's kustomization; empty if it names everything already.
     *
     * @param name of the folder, as the user knows it
     * @throws InputException if there is no kustomization, several, or one that cannot be understood
     */
    public static Optional<Hydrated> of(String name, ManifestLimits limits) {
        try {
            Path folder = Path.of(name);
            List<String> files = files(name, folder, limits);
            String kustomization = kustomization(name, files);
            Path file = folder.resolve(kustomization);
            String shown = name.equals(".") ? kustomization : name + (name.endsWith("/") ? "" : "/") + kustomization;
            String text = text(shown, file);
            String hydrated = new Kustomization(shown, text).with(resources(files), patches(files));
            return hydrated.equals(text) ? Optional.empty() : Optional.of(new Hydrated(shown, file, hydrated));
        } catch (InvalidPathException malformed) {
            throw new InputException("\"" + name + "\" is no name of a folder: " + malformed.getReason(), malformed);
        } catch (IOException unreadable) {
            throw new InputException(name + ": cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static List<String> files(String name, Path folder, ManifestLimits limits) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new InputException(name + ": no such folder");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> listed = entries.limit(limits.files() + 1L).toList();
            if (listed.size() > limits.files()) {
                throw new InputException(name + ": holds more than " + limits.files() + " files");
            }
            return listed.stream()
                    .filter(Files::isRegularFile)
                    .map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static String kustomization(String name, List<String> files) {
        List<String> found = new ArrayList<>(KUSTOMIZATIONS);
        found.retainAll(files);
        if (found.isEmpty()) {
            throw new InputException(name + ": missing kustomization file \"" + KUSTOMIZATIONS.get(0)
                    + "\"; make one, an empty file does");
        }
        if (found.size() > 1) {
            throw new InputException(name + ": found multiple kustomization file: " + String.join(", ", found));
        }
        return found.get(0);
    }

    private static boolean isPatch(String file) {
        return PATCH.matcher(file.toLowerCase(Locale.ROOT)).matches();
    }

    private static List<String> patches(List<String> files) {
        return files.stream().filter(Hydration::isPatch).toList();
    }

    private static List<String> resources(List<String> files) {
        return files.stream()
                .filter(file -> YAML.matcher(file.toLowerCase(Locale.ROOT)).matches())
                .filter(file -> !isPatch(file) && !KUSTOMIZATIONS.contains(file))
                .toList();
    }

    private static String text(String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new InputException(name + ": is larger than " + LARGEST + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException noText) {
            throw new InputException(name + ": is not UTF-8 text; save it as UTF-8.", noText);
        }
    }
}
