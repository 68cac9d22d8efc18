package io.jenkins.plugins.drawbridge.server.web.page.view;

import java.util.List;

/**
 * Lines of a run's log.
 *
 * @param first number of the first line, from 1; {@link #UNKNOWN}
 * @param end offset behind the last line, in bytes: where {@code progressiveText} goes on
 */
public record LogView(int first, List<String> lines, long end) {

    /** So long a log that its lines were not counted. */
    public static final int UNKNOWN = 0;

    public LogView {
        lines = List.copyOf(lines);
    }

    public boolean isNumbered() {
        return first != UNKNOWN;
    }

    public boolean isCut() {
        return first != 1;
    }
}
