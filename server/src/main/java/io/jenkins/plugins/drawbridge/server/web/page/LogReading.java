package io.jenkins.plugins.drawbridge.server.web.page;

import io.jenkins.plugins.drawbridge.server.store.Journal;
import io.jenkins.plugins.drawbridge.server.store.LogPart;
import io.jenkins.plugins.drawbridge.server.web.page.view.LogView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads a run's log in lines, numbered from its beginning. */
final class LogReading {

    private static final int PART = 1024 * 1024;

    private final Deque<String> lines = new ArrayDeque<>();
    private final StringBuilder open = new StringBuilder();
    private final int most;
    private int leftOut;
    private long at;

    private LogReading(int most, long at) {
        this.most = most;
        this.at = at;
    }

    /** @param most how many lines, the last ones */
    static LogView last(Journal journal, long run, int most) {
        LogReading reading = new LogReading(most, 0);
        reading.toEnd(journal, run);
        return new LogView(reading.leftOut + 1, reading.whole(), reading.at);
    }

    /** Reads no more than what is near the end; where that is not the whole, the lines have no numbers. */
    static LogView tail(Journal journal, long run, int most) {
        long end = journal.log(run, Long.MAX_VALUE, 1).end();
        if (end <= PART) {
            return last(journal, run, most);
        }
        LogReading reading = new LogReading(most, end - PART);
        reading.toEnd(journal, run);
        if (reading.leftOut == 0 && !reading.lines.isEmpty()) {
            reading.lines.remove(); // It began before.
        }
        return new LogView(LogView.UNKNOWN, reading.whole(), reading.at);
    }

    private void toEnd(Journal journal, long run) {
        for (LogPart part = journal.log(run, at, PART); part.bytes().length > 0; part = journal.log(run, at, PART)) {
            open.append(new String(part.bytes(), StandardCharsets.UTF_8));
            at = part.end();
            int end;
            int begin = 0;
            while ((end = open.indexOf("\n", begin)) >= 0) {
                lines.add(open.substring(begin, end));
                begin = end + 1;
                if (lines.size() > most) {
                    lines.remove();
                    leftOut++;
                }
            }
            open.delete(0, begin);
        }
    }

    private List<String> whole() {
        List<String> whole = new ArrayList<>(lines);
        if (open.length() > 0) {
            whole.add(open.toString());
        }
        return whole;
    }
}
