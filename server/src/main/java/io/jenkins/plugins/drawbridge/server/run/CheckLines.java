package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.check.WalkLine;
import io.jenkins.plugins.drawbridge.engine.report.Colours;
import io.jenkins.plugins.drawbridge.server.cli.PlainText;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import java.util.Locale;

/** Prints one line for each step of a check, with its time. */
final class CheckLines {

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
        String text =
                String.format(Locale.ROOT, "%s  %-32s %s", time, PlainText.of(line.label()), PlainText.of(line.step()));
        surroundings.out().println(colours.green("ok    ") + text.stripTrailing());
    }

    private void failed(String sentence) {
        for (String line : sentence.split("\\R")) {
            surroundings.out().println(colours.red("FAILED ") + PlainText.of(line));
        }
    }
}
