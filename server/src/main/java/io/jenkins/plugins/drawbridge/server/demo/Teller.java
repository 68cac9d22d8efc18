package io.jenkins.plugins.drawbridge.server.demo;

import io.jenkins.plugins.drawbridge.server.cli.PlainText;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import java.io.PrintStream;
import java.util.List;

/** Tells a story on standard output: headings, sentences and the commands that are run, wrapped to the terminal. */
final class Teller {

    private static final int WIDEST = 80;
    private static final String NEXT_LINE = " \\";
    private static final int NAMES = 15;
    private static final char TIED = '\u00A0';

    private final PrintStream out;
    private final int width;
    private final boolean colours;
    private int headings;

    Teller(Surroundings surroundings) {
        this.out = surroundings.out();
        this.width = Math.min(WIDEST, surroundings.terminal().columns());
        this.colours = surroundings.terminal().colours();
    }

    /** A numbered heading. */
    void heading(String words) {
        headings++;
        out.println();
        out.println(painted("1;36", headings + ". " + words));
        out.println(painted("36", "-".repeat((headings + ". " + words).length())));
    }

    /** A paragraph. */
    void say(String sentences) {
        wrap(sentences, "", "").forEach(out::println);
        out.flush();
    }

    /** What came of a step: the point of it. */
    void point(String sentences) {
        out.println();
        wrap("=> " + sentences, "   ", "").forEach(line -> out.println(painted("1", line)));
        out.flush();
    }

    /** A command, as it could be pasted into a shell; flags stay with their values. */
    void command(String line) {
        out.println();
        String tied = line.replaceAll("(--?[a-z-]+) (?!-)", "$1" + TIED);
        for (String part : wrap("$ " + tied, "    ", NEXT_LINE)) {
            out.println(painted("1;32", part.replace(TIED, ' ')));
        }
        out.flush();
    }

    /** A line with a name in front. */
    void entry(String name, String value) {
        Wrapping.Form form = new Wrapping.Form(Math.max(20, width - NAMES), "", "");
        List<String> lines = Wrapping.of(PlainText.of(value), form);
        out.println("  " + painted("1", String.format("%-13s", name)) + lines.get(0));
        lines.stream().skip(1).forEach(line -> out.println(" ".repeat(NAMES) + line));
        out.flush();
    }

    void gap() {
        out.println();
    }

    private List<String> wrap(String text, String indent, String lineEnd) {
        return Wrapping.of(PlainText.of(text), new Wrapping.Form(width, indent, lineEnd));
    }

    private String painted(String code, String text) {
        return colours ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
