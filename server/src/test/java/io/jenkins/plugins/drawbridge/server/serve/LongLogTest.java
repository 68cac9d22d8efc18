package io.jenkins.plugins.drawbridge.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.store.CallbackState;
import io.jenkins.plugins.drawbridge.server.store.Cause;
import io.jenkins.plugins.drawbridge.server.store.NewRun;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.Store;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A log of several megabytes, on the pages and as text. */
public class LongLogTest {

    private static final String BUILD = "/job/team/job/shop/1/";
    private static final int LINES = 40_000;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private ServedShop shop;
    private final StringBuilder whole = new StringBuilder();

    @Before
    public void start() throws Exception {
        shop = ServedShop.start(folder.getRoot().toPath(), "");
        Store store = shop.server().store();
        NewRun request = new NewRun("team/shop", Map.of(), "t", new Cause(Cause.Kind.USER, "ada", "127.0.0.1"), null);
        long id = store.writes()
                .accept(List.of(request), 10, ids -> {})
                .get(0)
                .orElseThrow()
                .id();
        store.journal().start(id);
        for (int hundred = 0; hundred < LINES / 100; hundred++) {
            StringBuilder piece = new StringBuilder();
            for (int line = 1; line <= 100; line++) {
                piece.append("grün ")
                        .append(hundred * 100 + line)
                        .append(" ")
                        .append("=".repeat(60))
                        .append('\n');
            }
            store.journal().append(id, piece.toString());
            whole.append(piece);
        }
        store.writes().end(id, RunResult.SUCCESS, "", CallbackState.NONE, () -> {});
    }

    @After
    public void stop() {
        shop.close();
    }

    @Test
    public void the_builds_page_shows_its_end_uncounted_and_leads_to_the_rest() {
        String page = shop.get(BUILD).body();
        assertThat(page)
                .contains("grün " + LINES + " =")
                .contains("grün " + (LINES - 299) + " =")
                .doesNotContain("grün " + (LINES - 300) + " =")
                .contains("<a href=\"" + BUILD + "console\">Earlier lines</a> are left out here.")
                .contains("data-whole=\"" + BUILD + "console\"")
                .doesNotContain("id=\"L")
                .doesNotContain("data-next");
    }

    @Test
    public void the_logs_page_counts_its_lines_and_the_text_is_whole() {
        assertThat(shop.get(BUILD + "console").body())
                .contains("id=\"L1\"")
                .contains("id=\"L" + LINES + "\"")
                .contains("grün " + LINES + " =");
        assertThat(shop.get(BUILD + "consoleText").body()).isEqualTo(whole.toString());
    }
}
