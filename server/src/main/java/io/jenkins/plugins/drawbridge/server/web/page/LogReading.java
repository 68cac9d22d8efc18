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

    private LogReading() {}

    /** @param most how many lines, the last ones */
    static LogView last(Journal journal, long run, int most) {
        Deque<String> lines = new ArrayDeque<>();
        StringBuilder open = new StringBuilder();
        int number = 1;
        long at = 0;
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
                    number++;
                }
            }
            open.delete(0, begin);
        }
        List<String> whole = new ArrayList<>(lines);
        if (open.length() > 0) {
            whole.add(open.toString());
        }
        return new LogView(number, whole, at);
    }
}
