package io.jenkins.plugins.drawbridge.server.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.store.AuditEntry;
import io.jenkins.plugins.drawbridge.server.store.Store;
import io.jenkins.plugins.drawbridge.server.store.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RefusalsTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private Instant now = Instant.parse("2026-03-01T09:30:00Z");
    private Store store;
    private Refusals refusals;

    @Before
    public void open() {
        store = Store.open(TestDatabase.H2.fresh(folder.getRoot().toPath()), clock);
        refusals = new Refusals(store.audit(), clock);
    }

    @After
    public void close() {
        store.close();
    }

    @Test
    public void the_same_refusal_is_told_once_in_ten_minutes() {
        for (int minute = 0; minute < 25; minute++) {
            refusals.signIn("ada", "10.0.0.7");
            refusals.signIn("ada", "10.0.0.8");
            refusals.trigger("/job/shop/build", "10.0.0.7", "wrong token");
            now = now.plus(Duration.ofMinutes(1));
        }
        assertThat(entries()).extracting(AuditEntry::at).hasSize(9).doesNotContainNull();
        assertThat(entries())
                .filteredOn(entry -> entry.address().equals("10.0.0.8"))
                .hasSize(3);
    }

    @Test
    public void a_flood_of_names_is_cut_and_goes_on_being_told_in_the_next_ten_minutes() {
        for (int number = 0; number < 1_100; number++) {
            refusals.signIn("guess-" + number, "10.0.0.7");
        }
        assertThat(entries()).hasSize(1_000);
        now = now.plus(Duration.ofMinutes(11));
        refusals.signIn("ada", "10.0.0.7");
        assertThat(entries().get(0).who()).isEqualTo("ada");
    }

    @Test
    public void a_name_is_short_and_plain() {
        refusals.signIn("x".repeat(5_000), "10.0.0.7");
        refusals.signIn("\u001B\r\n\u2028 ", "10.0.0.7");
        assertThat(entries()).extracting(AuditEntry::who).containsExactly("anonymous", "x".repeat(100) + "…");
    }

    private List<AuditEntry> entries() {
        return store.audit().latest(5_000);
    }
}
