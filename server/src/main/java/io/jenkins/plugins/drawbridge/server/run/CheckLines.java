package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.check.WalkLine;
import io.jenkins.plugins.drawbridge.engine.report.Colours;
import io.jenkins.plugins.drawbridge.engine.report.Wrapped;
import io.jenkins.plugins.drawbridge.server.cli.PlainText;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import io.jenkins.plugins.drawbridge.server.cli.Terminal;
import java.util.Locale;

/** Prints one line for each step of a check, with its time. */
final class CheckLines {

    private static final String INDENT = " ".repeat("FAILED ".length());

    private final Surroundings surroundings;
    private final Colours colours;

    CheckLines(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.colours = Colours.when(surroundings.terminal().colours());
    }

    void print(WalkLine line) {
        if (line.passed()) {
            passed(line);
        } else {
            failed(line.step());
        }
        surroundings.out().flush();
    }

    private void passed(WalkLine line) {
        String time = String.format(Locale.ROOT, "%6d ms", line.took().toMillis());
        String before = String.format(Locale.ROOT, "%s  %-32s ", time, PlainText.of(line.label()));
        String step = wrapped(PlainText.of(line.step()), "ok    ".length() + before.length());
        surroundings.out().println(colours.green("ok    ") + (before + step).stripTrailing());
    }

    private void failed(String sentence) {
        for (String line : sentence.split("\\R")) {
            surroundings.out().println(colours.red("FAILED ") + wrapped(PlainText.of(line), INDENT.length()));
        }
    }

    /** A log keeps its lines whole; a terminal would break them inside of words. */
    private String wrapped(String text, int taken) {
        Terminal terminal = surroundings.terminal();
        return Wrapped.text(text, taken, terminal.stdout() ? terminal.columns() : 0, INDENT);
    }
}
