package io.jenkins.plugins.drawbridge.engine.manifest;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with an input, so that the user sees all of it at once. Used by one thread. */
final class Faults {

    private static final int SHOWN = 20;

    private final List<String> sentences = new ArrayList<>();
    private int count;

    void add(String sentence) {
        count++;
        if (sentences.size() < SHOWN) {
            sentences.add(sentence);
        }
    }

    void addAll(Faults others) {
        others.sentences.forEach(this::add);
        count += others.count - others.sentences.size();
    }

    /** @throws InputException with one line for each fault, if there is any */
    void throwIfAny() {
        if (count > 0) {
            String more = count > SHOWN ? "\nand " + (count - SHOWN) + " more" : "";
            throw new InputException(String.join("\n", sentences) + more);
        }
    }
}
