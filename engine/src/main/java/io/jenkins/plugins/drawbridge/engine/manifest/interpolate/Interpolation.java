package io.jenkins.plugins.drawbridge.engine.manifest.interpolate;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestLimits;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestText;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlLimits;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fills the placeholders of texts: {@code {{NAME}}}, NAME being upper-case letters, digits and underscores; anything else
 * in braces is left alone. Texts need not be YAML. What a value holds is never filled itself. Used once.
 */
public final class Interpolation {

    private static final int SHOWN = 20;
    private static final int LONGEST = YamlLimits.MANIFESTS.characters();
    private static final int LONGEST_TOGETHER = ManifestLimits.DEFAULT.bytes();

    private final Variables variables;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> used = new LinkedHashMap<>();
    private final Map<String, Set<Integer>> lines = new HashMap<>();

    private long together;

    private Interpolation(Variables variables) {
        this.variables = variables;
    }

    /**
     * All texts, or none.
     *
     * @throws InputException naming every variable that is missing, with file and line
     */
    public static FilledTexts fill(List<ManifestText> texts, Variables variables) {
        return new Interpolation(variables).filled(texts);
    }

    private FilledTexts filled(List<ManifestText> texts) {
        List<ManifestText> filled = new ArrayList<>();
        for (ManifestText text : texts) {
            String characters = decoded(text);
            if (characters != null) {
                String result = filled(text.name(), characters);
                refuseMore(text.name(), result.length());
                filled.add(new ManifestText(text.name(), result.getBytes(StandardCharsets.UTF_8)));
            }
        }
        if (!faults.isEmpty()) {
            String more = faults.size() > SHOWN ? "\nand " + (faults.size() - SHOWN) + " more" : "";
            throw new InputException(faults.stream().limit(SHOWN).collect(Collectors.joining("\n")) + more);
        }
        return new FilledTexts(filled, lines, used);
    }

    private void refuseMore(String name, int length) {
        together += length;
        if (together > LONGEST_TOGETHER) {
            throw new InputException(name + ": with it, the files are longer than " + LONGEST_TOGETHER
                    + " characters once they are filled in; fill them in parts.");
        }
    }

    private @Nullable String decoded(ManifestText text) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.content()))
                    .toString();
        } catch (CharacterCodingException noText) { // told with the other faults
            faults.add(text.name() + ": is not UTF-8 text; save it as UTF-8.");
            return null;
        }
    }

    private String filled(String name, String text) {
        StringBuilder filled = new StringBuilder(text.length());
        Places places = new Places(name, text);
        int done = 0;
        for (Placeholder placeholder : Placeholder.in(text)) {
            places.moveTo(placeholder.start());
            Optional<String> value = variables.find(placeholder.name());
            value.ifPresentOrElse(
                    found -> used.put(placeholder.name(), found), () -> places.missing(placeholder.name()));
            filled.append(text, done, placeholder.start())
                    .append(placeholder.context().written(value.orElse("")));
            done = placeholder.end();
            if (filled.length() > LONGEST) {
                throw new InputException(
                        name + ": is longer than " + LONGEST + " characters once it is filled in; split it.");
            }
        }
        return filled.append(text, done, text.length()).toString();
    }

    /** Where in one text the placeholders stand; each variable it lacks is told once. */
    private final class Places {

        private final String file;
        private final String text;
        private final Set<String> told = new HashSet<>();
        private int position;
        private int line = 1;
        private int column = 1;

        private Places(String file, String text) {
            this.file = file;
            this.text = text;
        }

        private void moveTo(int start) {
            while (position < start) {
                int character = text.codePointAt(position);
                position += Character.charCount(character);
                column = character == '\n' ? 1 : column + 1;
                line = character == '\n' ? line + 1 : line;
            }
            lines.computeIfAbsent(file, any -> new HashSet<>()).add(line);
        }

        private void missing(String name) {
            if (told.add(name)) {
                faults.add(file + ":" + line + ":" + column + ": environment variable \"" + name + "\" not found; set "
                        + variables.candidates(name).collect(Collectors.joining(" or ")) + ".");
            }
        }
    }
}
