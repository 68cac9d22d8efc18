package io.jenkins.plugins.drawbridge.server.demo;

import java.util.ArrayList;
import java.util.List;

/** Breaks text between words. */
final class Wrapping {

    private Wrapping() {}

    /**
     * How lines are to be.
     *
     * @param indent in front of every line but the first
     * @param lineEnd behind every line but the last
     */
    record Form(int width, String indent, String lineEnd) {}

    /** Lines of at most the width, unless a word is longer than that. */
    static List<String> of(String text, Form form) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            boolean first = line.toString().isBlank();
            if (!first && line.length() + 1 + word.length() + form.lineEnd().length() > form.width()) {
                lines.add(line + form.lineEnd());
                line = new StringBuilder(form.indent());
                first = true;
            }
            line.append(first ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
