package io.jenkins.plugins.drawbridge.engine.report;

import java.util.ArrayList;
import java.util.List;

/** The shortest way from one list of pieces (lines, words) to another. Stateless. */
final class LineDiff {

    /** Beyond this many comparisons what lies between the common ends counts as replaced. */
    private static final int MAX_WORK = 4_000_000;

    enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    record Piece(Kind kind, String text) {}

    private LineDiff() {}

    static List<Piece> between(List<String> before, List<String> after) {
        int head = 0;
        int shorter = Math.min(before.size(), after.size());
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<Piece> pieces = new ArrayList<>();
        add(pieces, Kind.SAME, before.subList(0, head));
        pieces.addAll(middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail)));
        add(pieces, Kind.SAME, before.subList(before.size() - tail, before.size()));
        return pieces;
    }

    private static List<Piece> middle(List<String> before, List<String> after) {
        List<Piece> pieces = new ArrayList<>();
        if ((long) before.size() * after.size() > MAX_WORK) {
            add(pieces, Kind.REMOVED, before);
            add(pieces, Kind.ADDED, after);
            return pieces;
        }
        int[][] common = common(before, after);
        int was = 0;
        int becomes = 0;
        while (was < before.size() || becomes < after.size()) {
            boolean both = was < before.size() && becomes < after.size();
            if (both && before.get(was).equals(after.get(becomes))) {
                pieces.add(new Piece(Kind.SAME, before.get(was++)));
                becomes++;
            } else if (becomes == after.size() || (both && common[was + 1][becomes] >= common[was][becomes + 1])) {
                pieces.add(new Piece(Kind.REMOVED, before.get(was++)));
            } else {
                pieces.add(new Piece(Kind.ADDED, after.get(becomes++)));
            }
        }
        return pieces;
    }

    /** Length of the longest common subsequence of the rests. */
    private static int[][] common(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int was = before.size() - 1; was >= 0; was--) {
            for (int becomes = after.size() - 1; becomes >= 0; becomes--) {
                common[was][becomes] = before.get(was).equals(after.get(becomes))
                        ? common[was + 1][becomes + 1] + 1
                        : Math.max(common[was + 1][becomes], common[was][becomes + 1]);
            }
        }
        return common;
    }

    private static void add(List<Piece> pieces, Kind kind, List<String> texts) {
        texts.forEach(text -> pieces.add(new Piece(kind, text)));
    }
}
