package io.jenkins.plugins.drawbridge.engine.report;

import io.jenkins.plugins.drawbridge.engine.report.LineDiff.Kind;
import io.jenkins.plugins.drawbridge.engine.report.LineDiff.Piece;
import java.util.ArrayList;
import java.util.List;

/** Differences of texts as people read them: by line with some context, or by word within a line. Stateless. */
final class TextDiff {

    private static final int CONTEXT = 2;

    private TextDiff() {}

    /** Lines that differ with their neighbours; a {@code SAME} piece {@code …} stands for lines left out. */
    static List<Piece> lines(String before, String after) {
        List<Piece> all = LineDiff.between(split(before), split(after));
        boolean[] near = new boolean[all.size()];
        for (int index = 0; index < all.size(); index++) {
            if (all.get(index).kind() != Kind.SAME) {
                mark(near, index);
            }
        }
        List<Piece> shown = new ArrayList<>();
        for (int index = 0; index < all.size(); index++) {
            if (near[index]) {
                shown.add(all.get(index));
            } else if (index == 0 || near[index - 1]) {
                shown.add(new Piece(Kind.SAME, "…"));
            }
        }
        return shown;
    }

    /** Words, and what stands between them, of two single lines. */
    static List<Piece> words(String before, String after) {
        return joined(LineDiff.between(tokens(before), tokens(after)));
    }

    /** Neighbours of one kind as one piece. */
    private static List<Piece> joined(List<Piece> words) {
        List<Piece> joined = new ArrayList<>();
        for (Piece word : words) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).kind() == word.kind()) {
                joined.set(last, new Piece(word.kind(), joined.get(last).text() + word.text()));
            } else {
                joined.add(word);
            }
        }
        return joined;
    }

    private static void mark(boolean[] near, int index) {
        int end = Math.min(near.length, index + CONTEXT + 1);
        for (int at = Math.max(0, index - CONTEXT); at < end; at++) {
            near[at] = true;
        }
    }

    private static List<String> split(String text) {
        return text.isEmpty() ? List.of() : text.lines().toList();
    }

    private static List<String> tokens(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("(?<=[^A-Za-z0-9])|(?=[^A-Za-z0-9])"));
    }
}
