package io.jenkins.plugins.drawbridge.server.web.page;

import io.jenkins.plugins.drawbridge.engine.report.ReportHtml;
import io.jenkins.plugins.drawbridge.engine.report.ReportJson;
import io.jenkins.plugins.drawbridge.server.store.DeploySection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reports as HTML; the last ones are kept, since a page that is looked at while a run goes on is made often. */
final class Reports {

    private static final int KEPT = 64;
    private static final int LONGEST_KEPT = 512 * 1024;

    private record Key(long run, String path, Instant updatedAt) {}

    private final Map<Key, String> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
            return size() > KEPT;
        }
    };

    String html(long run, DeploySection section) {
        Key key = new Key(run, section.path(), section.updatedAt());
        synchronized (kept) {
            String known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        String html = ReportHtml.section(
                ReportJson.read("the stored report", section.report()), SectionId.of(section.path()));
        if (html.length() <= LONGEST_KEPT) {
            synchronized (kept) {
                kept.put(key, html);
            }
        }
        return html;
    }
}
