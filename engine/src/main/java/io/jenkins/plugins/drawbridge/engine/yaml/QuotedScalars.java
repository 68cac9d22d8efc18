package io.jenkins.plugins.drawbridge.engine.yaml;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Where the quoted scalars of a text stand. A text that is no YAML is known up to its first fault. Not thread-safe. */
public final class QuotedScalars {

    /** Which quotes. */
    public enum Quote {
        SINGLE,
        DOUBLE
    }

    /**
     * One scalar.
     *
     * @param start offset of its first quote
     * @param end offset behind its last quote
     */
    public record Region(int start, int end, Quote quote) {}

    private final String text;
    private final TreeMap<Integer, Region> byStart = new TreeMap<>();
    private int offset;
    private int codePoints;
    private boolean complete;

    private QuotedScalars(String text) {
        this.text = text;
    }

    public static QuotedScalars of(String text) {
        QuotedScalars scalars = new QuotedScalars(text);
        try {
            scalars.read();
            scalars.complete = true;
        } catch (YAMLException noYaml) {
            // Whoever reads the text tells its faults; behind this one, no quotes are known.
            scalars.complete = false;
        }
        return scalars;
    }

    /** The quoted scalar that an offset lies in. */
    public @Nullable Region around(int position) {
        Map.Entry<Integer, Region> before = byStart.floorEntry(position);
        return before == null || before.getValue().end() <= position ? null : before.getValue();
    }

    /** Whether it is known what an offset lies in. */
    public boolean knows(int position) {
        return complete || position < offset;
    }

    private void read() {
        Parser parser = new ParserImpl(new StreamReader(asYaml(text)), options());
        for (Event event = parser.getEvent(); !event.is(Event.ID.StreamEnd); event = parser.getEvent()) {
            if (event instanceof ScalarEvent scalar) {
                int start = offset(scalar.getStartMark());
                int end = offset(scalar.getEndMark());
                if (scalar.getScalarStyle() == ScalarStyle.SINGLE_QUOTED) {
                    byStart.put(start, new Region(start, end, Quote.SINGLE));
                } else if (scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED) {
                    byStart.put(start, new Region(start, end, Quote.DOUBLE));
                }
            }
        }
    }

    /** Marks count code points. Those of scalars come in order, so the text is walked once. */
    private int offset(Mark mark) {
        offset = text.offsetByCodePoints(offset, mark.getIndex() - codePoints);
        codePoints = mark.getIndex();
        return offset;
    }

    /** What JSON allows beyond YAML, and a mark of the byte order, give their place to other characters, as many. */
    private static String asYaml(String text) {
        return text.replace('\uFEFF', ' ').replace('\t', ' ').replace("\\/", "\\n");
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        return options;
    }
}
