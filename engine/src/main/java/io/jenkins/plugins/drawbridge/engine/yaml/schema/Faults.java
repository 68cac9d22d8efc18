package io.jenkins.plugins.drawbridge.engine.yaml.schema;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Gathers what is wrong in one file, so that all of it is told at once. Not thread-safe. */
public final class Faults {

    private record Fault(int line, int column, String sentence) {}

    private final String source;
    private final List<Fault> found = new ArrayList<>();

    /** @param source name of the file as the user knows it */
    public Faults(String source) {
        this.source = source;
    }

    /** @param sentence what is wrong and the remedy; never holds a value that may be a secret */
    public void report(YamlNode where, String sentence) {
        found.add(new Fault(where.line(), where.column(), sentence));
    }

    int count() {
        return found.size();
    }

    /** @throws InputException with one line for each fault, in file order, if there is any */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InputException(found.stream()
                    .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
                    .map(fault -> source + ":" + fault.line + ":" + fault.column + ": " + fault.sentence)
                    .distinct()
                    .collect(Collectors.joining("\n")));
        }
    }
}
