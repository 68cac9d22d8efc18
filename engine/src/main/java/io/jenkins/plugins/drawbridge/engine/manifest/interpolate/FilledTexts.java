package io.jenkins.plugins.drawbridge.engine.manifest.interpolate;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestReader;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts whose placeholders are filled, and the knowledge which values are in them. Immutable; prints no value. */
public final class FilledTexts {

    private static final int SHORTEST = 3;
    private static final Pattern LINE = Pattern.compile(":(\\d{1,9}):");
    private static final Pattern QUOTATION = Pattern.compile("(?s)\".*\"|\\[.*]|(?<=alias \\*)\\S+|(?<=type tag )\\S+");

    private final List<ManifestText> texts;
    private final Map<String, Set<Integer>> lines;
    private final List<Map.Entry<String, String>> used;
    private final FilledValues values;

    /**
     * @param lines that held placeholders, by the texts' names
     * @param used values by the names in the placeholders
     */
    FilledTexts(List<ManifestText> texts, Map<String, Set<Integer>> lines, Map<String, String> used) {
        this.texts = List.copyOf(texts);
        this.lines = lines;
        this.values = new FilledValues(used);
        this.used = used.entrySet().stream()
                .filter(entry -> entry.getValue().length() >= SHORTEST)
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().length()))
                .toList();
    }

    public List<ManifestText> texts() {
        return texts;
    }

    /**
     * The objects in the texts.
     *
     * @throws InputException as {@link ManifestReader#parse} does, with placeholders where it would quote their values
     */
    public FilledManifests manifests(ManifestReader reader) {
        return new FilledManifests(withoutValues(reader::parse), values);
    }

    /** Reads the texts, and keeps the values out of what is said against them. */
    public <T> T withoutValues(Function<List<ManifestText>, T> reading) {
        try {
            return reading.apply(texts);
        } catch (InputException told) { // its own trace would show the message again
            throw new InputException(faults(String.valueOf(told.getMessage())).stream()
                    .map(this::masked)
                    .collect(Collectors.joining("\n")));
        }
    }

    /** What begins with the name of a text is a fault; a line that does not goes on with what the one before it quotes. */
    private List<String> faults(String message) {
        List<String> faults = new ArrayList<>();
        for (String line : message.split("\\R", -1)) {
            if (faults.isEmpty() || !nameBefore(line).isEmpty()) {
                faults.add(line);
            } else {
                faults.set(faults.size() - 1, faults.get(faults.size() - 1) + "\n" + line);
            }
        }
        return faults;
    }

    private String nameBefore(String fault) {
        return texts.stream()
                .map(ManifestText::name)
                .filter(name -> fault.startsWith(name + ":"))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    /** A line that was filled in is not quoted at all: it may be cut, or unescaped. */
    private String masked(String fault) {
        String name = nameBefore(fault);
        String sentence = fault.substring(name.length());
        Matcher number = LINE.matcher(sentence);
        if (number.lookingAt() && lines.getOrDefault(name, Set.of()).contains(Integer.valueOf(number.group(1)))) {
            sentence = QUOTATION.matcher(sentence).replaceAll("\"****\"");
        }
        for (Map.Entry<String, String> value : used) {
            sentence = sentence.replace(value.getValue(), "{{" + value.getKey() + "}}");
        }
        return name + sentence;
    }
}
